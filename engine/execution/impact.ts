import type { Levels } from '../domain/market/levels.ts';

/**
 * Ticks beyond the last recorded level for lots the recorded depth could not serve. The book is taken to go
 * on as thinly as it was on average: `span x lots / depth`, rounded up, at least one tick, where the span
 * counts the ticks from the best recorded level to the last. The whole remainder is charged the far end of it.
 */
export function impactTicksBeyond(levels: Levels, beyondLots: number): number {
  const first = levels[0] ?? 0;
  const last = levels.at(-2) ?? first;
  let depthLots = 0;
  for (let index = 1; index < levels.length; index += 2) depthLots += levels[index] ?? 0;
  if (depthLots <= 0) return 1;
  return Math.max(1, Math.ceil(((Math.abs(last - first) + 1) * beyondLots) / depthLots));
}
