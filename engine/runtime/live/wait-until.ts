import type { Clock } from '../clock.ts';

const LOOK_EVERY_MS = 25;

/** Waits until something is so, or for so long, in ms. */
export function waitUntil(clock: Clock, isSo: () => boolean, withinMs: number): Promise<void> {
  const until = clock.monotonicMs() + withinMs;
  return new Promise((resolve) => {
    const stop = clock.every(LOOK_EVERY_MS, () => {
      if (!isSo() && clock.monotonicMs() < until) return;
      stop();
      resolve();
    });
  });
}
