import { useState, type KeyboardEvent, type PointerEvent } from 'react';
import { useWords } from '../../words/context.js';
import { clampPanel, PANEL, prefer } from '../preferences.js';

interface Props {
  width: number;
  onWidth: (width: number) => void;
}

const STEP = 20;
const PRESETS = [PANEL.least, PANEL.normal, PANEL.most];

/** The edge of the panel: drag it, press it for the next usual width, or use the arrow keys. */
export function Resizer({ width, onWidth }: Props) {
  const { stage: words } = useWords();
  const [from, setFrom] = useState<{ x: number; width: number; moved: boolean } | null>(null);
  const set = (next: number) => {
    const clamped = clampPanel(next);
    onWidth(clamped);
    return clamped;
  };
  const direction = () => (document.documentElement.dir === 'rtl' ? -1 : 1);
  const move = (event: PointerEvent) => {
    if (!from) return;
    const by = (from.x - event.clientX) * direction();
    if (Math.abs(by) > 3 && !from.moved) setFrom({ ...from, moved: true });
    set(from.width + by);
  };
  const end = () => {
    if (!from) return;
    const next = from.moved ? width : (PRESETS.find((preset) => preset > width) ?? PANEL.least);
    setFrom(null);
    prefer({ panelWidth: set(next) });
  };
  const key = (event: KeyboardEvent) => {
    const by = { ArrowLeft: STEP, ArrowRight: -STEP }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    prefer({ panelWidth: set(width + by * direction()) });
  };
  return (
    <div
      className="resizer"
      role="separator"
      aria-orientation="vertical"
      aria-label={words.resize}
      aria-valuenow={width}
      aria-valuemin={PANEL.least}
      aria-valuemax={PANEL.most}
      tabIndex={0}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        setFrom({ x: event.clientX, width, moved: false });
      }}
      onPointerMove={move}
      onPointerUp={end}
      onPointerCancel={end}
      onKeyDown={key}
    />
  );
}
