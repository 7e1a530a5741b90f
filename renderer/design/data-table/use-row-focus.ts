import { type RefObject, useCallback, useState } from 'react';

const STEPS: Readonly<Record<string, number>> = {
  ArrowDown: 1,
  ArrowUp: -1,
  PageDown: 20,
  PageUp: -20,
  Home: Number.NEGATIVE_INFINITY,
  End: Number.POSITIVE_INFINITY,
};

/** Which row the keyboard is on. One row at a time is reached by Tab, the others by arrow keys. */
export function useRowFocus(
  rowCount: number,
  scroller: RefObject<HTMLDivElement | null>,
  scrollTo: (index: number) => void,
) {
  const [wanted, setActive] = useState(0);
  const active = Math.min(wanted, rowCount - 1);
  /** Moves by a key from a row; answers whether the key moves at all. */
  const move = useCallback(
    (from: number, key: string): boolean => {
      const step = STEPS[key];
      if (step === undefined) return false;
      const target = Math.min(Math.max(from + step, 0), rowCount - 1);
      setActive(target);
      scrollTo(target);
      // The row may only now be drawn.
      requestAnimationFrame(() =>
        scroller.current?.querySelector<HTMLElement>(`[data-index="${target}"]`)?.focus(),
      );
      return true;
    },
    [rowCount, scroller, scrollTo],
  );
  return { active, setActive, move };
}
