import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BookSide } from './book-side.ts';

/** The smallest window there is, so that prices leave it all the time. */
const WINDOW = 1024;

interface Change {
  readonly ticks: number;
  readonly lots: number;
}

const lots = fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 99 }));
const anywhere = fc.record({ ticks: fc.integer({ min: 1, max: 12_000 }), lots });

/** Changes around a touch that wanders, as in a real market, and some that take the touch away. */
const wandering = fc
  .array(
    fc.record({ step: fc.integer({ min: -400, max: 400 }), away: fc.integer({ min: 0, max: 300 }), lots }),
    {
      maxLength: 600,
    },
  )
  .map((moves) => {
    let touch = 30_000;
    return moves.map(({ step, away, lots: size }): Change => {
      touch = Math.max(1000, touch + step);
      return { ticks: touch - away, lots: size };
    });
  });

function answersAfter(changes: readonly Change[], sign: 1 | -1) {
  const side = new BookSide(sign, WINDOW);
  for (const { ticks, lots: size } of changes) side.set(ticks, size);
  return {
    levels: side.levels(5000),
    best: [side.bestTicks, side.bestLots],
    count: side.count,
    depths: [1, 7, 5000].map((count) => side.depthLots(count)),
    lots: changes.map(({ ticks }) => side.lotsAt(ticks)),
  };
}

function plainAnswersAfter(changes: readonly Change[], sign: 1 | -1) {
  const known = new Map(changes.map(({ ticks, lots: size }) => [ticks, size]));
  const levels = [...known].filter(([, size]) => size > 0).sort(([a], [b]) => (b - a) * sign);
  return {
    levels: levels.flat(),
    best: levels[0] ?? [0, 0],
    count: levels.length,
    depths: [1, 7, 5000].map((count) => levels.slice(0, count).reduce((sum, [, size]) => sum + size, 0)),
    lots: changes.map(({ ticks }) => known.get(ticks)),
  };
}

describe('a side of the book', () => {
  it.each([
    ['bids anywhere', 1, fc.array(anywhere, { maxLength: 500 })],
    ['asks anywhere', -1, fc.array(anywhere, { maxLength: 500 })],
    ['bids at a wandering touch', 1, wandering],
    ['asks at a wandering touch', -1, wandering],
  ] as const)('equals a plain map wherever its window has moved: %s', (_what, sign, arbitrary) => {
    fc.assert(
      fc.property(arbitrary, (changes) => {
        expect(answersAfter(changes, sign)).toEqual(plainAnswersAfter(changes, sign));
      }),
    );
  });

  it('leaves nothing in a list of what it held before', () => {
    const side = new BookSide(1, WINDOW);
    for (const ticks of [50_000, 49_999, 20_000]) side.set(ticks, 7);
    const flat = [1, 2, 3, 4, 5, 6, 7, 8];
    side.copyLevels(2, flat);
    expect(flat).toEqual([50_000, 7, 49_999, 7]);
    side.copyLevels(3, flat);
    expect(flat).toEqual([50_000, 7, 49_999, 7, 20_000, 7]);
    side.clear();
    side.copyLevels(3, flat);
    expect(flat).toEqual([]);
  });

  it('finds the far levels again when everything near is taken away', () => {
    const side = new BookSide(1, WINDOW);
    for (const ticks of [50_000, 49_999, 20_000, 3]) side.set(ticks, ticks);
    side.set(50_000, 0);
    side.set(49_999, 0);
    expect([side.bestTicks, side.bestLots, side.count]).toEqual([20_000, 20_000, 2]);
    side.set(20_000, 0);
    side.set(3, 0);
    expect([side.bestTicks, side.bestLots, side.count]).toEqual([0, 0, 0]);
    side.set(7, 1);
    expect(side.levels(9)).toEqual([7, 1]);
  });

  it.each([
    ['few', 3],
    ['many', 200],
  ])('forgets everything when cleared of %s levels near the touch', (_how, near) => {
    const side = new BookSide(-1, WINDOW);
    for (let ticks = 5; ticks < 5 + near; ticks += 1) side.set(ticks, 1);
    for (const ticks of [900, 40_000]) side.set(ticks, 1);
    side.clear();
    expect([side.count, side.levels(9), side.lotsAt(5), side.lotsAt(40_000)]).toEqual([0, [], 0, 0]);
    side.set(900, 2);
    for (let ticks = 1; ticks < 900; ticks += 1) expect(side.lotsAt(ticks)).toBe(0);
    expect(side.levels(9)).toEqual([900, 2]);
  });
});
