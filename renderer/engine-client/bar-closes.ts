import type { ClosedBar } from './replica.ts';

const listeners = new Set<(closed: readonly ClosedBar[]) => void>();

/** Tells charts which one-minute bars were just closed. */
export function announceClosedBars(closed: readonly ClosedBar[]): void {
  if (closed.length === 0) return;
  for (const listener of listeners) listener(closed);
}

/** Calls `listener` with bars as they close; answers with the function that ends it. */
export function onBarsClosed(listener: (closed: readonly ClosedBar[]) => void): () => void {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}
