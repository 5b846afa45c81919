import { useCallback, useState } from 'react';

export interface PanelState {
  open: boolean;
  setOpen: (open: boolean) => void;
  toggle: () => void;
}

/** On a phone held sideways the picture has the whole screen until the panel is asked for. */
const SIDEWAYS = '(orientation: landscape) and (max-height: 30rem)';

export function usePanel(): PanelState {
  const [open, setOpen] = useState(() => !matchMedia(SIDEWAYS).matches);
  const toggle = useCallback(() => setOpen((value) => !value), []);
  return { open, setOpen, toggle };
}
