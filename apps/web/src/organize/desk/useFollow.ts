import { useCallback, useEffect, useLayoutEffect, useRef, useState, type RefObject } from 'react';

/** Nearer to the end than this counts as being there, in px. */
const NEAR = 48;

/** Follows a growing list as long as its end is in sight; else counts what came since, and nothing jumps. */
export function useFollow(newest: number): {
  ref: RefObject<HTMLDivElement | null>;
  fresh: number;
  toEnd: () => void;
} {
  const ref = useRef<HTMLDivElement>(null);
  const atEnd = useRef(true);
  const [seen, setSeen] = useState(newest);
  useEffect(() => {
    const box = ref.current;
    if (!box) return;
    const look = () => {
      atEnd.current = box.scrollHeight - box.scrollTop - box.clientHeight < NEAR;
      if (atEnd.current)
        setSeen((before) => Math.max(before, Number(box.dataset['newest'] ?? before)));
    };
    box.addEventListener('scroll', look, { passive: true });
    return () => box.removeEventListener('scroll', look);
  }, []);
  useLayoutEffect(() => {
    const box = ref.current;
    if (!box) return;
    box.dataset['newest'] = String(newest);
    if (!atEnd.current) return;
    box.scrollTop = box.scrollHeight;
    setSeen(newest);
  }, [newest]);
  const toEnd = useCallback(() => ref.current?.scrollTo({ top: ref.current.scrollHeight }), []);
  return { ref, fresh: Math.max(0, newest - seen), toEnd };
}
