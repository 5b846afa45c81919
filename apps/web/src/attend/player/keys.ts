export type KeyAction =
  | 'toggle'
  | 'mute'
  | 'fullscreen'
  | 'back'
  | 'forward'
  | 'louder'
  | 'softer'
  | 'live'
  | 'pictureInPicture'
  | 'panel'
  | 'write'
  | 'help';

const actions: Record<string, KeyAction> = {
  k: 'toggle',
  ' ': 'toggle',
  m: 'mute',
  f: 'fullscreen',
  ArrowLeft: 'back',
  ArrowRight: 'forward',
  ArrowUp: 'louder',
  ArrowDown: 'softer',
  l: 'live',
  i: 'pictureInPicture',
  p: 'panel',
  '/': 'write',
  '?': 'help',
};

/** Where the focus is: a control keeps the keys that it needs itself. */
export type Focus = 'page' | 'control' | 'text';

interface Pressed {
  key: string;
  ctrlKey: boolean;
  altKey: boolean;
  metaKey: boolean;
}

/** What a key does on the stage page; null leaves it to the browser. */
export function keyAction(
  { key, ctrlKey, altKey, metaKey }: Pressed,
  focus: Focus,
): KeyAction | null {
  if (ctrlKey || altKey || metaKey || focus === 'text') return null;
  const name = key.length === 1 ? key.toLowerCase() : key;
  if (focus === 'control' && (name === ' ' || name.startsWith('Arrow'))) return null;
  return Object.hasOwn(actions, name) ? (actions[name] ?? null) : null;
}

const TEXT =
  'textarea, select, [contenteditable], input:not([type=checkbox], [type=button], [type=radio], [type=range])';
const CONTROL =
  'button, a, summary, input, [role=tab], [role=menuitem], [role=menuitemradio], [role=separator], [role=log], [role=log] *, dialog *';

/** Which of them holds the focus. */
export function focusOf(element: Element | null): Focus {
  if (element?.closest(TEXT)) return 'text';
  return element?.closest(CONTROL) ? 'control' : 'page';
}
