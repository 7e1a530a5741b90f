import type { Clock } from './clock.ts';

/** Time a long piece of work takes for itself before the market goes on. */
const WORK_MS = 8;

/**
 * Begins a long piece of work that must hold up nobody. Call the answer often: it gives something to wait
 * for whenever the work has gone on for long enough, and nothing otherwise.
 */
export function breatherOf({ after, monotonicMs }: Clock): () => Promise<void> | undefined {
  let since = monotonicMs();
  return () => {
    if (monotonicMs() - since < WORK_MS) return undefined;
    return new Promise((resolve) => {
      after(1, () => {
        since = monotonicMs();
        resolve();
      });
    });
  };
}
