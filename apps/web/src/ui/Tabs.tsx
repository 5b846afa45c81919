import { useId, useRef, type KeyboardEvent, type ReactNode } from 'react';
import { classes } from './classes.js';
import { nextIndex } from './roving.js';
import './tabs.css';

export interface Tab {
  key: string;
  /** Words, with a count after them when there is something to count. */
  label: ReactNode;
  content: ReactNode;
}

export interface TabsProps {
  /** Names the row of tabs for screen readers. */
  label: string;
  tabs: Tab[];
  selected: string;
  onSelect: (key: string) => void;
  className?: string;
  /** Stands after the tabs in their row. */
  after?: ReactNode;
}

/** Tabs after the ARIA pattern: arrow keys move and select; panels that are not shown keep their state. */
export function Tabs({ label, tabs, selected, onSelect, className, after }: TabsProps) {
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  const move = (event: KeyboardEvent) => {
    const index = tabs.findIndex((tab) => tab.key === selected);
    const rtl = getComputedStyle(event.currentTarget).direction === 'rtl';
    const next = nextIndex(event.key, index, tabs.length, rtl);
    const target = next === null ? undefined : tabs[next];
    if (!target) return;
    event.preventDefault();
    onSelect(target.key);
    list.current?.querySelector<HTMLElement>(`[data-key="${target.key}"]`)?.focus();
  };
  return (
    <div className={classes('tabs', className)}>
      <div className="tabs-row">
        <div ref={list} role="tablist" aria-label={label} className="tabs-list" onKeyDown={move}>
          {tabs.map((tab) => (
            <button
              key={tab.key}
              type="button"
              role="tab"
              className="tab"
              id={`${id}-${tab.key}`}
              data-key={tab.key}
              aria-selected={tab.key === selected}
              aria-controls={`${id}-${tab.key}-panel`}
              tabIndex={tab.key === selected ? 0 : -1}
              onClick={() => onSelect(tab.key)}
            >
              {tab.label}
            </button>
          ))}
        </div>
        {after}
      </div>
      {tabs.map((tab) => (
        <div
          key={tab.key}
          role="tabpanel"
          className="tab-panel"
          id={`${id}-${tab.key}-panel`}
          aria-labelledby={`${id}-${tab.key}`}
          hidden={tab.key !== selected}
        >
          {tab.content}
        </div>
      ))}
    </div>
  );
}
