import { describe, expect, it } from 'vitest';
import { topImbalance } from './ladder-imbalance.ts';
import { TradedRows } from './traded-rows.ts';

const told = (...prices: readonly (readonly [ticks: number, bought: number, sold: number])[]) => ({
  ticks: Int32Array.from(prices, ([ticks]) => ticks),
  boughtBase: Float64Array.from(prices, ([, bought]) => bought),
  soldBase: Float64Array.from(prices, ([, , sold]) => sold),
});

describe('volumes by row', () => {
  it('add the prices of a row', () => {
    const rows = new TradedRows(5);
    rows.take(told([100, 1, 2], [104, 4, 0], [105, 8, 0]));
    expect(rows.at(100)).toEqual({ boughtBase: 5, soldBase: 2 });
    expect(rows.at(105)).toEqual({ boughtBase: 8, soldBase: 0 });
    expect(rows.at(110)).toBeUndefined();
  });

  it('are totals: told again they stay, told larger they grow, told late and smaller they stay', () => {
    const rows = new TradedRows(1);
    rows.take(told([100, 1, 2]));
    rows.take(told([100, 1, 2]));
    expect(rows.at(100)).toEqual({ boughtBase: 1, soldBase: 2 });
    rows.take(told([100, 4, 2]));
    rows.take(told([100, 2, 1]));
    expect(rows.at(100)).toEqual({ boughtBase: 4, soldBase: 2 });
  });
});

describe('the imbalance of the top of the book', () => {
  it('weighs five levels a side and no more', () => {
    const bids = [10, 1, 9, 1, 8, 1, 7, 1, 6, 1, 5, 100];
    expect(topImbalance({ bids, asks: [11, 3] })).toBeCloseTo((5 - 3) / (5 + 3));
    expect(topImbalance({ bids, asks: [] })).toBeUndefined();
  });
});
