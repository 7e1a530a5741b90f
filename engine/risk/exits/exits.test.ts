import { describe, expect, it } from 'vitest';
import type { ExitPlan } from '../../domain/risk/exit-plan.ts';
import { Random } from '../../numerics/random.ts';
import { planExit } from './exit-plan.ts';
import { type ExitMoment, gainAt, lookedAt, type ManagedPosition } from './managed-position.ts';
import { PRESET_HOLDS, PRESET_PLANS } from './preset-plans.ts';
import { reversionLevel } from './reversion.ts';
import { reasonText } from '../../domain/remark/reason.ts';

const HOUR_MS = 3_600_000;

/** Long 100 lots from 10,000 ticks: a tick is one basis point. */
const long: ManagedPosition = {
  runId: 'run',
  instrument: 'test:AAA/USDT:USDT',
  side: 'buy',
  openedAt: 0,
  entryTicks: 10_000,
  lots: 100,
  firstLots: 100,
  bestTicks: 10_000,
  targetsTaken: 0,
};
const short: ManagedPosition = { ...long, side: 'sell' };

const moment = (closingTicks: number, over: Partial<ExitMoment> = {}): ExitMoment => ({
  time: 1000,
  closingTicks,
  roundTripCost: 0.0012,
  reversionTicks: undefined,
  minLots: 1,
  ...over,
});

/** The first wish along a path of prices, with the price it came at. */
function firstWish(
  plan: ExitPlan,
  begun: ManagedPosition,
  path: readonly number[],
  over: Partial<ExitMoment> = {},
) {
  let position = begun;
  for (const price of path) {
    position = lookedAt(position, price);
    const wish = planExit(plan, position, moment(price, over));
    if (wish) return { at: price, lots: wish.lots, reason: reasonText(wish.reason) };
  }
  return undefined;
}

describe('a trailing stop', () => {
  const plan = { trailing: { activation: 0.005, distance: 0.002 } };

  it('waits for its activation and closes 0.2 % below the best price', () => {
    expect(firstWish(plan, long, [10_049, 9950, 10_049, 9900])).toBeUndefined();
    // From a best of 10,100 the level is 10,079.8.
    expect(firstWish(plan, long, [10_050, 10_100, 10_080, 10_079])).toMatchObject({ at: 10_079, lots: 100 });
  });

  it('follows a short down', () => {
    // From a best of 9,900 the level is 9,919.8.
    expect(firstWish(plan, short, [9_960, 9_950, 9_900, 9_919, 9_920])).toMatchObject({ at: 9_920 });
  });
});

describe('a break-even stop', () => {
  it('closes at the entry as described, so that the fees are lost', () => {
    const plan = { breakEven: { activation: 0.0025, level: 'entry' } } as const;
    expect(firstWish(plan, long, [10_024, 9999])).toBeUndefined();
    expect(firstWish(plan, long, [10_025, 10_001, 10_000])).toMatchObject({ at: 10_000 });
    expect(firstWish(plan, short, [9975, 9999, 10_000])).toMatchObject({ at: 10_000 });
  });

  it('closes corrected while the round trip is still paid', () => {
    const plan = { breakEven: { activation: 0.0025, level: 'entry-with-cost' } } as const;
    expect(firstWish(plan, long, [10_025, 10_013, 10_012])).toMatchObject({ at: 10_012 });
  });

  it('stays out of it where the round trip costs more than the gain it waits for', () => {
    const plan = { breakEven: { activation: 0.0025, level: 'entry-with-cost' } } as const;
    expect(firstWish(plan, long, [10_025, 9000], { roundTripCost: 0.0025 })).toBeUndefined();
  });
});

describe('the longest time', () => {
  it('closes after a day to the millisecond', () => {
    const plan = { longestMs: 24 * HOUR_MS };
    expect(planExit(plan, long, moment(10_000, { time: 24 * HOUR_MS - 1 }))).toBeUndefined();
    expect(planExit(plan, long, moment(10_000, { time: 24 * HOUR_MS }))).toEqual({
      lots: 100,
      reason: { code: 'plan-time', values: { heldSec: 86_400, longestSec: 86_400 } },
    });
  });
});

describe('targets', () => {
  const plan = { targets: { gains: [0.01, 0.03], share: 0.5 } };

  it('take half at each', () => {
    expect(planExit(plan, long, moment(10_099))).toBeUndefined();
    expect(planExit(plan, long, moment(10_100))).toMatchObject({ lots: 50, takesTarget: true });
    const after = { ...long, lots: 50, targetsTaken: 1 };
    expect(planExit(plan, after, moment(10_299))).toBeUndefined();
    expect(planExit(plan, after, moment(10_300))).toMatchObject({ lots: 50 });
    expect(planExit(plan, { ...after, targetsTaken: 2 }, moment(99_999))).toBeUndefined();
    const odd = { ...long, lots: 50, firstLots: 99, targetsTaken: 1 };
    expect(planExit(plan, odd, moment(10_300))).toMatchObject({ lots: 50 });
    const thirds = { targets: { gains: [0.01, 0.03], share: 0.3 } };
    expect(planExit(thirds, { ...odd, lots: 70 }, moment(10_300))).toMatchObject({ lots: 29 });
  });

  it('take all where the rest could not be closed by itself', () => {
    const small = { ...long, lots: 9, firstLots: 9 };
    expect(planExit(plan, small, moment(10_100, { minLots: 5 }))).toMatchObject({ lots: 9 });
    expect(planExit(plan, { ...long, lots: 1, firstLots: 1 }, moment(10_100))).toMatchObject({ lots: 1 });
    expect(planExit(plan, { ...long, lots: 2, firstLots: 2 }, moment(10_100))).toMatchObject({ lots: 1 });
  });
});

