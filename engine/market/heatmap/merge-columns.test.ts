import { describe, expect, it } from 'vitest';
import type { BookColumn } from './book-column.ts';
import { MERGED_PRICES, mergeColumns } from './merge-columns.ts';

const column = (ticks: readonly number[], lots: readonly number[]): BookColumn => ({
  index: 0,
  ticks: Int32Array.from(ticks),
  lots: Float32Array.from(lots),
  lowTicks: ticks[0] ?? 0,
  highTicks: ticks.at(-1) ?? 0,
  bidTicks: 1000,
  askTicks: 1002,
});

describe('a merged column', () => {
  it('is nothing without samples', () => {
    expect(mergeColumns([], 7)).toBeUndefined();
  });

  it('has the best prices of its last sample and the widest sight of all', () => {
    const merged = mergeColumns([column([990, 1010], [1, 1]), column([995, 1020], [1, 1])], 7);
    expect(merged).toMatchObject({
      index: 7,
      lowTicks: 990,
      highTicks: 1020,
      bidTicks: 1000,
      askTicks: 1002,
    });
  });

  it('keeps the prices nearest to the market when there are too many, and then sees no further', () => {
    const ticks = Array.from({ length: 2000 }, (_, at) => at + 1);
    const merged = mergeColumns([column(ticks, ticks)], 0);
    expect(merged?.ticks).toHaveLength(MERGED_PRICES);
    // 1001 is the middle of 1000 and 1002: half of the prices lie above it.
    expect([merged?.lowTicks, merged?.highTicks]).toEqual([
      1002 - MERGED_PRICES / 2,
      1001 + MERGED_PRICES / 2,
    ]);
  });
});
