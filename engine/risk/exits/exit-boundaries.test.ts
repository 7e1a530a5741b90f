import { describe, expect, it } from 'vitest';
import type { ExitPlan } from '../../domain/risk/exit-plan.ts';
import { Random } from '../../numerics/random.ts';
import { ornsteinUhlenbeckFit } from '../../numerics/ornstein-uhlenbeck.ts';
import { exitLevel } from '../../numerics/ou-stopping.ts';
import { planExit } from './exit-plan.ts';
import type { ExitMoment, ManagedPosition } from './managed-position.ts';
import { planStop } from './plan-stop.ts';
import { HOLD_MS, PRESET_PLANS } from './preset-plans.ts';
import { reversionLevel } from './reversion.ts';

/** 64 lots from 1024 ticks: an eighth of the price is 128 ticks, exactly. */
const long: ManagedPosition = {
  runId: 'run',
  instrument: 'test:AAA/USDT:USDT',
  side: 'buy',
  openedAt: 1000,
  entryTicks: 1024,
  lots: 64,
  firstLots: 64,
  bestTicks: 1024,
  targetsTaken: 0,
};
const short: ManagedPosition = { ...long, side: 'sell' };
const at = (closingTicks: number, over: Partial<ExitMoment> = {}): ExitMoment => ({
  time: 2000,
  closingTicks,
  roundTripCost: 0.0625,
  reversionTicks: undefined,
  minLots: 4,
  ...over,
});

const BOTH: ExitPlan = { asymmetric: { stop: 0.125, target: 0.25 } };
const FOLLOWS: ExitPlan = { trailing: { activation: 0.125, distance: 0.125 } };
const KEEPS: ExitPlan = { breakEven: { activation: 0.125, level: 'entry-with-cost' } };

describe('exits, at the last price that waits and the first that does not', () => {
  it.each([
    { name: 'a target of a long', plan: BOTH, position: long, waits: 1279, closes: 1280 },
    { name: 'a target of a short', plan: BOTH, position: short, waits: 769, closes: 768 },
    { name: 'a stop of a long', plan: BOTH, position: long, waits: 897, closes: 896 },
    { name: 'a stop of a short', plan: BOTH, position: short, waits: 1151, closes: 1152 },
    {
      name: 'what a trailing stop follows',
      plan: FOLLOWS,
      position: { ...long, bestTicks: 1152 },
      waits: 1009,
      closes: 1008,
    },
    {
      name: 'what a trailing stop follows down',
      plan: FOLLOWS,
      position: { ...short, bestTicks: 896 },
      waits: 1007,
      closes: 1008,
    },
    {
      name: 'what was kept with its costs',
      plan: KEEPS,
      position: { ...long, bestTicks: 1152 },
      waits: 1089,
      closes: 1088,
    },
    {
      name: 'what was kept of a short',
      plan: KEEPS,
      position: { ...short, bestTicks: 896 },
      waits: 959,
      closes: 960,
    },
  ])('is $name', ({ closes, plan, position, waits }) => {
    expect(planExit(plan, position, at(waits))).toBeUndefined();
    expect(planExit(plan, position, at(closes))).toMatchObject({ lots: 64 });
  });

  it('is not armed before its gain was reached, nor where that is no more than the costs', () => {
    expect(planExit(FOLLOWS, { ...long, bestTicks: 1151 }, at(900))).toBeUndefined();
    expect(planExit(KEEPS, { ...long, bestTicks: 1151 }, at(1024))).toBeUndefined();
    const dear = { roundTripCost: 0.125 };
    expect(planExit(KEEPS, { ...long, bestTicks: 1152 }, at(1024, dear))).toBeUndefined();
  });

  it('is the longest time, to the ms', () => {
    expect(planExit({ longestMs: 1001 }, long, at(1024))).toBeUndefined();
    expect(planExit({ longestMs: 1000 }, long, at(1024))).toMatchObject({ lots: 64 });
  });

  it('is a stop that keeps the same, rounded towards the price', () => {
    const moved = { ...long, bestTicks: 1153 };
    expect(planStop(FOLLOWS, moved, at(1153))).toBe(1009);
    expect(planStop(FOLLOWS, { ...short, bestTicks: 895 }, at(895))).toBe(1006);
    expect(planStop({ ...BOTH, ...FOLLOWS }, long, at(1024))).toBe(896);
  });
});

describe('targets', () => {
  const plan: ExitPlan = { targets: { gains: [0.125, 0.25], share: 0.25 } };

  it('leave what the venue still takes, and take along what it does not', () => {
    const wish = planExit(plan, { ...long, lots: 20 }, at(1152));
    // A quarter of 64 is 16: four are left, which is the smallest order.
    expect(wish).toEqual({
      lots: 16,
      reason: { code: 'plan-target-taken', values: { target: 1, of: 2, gain: 0.125 } },
      takesTarget: true,
    });
    expect(planExit(plan, { ...long, lots: 19 }, at(1152))).toMatchObject({ lots: 19 });
    expect(planExit(plan, long, at(1151))).toBeUndefined();
  });

  it('take the smallest order where the share is less', () => {
    expect(planExit(plan, { ...long, firstLots: 12, lots: 12 }, at(1152))).toMatchObject({ lots: 4 });
  });
});

describe('a level of reversion', () => {
  it('is as far from the mean as the process says, above for a long and below for a short', () => {
    const random = new Random(11);
    let value = 0;
    const logPrices = Array.from({ length: 500 }, () => {
      value = 0.9 * value + 0.01 * random.normal();
      return value;
    });
    const fit = ornsteinUhlenbeckFit(logPrices);
    if (!fit) throw new Error('the path is pulled back');
    const sigma = fit.deviation * Math.sqrt(2 * fit.speed);
    const away = exitLevel({ mu: fit.speed, theta: 0, sigma, r: 0.001, c: 0.002 }) ?? Number.NaN;
    const terms = { logPrices, discount: 0.001, exitCost: 0.002 };
    expect(Math.log(reversionLevel('buy', terms) ?? 0)).toBeCloseTo(fit.mean + away, 12);
    expect(Math.log(reversionLevel('sell', terms) ?? 0)).toBeCloseTo(fit.mean - away, 12);
  });
});

describe('the plans that come with the product', () => {
  it('have the numbers they are described with', () => {
    const day = 86_400_000;
    const followed = {
      trailing: { activation: 0.005, distance: 0.002 },
      longestMs: day,
      targets: { gains: [0.01, 0.03], share: 0.5 },
    };
    expect(Object.fromEntries(PRESET_PLANS.map(({ id, plan }) => [id, plan]))).toEqual({
      'as-described': { ...followed, breakEven: { activation: 0.0025, level: 'entry' } },
      corrected: { ...followed, breakEven: { activation: 0.0025, level: 'entry-with-cost' } },
      'three-to-one': { asymmetric: { stop: 0.005, target: 0.015 }, longestMs: day },
      'leung-li': { reversion: { window: 500, refit: 50, discount: 0.0001 }, longestMs: day },
    });
    const minutes = Object.entries(HOLD_MS).map(([kind, ms]) => [kind, ms / 60_000]);
    expect(Object.fromEntries(minutes)).toEqual({
      'mean-reversion': 30,
      regime: 120,
      microstructure: 5,
      event: 10,
    });
  });
});
