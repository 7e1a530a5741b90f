import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { followsMarket, keptView, newestView, pannedView, placeAt, xOf, zoomedView } from './chart-view.ts';
import { priceAt, roomyScale, roundValues, yOf } from './price-scale.ts';
import { timeTicks } from './time-ticks.ts';

describe('a price scale', () => {
  it('puts high prices at the top and turns pixels back into prices', () => {
    const scale = { low: 100, high: 200, top: 10, height: 50 };
    expect([yOf(scale, 200), yOf(scale, 150), yOf(scale, 100)]).toEqual([10, 35, 60]);
    expect(priceAt(scale, 22.5)).toBe(175);
  });

  it('leaves air above and below, also around one price alone', () => {
    expect(roomyScale(100, 200, { top: 0, height: 1 }, 0.1)).toMatchObject({ low: 90, high: 210 });
    expect(roomyScale(50, 50, { top: 0, height: 1 })).toMatchObject({ low: 49.95, high: 50.05 });
  });

  it('marks round prices, no more than fit', () => {
    expect(roundValues(63_912, 64_087, 4)).toEqual([63_950, 64_000, 64_050]);
    expect(roundValues(1, 1, 5)).toEqual([]);
    fc.assert(
      fc.property(
        fc.double({ min: 0.001, max: 1e6, noNaN: true }),
        fc.integer({ min: 1, max: 20 }),
        (span, most) => {
          const values = roundValues(1000, 1000 + span, most);
          expect(values.length).toBeLessThanOrEqual(most + 1);
          expect(values.every((value) => value >= 1000 - 1e-6 && value <= 1000 + span + 1e-6)).toBe(true);
        },
      ),
    );
  });
});

describe('the view of a chart', () => {
  const known = { oldest: 0, total: 1_000_000 };

  it('begins at the newest bars with room for the next ones', () => {
    // 5 % of 200 places stay free.
    const view = newestView(known, 200);
    expect(view).toEqual({ from: 999_810, span: 200 });
    expect([followsMarket(view, known), followsMarket(pannedView(view, -50, known), known)]).toEqual([
      true,
      false,
    ]);
  });

  it('zooms from a dozen bars to all of them and keeps the place under the pointer', () => {
    let view = newestView(known, 200);
    for (let step = 0; step < 80; step += 1) view = zoomedView(view, 1.15, 0.5, known);
    expect(view.span).toBeCloseTo(1_060_004, 0);
    const inside = { from: 500_000, span: 1000 };
    const zoomed = zoomedView(inside, 0.5, 0.25, known);
    const scale = { left: 0, width: 800 };
    expect(placeAt({ ...zoomed, ...scale }, 200)).toBeCloseTo(placeAt({ ...inside, ...scale }, 200), 6);
    expect(zoomedView(inside, 1e-9, 0.5, known).span).toBe(12);
  });

  it('never leaves the bars, wherever one pans and zooms', () => {
    const moves = fc.array(
      fc.tuple(
        fc.double({ min: -1e7, max: 1e7, noNaN: true }),
        fc.double({ min: 0.1, max: 10, noNaN: true }),
      ),
    );
    fc.assert(
      fc.property(moves, (steps) => {
        let view = newestView(known, 300);
        for (const [places, factor] of steps)
          view = zoomedView(pannedView(view, places, known), factor, 0.3, known);
        expect(view.from).toBeLessThan(known.total);
        expect(view.from + view.span).toBeGreaterThan(known.oldest);
        expect(keptView(view, known)).toEqual(view);
      }),
    );
  });

  it('turns places into pixels and back', () => {
    const scale = { from: 100, span: 50, left: 0, width: 1000 };
    expect([xOf(scale, 125), placeAt(scale, 500)]).toEqual([500, 125]);
  });
});

describe('marks on the time axis', () => {
  const minutes = (times: readonly number[]) => ({
    count: times.length,
    timeAt: (at: number) => (times[at] ?? 0) * 60_000,
    xAt: (at: number) => at * 10,
  });

  it('stand at round times, apart from each other', () => {
    const ticks = timeTicks(minutes(Array.from({ length: 61 }, (_, at) => 600 + at)), 100, 0);
    // Sixty minutes over 600 px: six marks would be ten minutes apart, the next round step is fifteen.
    expect(ticks.map(({ timeMs }) => timeMs / 60_000)).toEqual([615, 630, 645, 660]);
    expect(ticks.every(({ shows }) => shows === 'minute')).toBe(true);
  });

  it('name the day where a new one begins, in local time', () => {
    const times = Array.from({ length: 121 }, (_, at) => 1380 + at);
    const shown = (offsetMs: number) =>
      timeTicks(minutes(times), 200, offsetMs)
        .filter(({ shows }) => shows === 'day')
        .map(({ timeMs }) => timeMs / 60_000);
    expect([shown(0), shown(-1_800_000)]).toEqual([[1440], [1470]]);
  });

  it('stand at the beginnings of months where years are shown', () => {
    const days = Array.from({ length: 700 }, (_, at) => Date.UTC(2022, 0, 1) / 60_000 + at * 1440);
    const ticks = timeTicks(minutes(days), 900, 0);
    // 700 days over 6990 px: seven marks would be 100 days apart, so one stands at every half year.
    expect(ticks.map(({ timeMs }) => new Date(timeMs).toISOString().slice(0, 10))).toEqual([
      '2022-07-01',
      '2023-01-01',
      '2023-07-01',
    ]);
    expect(ticks.every(({ shows }) => shows === 'month')).toBe(true);
  });

  it('follow bars that are not evenly spaced in time', () => {
    // Ten bars in a busy minute, then one an hour: marks stand where the hours begin, not evenly.
    const times = [...Array.from({ length: 10 }, (_, at) => 60 + at / 10), 120, 180, 240, 300];
    const ticks = timeTicks(minutes(times), 10, 0);
    expect(ticks.map(({ x }) => x)).toEqual([100, 110, 120, 130]);
  });
});
