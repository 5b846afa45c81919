import { kept } from '../ui/storage.js';
import { createCell, type Cell } from '../ui/store.js';

export interface Preferences {
  /** New messages are read aloud, seldom, to those who use a screen reader. */
  announce: boolean;
  /** Keys of one letter work. */
  keys: boolean;
  nativeControls: boolean;
  /** Width of the panel beside the picture, in px. */
  panelWidth: number;
  questionOrder: 'votes' | 'time';
}

export const PANEL = { least: 280, normal: 380, most: 640 } as const;

const usual: Preferences = {
  announce: true,
  keys: true,
  nativeControls: false,
  panelWidth: PANEL.normal,
  questionOrder: 'votes',
};

const KEY = 'lectern.preferences';

/** Reads what was kept; whatever is not as expected is as usual. */
export function readPreferences(text: string | null): Preferences {
  const found = parse(text);
  const flag = (key: 'announce' | 'keys' | 'nativeControls') =>
    typeof found[key] === 'boolean' ? found[key] : usual[key];
  const width = found['panelWidth'];
  return {
    announce: flag('announce'),
    keys: flag('keys'),
    nativeControls: flag('nativeControls'),
    panelWidth: typeof width === 'number' ? clampPanel(width) : usual.panelWidth,
    questionOrder: found['questionOrder'] === 'time' ? 'time' : 'votes',
  };
}

export const clampPanel = (width: number): number =>
  Math.round(Math.min(PANEL.most, Math.max(PANEL.least, width)));

function parse(text: string | null): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text ?? '{}');
    return typeof value === 'object' && value !== null ? { ...value } : {};
  } catch {
    // Somebody or something else wrote there; the usual choices are good ones.
    return {};
  }
}

export const preferences: Cell<Preferences> = createCell(readPreferences(kept.getItem(KEY)));

/** Changes some preferences, now and for later visits. */
export function prefer(change: Partial<Preferences>): void {
  preferences.set({ ...preferences.snapshot(), ...change });
  kept.setItem(KEY, JSON.stringify(preferences.snapshot()));
}
