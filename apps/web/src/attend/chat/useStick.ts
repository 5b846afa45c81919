import { useEffect, useLayoutEffect, useRef, useState, type RefObject } from 'react';

const NEAR_PX = 48;

export interface Stick {
  /** True while the reader is at the newest; then the list follows. */
  stuck: boolean;
  toEnd: () => void;
}

/**
 * Follows the end of a list while the reader is there, and never moves it otherwise.
 * `first` names the first row: when rows come before it, what is read stays where it is.
 */
export function useStick(
  ref: RefObject<HTMLElement | null>,
  first: number | undefined,
  rows: unknown,
): Stick {
  const [stuck, setStuck] = useState(true);
  const following = useRef(true);
  const before = useRef({ first, height: 0 });

  useLayoutEffect(() => {
    const list = ref.current;
    if (!list) return;
    const grewAbove =
      first !== undefined && before.current.first !== undefined && first < before.current.first;
    if (following.current) list.scrollTop = list.scrollHeight;
    else if (grewAbove) list.scrollTop += list.scrollHeight - before.current.height;
    before.current = { first, height: list.scrollHeight };
  }, [ref, first, rows]);

  useEffect(() => {
    const list = ref.current;
    if (!list) return;
    const scrolled = () => {
      // A hidden list says nothing about where its reader is.
      if (list.clientHeight === 0) return;
      following.current = list.scrollHeight - list.scrollTop - list.clientHeight < NEAR_PX;
      setStuck(following.current);
    };
    const resized = new ResizeObserver(() => {
      if (following.current) list.scrollTop = list.scrollHeight;
    });
    list.addEventListener('scroll', scrolled, { passive: true });
    resized.observe(list);
    return () => {
      list.removeEventListener('scroll', scrolled);
      resized.disconnect();
    };
  }, [ref]);

  const toEnd = () => {
    following.current = true;
    setStuck(true);
    ref.current?.scrollTo({ top: ref.current.scrollHeight });
  };
  return { stuck, toEnd };
}
