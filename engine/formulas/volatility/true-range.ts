import type { Bar } from '../../domain/market/bar.ts';

/**
 * How far a bar reached, counted from the close before it, in quote units: the largest of high less
 * low, high less that close, and that close less low.
 */
export function trueRange(bar: Pick<Bar, 'high' | 'low'>, closeBefore: number): number {
  const high = bar.high > closeBefore ? bar.high : closeBefore;
  const low = bar.low < closeBefore ? bar.low : closeBefore;
  return high - low;
}
