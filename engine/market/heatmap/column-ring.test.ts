import { describe, expect, it } from 'vitest';
import type { BookColumn } from './book-column.ts';
import { ColumnRing } from './column-ring.ts';

const CAPACITY = 100;
const MOST_PRICES = 3;

function column(index: number, ticks: readonly number[] = [index, index + 1]): BookColumn {
  return {
    index,
    ticks: Int32Array.from(ticks),
    lots: Float32Array.from(ticks, (price) => price / 2),
    lowTicks: ticks[0] ?? 0,
    highTicks: ticks.at(-1) ?? 0,
    bidTicks: index,
    askTicks: index + 1,
  };
}

const ringOf = (...columns: readonly BookColumn[]): ColumnRing => {
  const ring = new ColumnRing(CAPACITY, MOST_PRICES);
  for (const each of columns) ring.put(each);
  return ring;
};

describe('a ring of columns', () => {
  it('gives back what was put, however many prices it has', () => {
    const columns = [column(0, []), column(1, [7]), column(2, [7, 8, 9])];
    expect(ringOf(...columns).between(0, 10)).toEqual(columns);
  });

  it('knows nothing of spans that were left out, the first of all included', () => {
    const ring = ringOf(column(17_000_000_005), column(17_000_000_070));
    expect(ring.at(17_000_000_006)).toBeUndefined();
    expect(ring.at(0)).toBeUndefined();
    expect(ring.between(0, Infinity).map(({ index }) => index)).toEqual([17_000_000_005, 17_000_000_070]);
  });

  it('keeps the newest spans and forgets the one in whose place the newest came, with all its prices', () => {
    const ring = ringOf(...Array.from({ length: 150 }, (_, index) => column(index)), column(150, [3]));
    expect(ring.at(50)).toBeUndefined();
    expect(ring.between(0, Infinity)).toHaveLength(CAPACITY);
    expect(ring.at(150)).toEqual(column(150, [3]));
    expect(ring.at(51)).toEqual(column(51));
  });

  it('refuses a column of more prices than it has room for, and keeps what it has', () => {
    const ring = ringOf(column(1));
    expect(() => ring.put(column(2, [1, 2, 3, 4]))).toThrow('a column must have at most 3 prices, has 4');
    expect(ring.between(0, 10)).toEqual([column(1)]);
  });
});
