import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BarPyramid, PAST_ROOM } from './bar-pyramid.ts';
import { emptyRow, writeRow } from './bar-rows.ts';
import type { ChartBar } from './chart-bar.ts';

const bars = (count: number, seed = 1): ChartBar[] =>
  Array.from({ length: count }, (_, at) => {
    const wave = Math.sin(at * 0.7 + seed) * 10;
    const volumeBase = 1 + (at % 5);
    const close = 100 + wave;
    return {
      openTime: at * 60_000,
      closeTime: (at + 1) * 60_000,
      open: 100 + Math.sin((at - 1) * 0.7 + seed) * 10,
      high: 112 + (at % 7),
      low: 88 - (at % 3),
      close,
      volumeBase,
      knownBase: at % 4 === 0 ? 0 : volumeBase,
      buyBase: at % 4 === 0 ? 0 : volumeBase / 2,
      tradeCount: at % 9,
      paidQuote: close * volumeBase,
      scatter: (at % 4) * 0.25,
    };
  });

/** Several bars as one, by definition: scatter from squares of prices, not from joined rows. */
function direct(group: readonly ChartBar[]): ChartBar {
  const sum = (pick: (bar: ChartBar) => number) => group.reduce((total, bar) => total + pick(bar), 0);
  const volumeBase = sum((bar) => bar.volumeBase);
  const paidQuote = sum((bar) => bar.paidQuote);
  const mean = paidQuote / volumeBase;
  return {
    openTime: group[0]?.openTime ?? 0,
    closeTime: group.at(-1)?.closeTime ?? 0,
    open: group[0]?.open ?? 0,
    high: Math.max(...group.map(({ high }) => high)),
    low: Math.min(...group.map(({ low }) => low)),
    close: group.at(-1)?.close ?? 0,
    volumeBase,
    knownBase: sum((bar) => bar.knownBase),
    buyBase: sum((bar) => bar.buyBase),
    tradeCount: sum((bar) => bar.tradeCount),
    paidQuote,
    scatter: sum((bar) => bar.scatter + bar.volumeBase * (bar.paidQuote / bar.volumeBase - mean) ** 2),
  };
}

function pyramidOf(all: readonly ChartBar[], mostBars?: number): BarPyramid {
  const pyramid = new BarPyramid(mostBars);
  for (const bar of all) pyramid.append(bar);
  return pyramid;
}

const pointAt = ({ columns }: ReturnType<BarPyramid['points']>, point: number): ChartBar =>
  Object.fromEntries(
    Object.entries(columns).map(([name, values]) => [name, values[point]]),
  ) as unknown as ChartBar;

const near = (bar: ChartBar) =>
  Object.fromEntries(Object.entries(bar).map(([name, value]) => [name, expect.closeTo(value, 6)]));

describe('a pyramid of bars', () => {
  it('answers every range with points that are its bars put together directly', () => {
    const all = bars(700);
    const pyramid = pyramidOf(all);
    fc.assert(
      fc.property(fc.nat(720), fc.nat(720), fc.integer({ min: 1, max: 80 }), (one, other, most) => {
        const [from, to] = [Math.min(one, other), Math.max(one, other)];
        const points = pyramid.points(from, to, most);
        const count = points.columns.open.length;
        expect(count).toBeLessThanOrEqual(Math.max(most, 2));
        for (let point = 0; point < count; point += 1) {
          const begin = points.first + point * points.merged;
          expect(pointAt(points, point)).toEqual(near(direct(all.slice(begin, begin + points.merged))));
        }
        const isCovered = points.first <= from && points.first + count * points.merged >= Math.min(to, 700);
        expect(isCovered || from >= Math.min(to, 700)).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  it('gives as few bars to a point as fit, in powers of two, from places that do not move', () => {
    const pyramid = pyramidOf(bars(1000));
    const { first, merged, columns } = pyramid.points(303, 1000, 100);
    // 697 bars: 8 a point give 88 points, 4 would give 175. 303 lies in the point that begins at 296.
    expect([first, merged, columns.open.length]).toEqual([296, 8, 88]);
    expect(pyramid.points(305, 1000, 100).first).toBe(304);
  });

  it('joins any range into one row', () => {
    const all = bars(300, 3);
    const pyramid = pyramidOf(all);
    fc.assert(
      fc.property(fc.nat(299), fc.integer({ min: 1, max: 300 }), (from, length) => {
        const row = pyramid.join(from, from + length);
        const expected = direct(all.slice(from, from + length));
        expect(row?.[10]).toBeCloseTo(expected.paidQuote, 6);
        expect(row?.[11]).toBeCloseTo(expected.scatter, 6);
      }),
    );
    expect(pyramid.join(300, 400)).toBeUndefined();
  });

  it('finds the bar a moment belongs to', () => {
    const pyramid = pyramidOf(bars(50));
    expect([-1, 0, 59_999, 60_000, 1e9].map((time) => pyramid.placeAt(time))).toEqual([
      undefined,
      0,
      0,
      1,
      49,
    ]);
  });

  it('lets the oldest go and keeps counting places from the first', () => {
    const all = bars(9000);
    const pyramid = pyramidOf(all, 4096);
    expect([pyramid.first, pyramid.total, pyramid.at(8191), pyramid.at(8192)?.openTime]).toEqual([
      8192,
      9000,
      undefined,
      8192 * 60_000,
    ]);
    const points = pyramid.points(0, 9000, 10);
    expect(pointAt(points, 0)).toEqual(near(direct(all.slice(8192, 8192 + points.merged))));
  });

  it('answers the same whether bars came at the end or were put in front', () => {
    const all = bars(9000);
    for (const begin of [0, 1, 4095, 4500, 8999]) {
      const pyramid = new BarPyramid(undefined, PAST_ROOM);
      for (const bar of all.slice(begin)) pyramid.append(bar);
      const row = emptyRow();
      for (const bar of all.slice(0, begin).toReversed()) {
        writeRow(row, bar);
        pyramid.prepend(row);
      }
      expect([pyramid.first, pyramid.total]).toEqual([PAST_ROOM - begin, PAST_ROOM + 9000 - begin]);
      expect(pyramid.firstOpenTime).toBe(0);
      for (const most of [7, 60, 300]) {
        const { columns, first, merged } = pyramid.points(pyramid.first, pyramid.total, most);
        for (const [point] of columns.open.entries()) {
          const from = Math.max(0, first + point * merged - pyramid.first);
          const to = first + (point + 1) * merged - pyramid.first;
          expect(pointAt({ columns, first, merged }, point)).toEqual(near(direct(all.slice(from, to))));
        }
      }
    }
  });

  it('has room in front for as many bars as it keeps, and for none once it let some go', () => {
    const row = emptyRow();
    const pyramid = new BarPyramid(4096, 8192);
    for (const bar of bars(4000)) pyramid.append(bar);
    let taken = 0;
    for (; pyramid.hasRoomInFront; taken += 1) pyramid.prepend(row);
    expect([taken, pyramid.first]).toEqual([96, 8096]);
    pyramid.append(bars(1)[0] as ChartBar);
    expect([pyramid.hasRoomInFront, pyramid.first]).toEqual([false, 8096 + 4096]);
    expect(new BarPyramid().hasRoomInFront).toBe(false);
  });

  it('refuses to keep a number of bars its blocks do not divide', () => {
    expect(() => new BarPyramid(1000)).toThrow('bars kept must be a multiple of 4096 above zero, was 1000');
    expect(() => new BarPyramid(4096, 5)).toThrow('the first place must be a multiple of 4096, was 5');
  });
});
