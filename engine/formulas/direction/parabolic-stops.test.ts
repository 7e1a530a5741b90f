import { describe, expect, it } from 'vitest';
import { walkBars } from '../contract-tests/catalogue-fixtures.ts';
import { ParabolicStop } from './parabolic-sar.ts';
import { type BarColumns, parabolicStops } from './parabolic-stops.ts';

const ACCELERATION = { first: 0.02, most: 0.2 };

const columnsOf = (bars: readonly { high: number; low: number; close: number }[]): BarColumns => ({
  highs: bars.map(({ high }) => high),
  lows: bars.map(({ low }) => low),
  closes: bars.map(({ close }) => close),
});

describe('parabolic stops of a series', () => {
  it('are those of one bar after the other', () => {
    const bars = walkBars(5, 2000);
    const one = new ParabolicStop(ACCELERATION);
    const expected = bars.map((bar) => {
      one.push(bar);
      return one.stop;
    });
    expect([...parabolicStops(columnsOf(bars), ACCELERATION)]).toEqual(expected);
  });

  it('begin at the far end of the first bar and close in with every new extreme', () => {
    const bars = [10, 11, 12].map((close) => ({ high: close + 1, low: close - 1, close }));
    // Up from the second bar: the stop at the low 9, then 2 % of the way to the high 12, but below the two lows.
    expect([...parabolicStops(columnsOf(bars), ACCELERATION)]).toEqual([NaN, 9, 9]);
  });

  it('do not exist before the second bar', () => {
    expect([...parabolicStops(columnsOf([{ high: 2, low: 1, close: 1.5 }]), ACCELERATION)]).toEqual([NaN]);
    expect(() => parabolicStops(columnsOf([]), { first: 0, most: 0.2 })).toThrow(RangeError);
  });
});
