import {
  useCallback,
  useState,
  type FocusEvent,
  type KeyboardEvent,
  type PointerEvent,
  type RefObject,
} from 'react';

const seqOf = (target: EventTarget): number | null => {
  const row = target instanceof Element ? target.closest<HTMLElement>('[data-seq]') : null;
  return row ? Number(row.dataset['seq']) : null;
};

/** Which row is chosen: by a pointer over it, a touch on it, or the arrow keys. */
export function useActiveRow(ref: RefObject<HTMLElement | null>) {
  const [active, setActive] = useState<number | null>(null);
  const onPointerOver = useCallback((event: PointerEvent) => {
    if (event.pointerType === 'mouse') setActive(seqOf(event.target));
  }, []);
  const onPointerLeave = useCallback((event: PointerEvent) => {
    const inside =
      event.currentTarget.contains(document.activeElement) &&
      document.activeElement !== event.currentTarget;
    if (event.pointerType === 'mouse' && !inside) setActive(null);
  }, []);
  const onClick = useCallback(
    (event: { target: EventTarget }) => setActive(seqOf(event.target)),
    [],
  );
  const onFocus = useCallback(
    (event: FocusEvent) => setActive((before) => seqOf(event.target) ?? before),
    [],
  );
  const onBlur = useCallback((event: FocusEvent) => {
    if (!event.currentTarget.contains(event.relatedTarget)) setActive(null);
  }, []);
  const onKeyDown = useCallback(
    (event: KeyboardEvent) => {
      const rows = [...(ref.current?.querySelectorAll<HTMLElement>('[data-seq]') ?? [])];
      const at = rows.findIndex((row) => row.contains(document.activeElement));
      const next = nextRow(event.key, at, rows.length);
      if (next === null) return;
      event.preventDefault();
      event.stopPropagation();
      rows[next]?.focus();
    },
    [ref],
  );
  return { active, onPointerOver, onPointerLeave, onClick, onFocus, onBlur, onKeyDown };
}

/** The row that an arrow key goes to; from outside the rows, up means the last one. Null when it goes nowhere. */
export function nextRow(key: string, at: number, count: number): number | null {
  if (count === 0) return null;
  if (key === 'ArrowUp') return at < 0 ? count - 1 : Math.max(0, at - 1);
  if (key === 'ArrowDown') return at < 0 ? null : Math.min(count - 1, at + 1);
  return null;
}
