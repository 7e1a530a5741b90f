import type { Bar } from '../../domain/market/bar.ts';

/**
 * How far a bar reached, counted from the close before it, in quote units: the largest of high less
 * low, high less that close, and that close less low.
 */
export function trueRange(bar: Pick<Bar, 'high' | 'low'>, closeBefore: number): number {
  const over = closeBefore - bar.high;
  const under = bar.low - closeBefore;
  // Whatever of the two is above zero, without a branch that no processor can foretell.
  return bar.high - bar.low + (over + Math.abs(over)) / 2 + (under + Math.abs(under)) / 2;
}
