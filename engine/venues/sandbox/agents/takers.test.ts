import { describe, expect, it } from 'vitest';
import { Random } from '../../../numerics/random.ts';
import { calibrations } from '../calibration.ts';
import { LimitOrderBook } from '../matching/limit-order-book.ts';
import type { Pit } from './pit.ts';
import { MomentumTrader, NoiseTrader, takeMispriced } from './takers.ts';

const MID = 10_000;

function pitAround(seed = 51) {
  const [calibration] = calibrations;
  if (calibration === undefined) throw new RangeError('the first calibration is missing');
  const book = new LimitOrderBook();
  for (const away of [1, 5, 20]) {
    book.place({ side: 1, price: MID - away, lots: 1000, owner: 1 });
    book.place({ side: -1, price: MID + away, lots: 1000, owner: 1 });
  }
  const sides: number[] = [];
  const limits: number[] = [];
  const pit = {
    book,
    random: new Random(seed),
    calibration,
    mid: MID,
    pressure: 0,
    lotsWorth: (quote: number) => Math.max(1, Math.round(quote)),
    hit(side, limit) {
      sides.push(side);
      limits.push(limit);
    },
  } satisfies Pit & { mid: number };
  return { pit, sides, limits };
}

describe('those who take what is mispriced', () => {
  it.each([
    ['buy when the value is above the ask and the margin', 10_010, [1], [10_009]],
    ['sell when it is below the bid and the margin', 9990, [-1], [9991]],
    ['stay away while the ask is within the margin', 10_001, [], []],
  ])('%s', (_what, value, expectedSides, expectedLimits) => {
    const { pit, sides, limits } = pitAround();
    // A margin of 0.5 bps of 10,010 is half a tick.
    takeMispriced(pit, value, 0.5, 100);
    expect(sides).toEqual(expectedSides);
    expect(limits).toEqual(expectedLimits);
  });
});

describe('a noise trader', () => {
  const sidesOf = (noEdge: boolean): number[] => {
    const { pit, sides } = pitAround();
    const trader = new NoiseTrader(pit, noEdge);
    for (let count = 0; count < 5000; count += 1) trader.act();
    return sides;
  };
  const repeats = (sides: readonly number[]): number =>
    sides.slice(1).filter((side, at) => side === sides[at]).length / (sides.length - 1);

  it('buys as often as it sells and repeats its side in seven of ten orders', () => {
    const sides = sidesOf(false);
    expect(Math.abs(sides.reduce((sum, side) => sum + side, 0)) / sides.length).toBeLessThan(0.1);
    expect(repeats(sides)).toBeCloseTo(0.7, 1);
  });

  it('tosses a coin for every order where there is no edge', () => {
    expect(repeats(sidesOf(true))).toBeCloseTo(0.5, 1);
  });

  it('never pays more than 8 bps beyond the mid', () => {
    const { pit, limits } = pitAround();
    const trader = new NoiseTrader(pit, true);
    for (let count = 0; count < 100; count += 1) trader.act();
    expect([...new Set(limits)].toSorted((a, b) => a - b)).toEqual([9992, 10_008]);
  });
});

describe('a momentum trader', () => {
  it.each([
    ['buys into a rise', 10_020, [1]],
    ['sells into a fall', 9980, [-1]],
    ['waits while the move is usual', 10_002, []],
  ])('%s', (_what, price, expected) => {
    const { pit, sides } = pitAround();
    const trader = new MomentumTrader(pit);
    pit.mid = price;
    for (let step = 0; step < 100; step += 1) trader.watch();
    trader.act(3);
    expect(sides).toEqual(expected);
  });
});
