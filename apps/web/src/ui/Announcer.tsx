import { useEffect, useRef, useState } from 'react';

export interface AnnouncerProps {
  /** What to say; an empty string says nothing. The same text again says nothing again. */
  text: string;
  /** At most one announcement in so many ms; in between, only the newest waits. */
  everyMs?: number;
}

/** Says things to screen readers, politely and seldom. */
export function Announcer({ text, everyMs = 5_000 }: AnnouncerProps) {
  const [said, setSaid] = useState('');
  const lastAt = useRef(Number.NEGATIVE_INFINITY);
  useEffect(() => {
    if (text === '') return;
    const wait = Math.max(0, lastAt.current + everyMs - performance.now());
    const timer = setTimeout(() => {
      lastAt.current = performance.now();
      setSaid(text);
    }, wait);
    return () => clearTimeout(timer);
  }, [text, everyMs]);
  return (
    <div className="visually-hidden" role="status" aria-live="polite">
      {said}
    </div>
  );
}
