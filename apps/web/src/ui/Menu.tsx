import { Check } from 'lucide-react';
import type { ReactNode } from 'react';
import {
  Header,
  Menu as AriaMenu,
  MenuItem as AriaMenuItem,
  MenuSection,
  MenuTrigger,
  Popover,
  type PopoverProps,
} from 'react-aria-components';
import './menu.css';

export interface MenuChoice {
  key: string;
  label: string;
  /** A word or two after the label. */
  detail?: string;
  icon?: ReactNode;
  /** Takes something away: shown in the colour of that. */
  danger?: boolean;
  disabled?: boolean;
}

export interface MenuGroup {
  key: string;
  title?: string;
  choices: MenuChoice[];
  /** Key of the choice that holds now: makes the group a choice of one. */
  selected?: string;
  onAction: (key: string) => void;
}

export interface MenuProps {
  label: string;
  groups: MenuGroup[];
  placement?: NonNullable<PopoverProps['placement']>;
  /** Where the popover is put in the document: an element in full screen shows only what is inside it. */
  container?: Element | null;
  onOpenChange?: (open: boolean) => void;
  /** The react-aria `Button` that opens the menu. */
  children: ReactNode;
}

/** Menu of actions or of choices, opened by its button. Loads react-aria: the attendee's first page does without. */
export function Menu({
  label,
  groups,
  placement = 'top end',
  container,
  onOpenChange,
  children,
}: MenuProps) {
  return (
    <MenuTrigger {...(onOpenChange && { onOpenChange })}>
      {children}
      <Popover
        className="menu-popover"
        placement={placement}
        offset={6}
        {...(container && { UNSTABLE_portalContainer: container })}
      >
        <AriaMenu aria-label={label} className="menu">
          {groups.map((group) => (
            <Group key={group.key} group={group} />
          ))}
        </AriaMenu>
      </Popover>
    </MenuTrigger>
  );
}

function Group({ group }: { group: MenuGroup }) {
  const choosing = group.selected !== undefined;
  return (
    <MenuSection
      className="menu-group"
      aria-label={group.title ?? group.key}
      selectionMode={choosing ? 'single' : 'none'}
      {...(choosing && { selectedKeys: [group.selected ?? ''], disallowEmptySelection: true })}
    >
      {group.title !== undefined && <Header className="menu-title">{group.title}</Header>}
      {group.choices.map((choice) => (
        <AriaMenuItem
          key={choice.key}
          id={choice.key}
          textValue={choice.label}
          isDisabled={choice.disabled ?? false}
          className={choice.danger ? 'menu-item menu-item-danger' : 'menu-item'}
          onAction={() => group.onAction(choice.key)}
        >
          <span className="menu-mark" aria-hidden="true">
            {choice.key === group.selected ? <Check /> : choice.icon}
          </span>
          <span>{choice.label}</span>
          {choice.detail !== undefined && <span className="menu-detail">{choice.detail}</span>}
        </AriaMenuItem>
      ))}
    </MenuSection>
  );
}