describe('three to one', () => {
  const plan = { asymmetric: { stop: 0.005, target: 0.015 } };

  it.each([
    [long, 10_149, undefined],
    [long, 10_150, 100],
    [long, 9951, undefined],
    [long, 9950, 100],
    [short, 9850, 100],
    [short, 10_050, 100],
  ] as const)('closes %# at its target and its stop', (position, price, lots) => {
    expect(planExit(plan, position, moment(price))?.lots).toBe(lots);
  });
});

describe('the exit of a pulled-back price', () => {
  /** A process around ln 100 that keeps 0.9 of its distance a step, with noise of 0.2 %. */
  const path = () => {
    const random = new Random(11);
    let distance = 0;
    return Array.from({ length: 500 }, () => {
      distance = 0.9 * distance + 0.002 * random.normal();
      return Math.log(100) + distance;
    });
  };

  it('lies beyond the mean on the side of the position, by more than the exit costs', () => {
    const fit = { logPrices: path(), discount: 0.0001, exitCost: 0.0005 };
    const above = reversionLevel('buy', fit) ?? NaN;
    const below = reversionLevel('sell', fit) ?? NaN;
    expect(above).toBeGreaterThan(100.05);
    expect(below).toBeLessThan(99.95);
    // Both are the same distance from the fitted mean.
    expect(Math.sqrt(above * below)).toBeCloseTo(100, 0);
  });

  it('is not known of a price that is not pulled back', () => {
    const line = Array.from({ length: 100 }, (_, i) => Math.log(100) + 0.001 * i);
    expect(reversionLevel('buy', { logPrices: line, discount: 0.0001, exitCost: 0 })).toBeUndefined();
    const dear = { logPrices: path(), discount: 0.0001, exitCost: 5 };
    expect(reversionLevel('buy', dear)).toBeUndefined();
    const still = Array.from({ length: 100 }, () => Math.log(100));
    expect(reversionLevel('buy', { logPrices: still, discount: 0.0001, exitCost: 0 })).toBeUndefined();
  });

  it('closes when the price is there', () => {
    const plan = { reversion: { window: 500, refit: 50, discount: 0.0001 } };
    expect(planExit(plan, long, moment(10_100))).toBeUndefined();
    expect(planExit(plan, long, moment(10_100, { reversionTicks: 10_100.5 }))).toBeUndefined();
    expect(planExit(plan, long, moment(10_101, { reversionTicks: 10_100.5 }))).toMatchObject({ lots: 100 });
    expect(planExit(plan, short, moment(9_900, { reversionTicks: 9_900.5 }))).toMatchObject({ lots: 100 });
    expect(planExit(plan, long, moment(10_101, { reversionTicks: 10_101 }))).toMatchObject({ lots: 100 });
  });
});

describe('a plan', () => {
  it('protects before it takes gains', () => {
    const plan = PRESET_PLANS.find(({ id }) => id === 'corrected')?.plan ?? {};
    const position = { ...long, bestTicks: 10_200 };
    expect(planExit(plan, position, moment(10_150))?.reason).toMatchObject({ code: 'plan-trailing' });
    expect(planExit({}, position, moment(1))).toBeUndefined();
  });

  it('is asked in ticks of its own side: what a short gains a long loses', () => {
    expect(gainAt(short, 9_900)).toBeCloseTo(0.01, 12);
    expect(gainAt(long, 9_900)).toBeCloseTo(-0.01, 12);
    expect(lookedAt(short, 10_500)).toBe(short);
  });

  it('holds by what a strategy trades on, and blocks protection only as first described', () => {
    const minutes = PRESET_HOLDS.map(({ hold, kind, preset }) => [
      kind,
      preset,
      hold.ms / 60_000,
      hold.blocksProtection,
    ]);
    expect(minutes).toEqual([
      ['mean-reversion', 'corrected', 30, false],
      ['mean-reversion', 'as-described', 30, true],
      ['regime', 'corrected', 120, false],
      ['regime', 'as-described', 120, true],
      ['microstructure', 'corrected', 5, false],
      ['microstructure', 'as-described', 5, true],
      ['event', 'corrected', 10, false],
      ['event', 'as-described', 10, true],
    ]);
  });
});
