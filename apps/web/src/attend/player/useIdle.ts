import { useEffect, useState, type RefObject } from 'react';

const IDLE_MS = 2_500;

/** True when neither pointer nor key has touched the element for a moment. */
export function useIdle(ref: RefObject<HTMLElement | null>): boolean {
  const [idle, setIdle] = useState(false);
  useEffect(() => {
    const element = ref.current;
    if (!element) return;
    const aborter = new AbortController();
    let timer: ReturnType<typeof setTimeout>;
    const touched = () => {
      setIdle(false);
      clearTimeout(timer);
      timer = setTimeout(() => setIdle(true), IDLE_MS);
    };
    for (const name of ['pointermove', 'pointerdown', 'keydown', 'focusin'] as const) {
      element.addEventListener(name, touched, { signal: aborter.signal, passive: true });
    }
    element.addEventListener('pointerleave', () => setIdle(true), { signal: aborter.signal });
    touched();
    return () => {
      clearTimeout(timer);
      aborter.abort();
    };
  }, [ref]);
  return idle;
}
