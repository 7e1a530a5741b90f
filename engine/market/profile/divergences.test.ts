import { describe, expect, it } from 'vitest';
import { divergences, type SwingBar } from './divergences.ts';

/** Bars whose high and low lie one around a price, with cumulative delta at their end. */
const barsOf = (...bars: readonly (readonly [price: number, cvdLots: number])[]): SwingBar[] =>
  bars.map(([price, cvdLots]) => ({ high: price + 1, low: price - 1, cvdLots }));

describe('a divergence', () => {
  it('is a higher high of price at a lower cumulative delta', () => {
    const bars = barsOf([1, 0], [5, 50], [2, 30], [7, 40], [3, 20]);
    expect(divergences(bars, 1)).toEqual([{ kind: 'bearish', from: 1, to: 3 }]);
  });

  it('is a lower low of price at a higher cumulative delta', () => {
    const bars = barsOf([9, 0], [5, -50], [8, -30], [3, -40], [7, 0]);
    expect(divergences(bars, 1)).toEqual([{ kind: 'bullish', from: 1, to: 3 }]);
  });

  it.each([
    ['cumulative delta goes along', barsOf([1, 0], [5, 50], [2, 30], [7, 60], [3, 20])],
    ['the second high is lower', barsOf([1, 0], [7, 50], [2, 30], [5, 40], [3, 20])],
    ['the second swing is not complete yet', barsOf([1, 0], [5, 50], [2, 30], [7, 40])],
    ['no swing is as wide as asked for', barsOf([1, 0], [1, 50], [1, 30])],
  ])('is none when %s', (_why, bars) => {
    expect(divergences(bars, 1)).toEqual([]);
  });

  it('is none where cumulative delta began anew between the swings', () => {
    const bars = barsOf([1, 0], [5, 50], [2, 30], [7, 40], [3, 20]);
    expect(divergences(bars, 1, (from, to) => to - from < 2)).toEqual([]);
  });

  it('takes a swing to be strictly over what came before and not under what comes after', () => {
    // Two equal highs: the first is the swing, the second not.
    const bars = barsOf([1, 0], [5, 50], [5, 90], [2, 30], [7, 40], [3, 20]);
    expect(divergences(bars, 1)).toEqual([{ kind: 'bearish', from: 1, to: 4 }]);
  });
});
