import { describe, expect, it } from 'vitest';
import { unixMs } from '../../domain/units/time.ts';
import { normals, walkBars } from '../contract-tests/catalogue-fixtures.ts';
import { describeFormulaContract } from '../contract-tests/describe-formula-contract.ts';
import { readingOf } from '../contract-tests/reading-of.ts';
import { bars } from '../contract-tests/sample-inputs.ts';
import type { MarketStep } from '../formula.ts';
import { RecentValues } from '../../numerics/recent-values.ts';
import { DAY_MS, DayActivity } from './day-activity.ts';
import { DayVolumes } from './day-volumes.ts';
import { fadingEvents, highVolumeReturnPremium } from './high-volume-return-premium.ts';
import { betRate, invarianceBetArrivalRate } from './invariance-bet-arrival-rate.ts';
import {
  largestNotional,
  liquidationDays,
  liquidityParticipationCap,
} from './liquidity-participation-cap.ts';
import { relativeVolumeTimeOfDay } from './relative-volume-time-of-day.ts';
import { subordination, volumeSubordinatedVolatility } from './volume-subordinated-volatility.ts';

const HOUR_MS = 3_600_000;
const alike = (count: number, value: number) => Array.from({ length: count }, () => value);
/** Bars of an hour from midnight on, at a close of 10 unless told, with these volumes. */
const hours = (volumes: readonly number[], close = 10) =>
  bars(...volumes.map((volume): [number, number, number, number] => [close, close, close, volume])).map(
    (bar, i) => ({ ...bar, openTime: unixMs(i * HOUR_MS), intervalMs: HOUR_MS }),
  );
const hourly = (seed: number, count: number) =>
  walkBars(seed, count).map((bar, i) => ({ ...bar, openTime: unixMs(i * HOUR_MS), intervalMs: HOUR_MS }));
const recent = (...values: number[]) => {
  const held = new RecentValues(values.length);
  for (const value of values) held.push(value);
  return held;
};

describe('the volume of the time of day', () => {
  const params = { days: 3, min_days: 2, open_above: 1.2 };
  /** Quiet nights and one busy hour. */
  const day = (busy: number) => [...Array.from({ length: 23 }, () => 10), busy];

  it('has the value of the catalogue check', () => {
    const run = relativeVolumeTimeOfDay.start(params);
    const values = hours([day(100), day(150), day(200), day(300)].flat()).map(run);
    expect(values.at(-1)).toBe(2);
    expect(values.slice(0, 48).every((each) => each === undefined)).toBe(true);
    // On the third day the mean of two: 200 over 125.
    expect(values[71]).toBe(1.6);
    expect(readingOf(run, 'cumulative')).toBeCloseTo(530 / 380, 12);
    expect(readingOf(run, 'momentumFactor')).toBe(1.5);
    expect(readingOf(run, 'gate')).toBe(1);
  });

  it('forgets what lies more days back than it keeps, and holds momentum back where little trades', () => {
    const run = relativeVolumeTimeOfDay.start(params);
    const values = hours([day(1e6), day(150), day(150), day(150), day(30)].flat()).map(run);
    expect(values.at(-1)).toBe(0.2);
    expect(readingOf(run, 'momentumFactor')).toBe(0.5);
  });

  it('is 1 where nothing ever traded', () => {
    expect(hours(alike(50, 0)).map(relativeVolumeTimeOfDay.start(params)).at(-1)).toBe(1);
  });
});

describe('the activity of a day', () => {
  it('is that of the last 24 hours', () => {
    const activity = new DayActivity();
    const feed = (volumes: readonly number[]) => hours(volumes).forEach((bar) => activity.push(bar));
    feed([1e9, 2, ...alike(22, 1)]);
    expect(activity.isWhole).toBe(false);
    // What traded before the first close does not count.
    expect(activity.volumeBase).toBe(24);
    expect(activity.volumeQuote).toBe(240);
    activity.push({ ...(hours([5], 11)[0] as ReturnType<typeof hours>[number]), openTime: unixMs(DAY_MS) });
    expect(activity.isWhole).toBe(true);
    expect(activity.volumeQuote).toBeCloseTo(240 + 55, 9);
    expect(activity.sigma).toBeCloseTo(Math.log(1.1), 12);
  });
});

describe('volumes of whole days', () => {
  const median = (sample: ReturnType<typeof hours>) => {
    const volumes = new DayVolumes(3);
    for (const bar of sample) volumes.push(bar);
    return volumes.median;
  };

  it('know a day when the next begins', () => {
    expect(median(hours(alike(24, 1)))).toBeNaN();
    expect(median(hours(alike(25, 1)))).toBe(240);
  });

  it('leave out a day they began in, and scale up one that lacks an hour', () => {
    expect(median(hours(alike(25, 1)).slice(1))).toBeNaN();
    const gap = hours(alike(49, 1)).filter((_, i) => i !== 30);
    expect(median(gap)).toBe(240);
    expect(median(gap.filter((_, i) => i < 24 || i > 26))).toBe(240);
  });
});

describe('the notional that can be left in time', () => {
  const terms = { participation: 0.01, exitSeconds: 1800, stress: 0.5 };

  it('has the value of the catalogue check', () => {
    expect(largestNotional(1e9, terms)).toBeCloseTo(105218.855219, 6);
    // Selling the largest notional takes half an hour.
    expect(liquidationDays(105218.855219, 1e9, terms)).toBeCloseTo(1800 / 86_400, 12);
  });

  it('is a share of the equity where that is told', () => {
    const run = liquidityParticipationCap.start({ ...liquidityParticipationCap.defaults });
    const steps = hours(alike(25, 1e5)).map((bar): MarketStep => ({
      kind: 'bar',
      time: bar.openTime + HOUR_MS,
      bar,
    }));
    const value = steps.map(run).at(-1) ?? NaN;
    expect(value).toBeCloseTo(largestNotional(24e6, terms), 6);
    expect(readingOf(run, 'scale')).toBe(1);
    const holdings = { notionals: [-5000, 9], equityQuote: 4 * value };
    run({ kind: 'holdings', time: 25 * HOUR_MS, holdings });
    expect(readingOf(run, 'scale')).toBeCloseTo(0.25, 12);
    expect(readingOf(run, 'liquidationDays')).toBeCloseTo((5000 * 0.99) / (0.01 * 0.5 * 24e6), 12);
  });

  it('refuses to be the whole market', () => {
    const wrong = { ...liquidityParticipationCap.defaults, participation: 1 };
    expect(() => liquidityParticipationCap.start(wrong)).toThrow('participation must lie between 0 and 1');
  });
});

describe('volatility subordinated to volume', () => {
  it('has the numbers of the catalogue check', () => {
    const squares = Float64Array.of(0.01, -0.02, 0.015, 0.03, -0.005).map((r) => r * r);
    const model = subordination(squares, Float64Array.of(100, 220, 150, 400, 60));
    expect(model?.beta).toBeCloseTo(1.8609560645, 9);
    expect((model?.c ?? NaN) / 1.4873455163e-8).toBeCloseTo(1, 9);
    expect(Math.sqrt((model?.c ?? NaN) * 200 ** (model?.beta ?? NaN))).toBeCloseTo(0.0168757777348, 11);
  });

  it('is that of all bars where volume does not vary, and needs some', () => {
    const model = subordination(Float64Array.of(0.01, 0.03, 0.5), Float64Array.of(7, 7, 0));
    expect(model).toEqual({ beta: 0, c: 0.02 });
    expect(subordination(Float64Array.of(0.01), Float64Array.of(0))).toBeUndefined();
  });

  it('expects more where volume rises, and more still where the next hour is a busy one', () => {
    const params = { window: 200, v_hat: 0.94, target: 0.01 };
    const z = normals(61, 240);
    /** Returns whose variance is proportional to the volume: 20 in the last hour of a day, else 1 or 2. */
    let close = 100;
    const sample = hours(z.map((_, i) => (i % 24 === 23 ? 20 : 1 + (i % 2)))).map((bar, i) => ({
      ...bar,
      close: (close *= Math.exp(0.01 * Math.sqrt(bar.volumeBase) * (z[i] ?? 0))),
    }));
    const run = volumeSubordinatedVolatility.start(params);
    const values = sample.map(run);
    expect(values[98]).toBeUndefined();
    expect(readingOf(run, 'beta')).toBeGreaterThan(0.5);
    const before = values[238] ?? NaN;
    // Bar 238 ends when the busy hour begins, 237 when an ordinary one does.
    expect(before).toBeGreaterThan(2 * (values[237] ?? NaN));
    expect(readingOf(run, 'scale')).toBeCloseTo(Math.min(2, 0.01 / (values[239] ?? NaN)), 12);
  });
});

describe('the premium of high volume', () => {
  it('has the value of the catalogue check', () => {
    // Newest last here.
    expect(fadingEvents(recent(1, 0, 0, 1, 0), 5)).toBeCloseTo(1 / 3, 12);
  });

  it('is up after a day of much volume and down after one of little, and fades', () => {
    const params = { reference: 9, hold: 2, top: 0.9, bottom: 0.1 };
    const run = highVolumeReturnPremium.start(params);
    const usual = Array.from({ length: 9 }, (_, i) => 10 + i);
    const values = hours([...usual, 100, 15, 15, 1]).map(run);
    expect(values.slice(0, 9).every((each) => each === undefined)).toBe(true);
    // 1 on the first of weights 1 and a half, then the half.
    expect(values[9]).toBeCloseTo(1 / 1.5, 12);
    expect(values[10]).toBeCloseTo(0.5 / 1.5, 12);
    expect(values[11]).toBe(0);
    expect(values[12]).toBeCloseTo(-1 / 1.5, 12);
    expect(readingOf(run, 'signal')).toBe(-1);
    expect(readingOf(run, 'confidence')).toBe(0.5);
    expect(readingOf(run, 'volumeRank')).toBe(0.05);
  });
});

describe('the arrival of bets', () => {
  it('has the value and the budget of the catalogue check', () => {
    expect(betRate(4e10 * 0.02, { activity: 800_000, rate: 85 })).toBeCloseTo(8500, 8);
    const run = invarianceBetArrivalRate.start(invarianceBetArrivalRate.defaults);
    const loud = hourly(71, 30).map((bar) => ({ ...bar, volumeBase: bar.volumeBase * 1e7 }));
    const value = loud.map(run).at(-1) ?? NaN;
    expect(readingOf(run, 'budget')).toBe(50);
    const day = new DayActivity();
    for (const bar of loud) day.push(bar);
    expect(value).toBeCloseTo(85 * Math.cbrt((day.volumeQuote * day.sigma) / 800_000) ** 2, 6);
    expect(readingOf(run, 'averageBet')).toBeCloseTo(day.volumeBase / value, 6);
    expect(readingOf(run, 'horizonScale')).toBeCloseTo(85 / value, 12);
  });

  it('leaves the least budget where nothing moves', () => {
    const run = invarianceBetArrivalRate.start(invarianceBetArrivalRate.defaults);
    expect(hours(alike(26, 3)).map(run).at(-1)).toBe(0);
    expect(readingOf(run, 'budget')).toBe(4);
  });
});

describeFormulaContract(relativeVolumeTimeOfDay, { days: 3, min_days: 1, open_above: 1.2 }, hourly(81, 60));
describeFormulaContract(
  liquidityParticipationCap,
  liquidityParticipationCap.defaults,
  hourly(82, 40).flatMap((bar): MarketStep[] => [
    { kind: 'bar', time: bar.openTime, bar },
    {
      kind: 'holdings',
      time: bar.openTime,
      holdings: { notionals: [50 + bar.tradeCount], equityQuote: 1000 },
    },
  ]),
);
describeFormulaContract(
  volumeSubordinatedVolatility,
  { window: 30, v_hat: 0.94, target: 0.01 },
  hourly(83, 80),
);
describeFormulaContract(
  highVolumeReturnPremium,
  { reference: 9, hold: 5, top: 0.9, bottom: 0.1 },
  hourly(84, 40),
);
describeFormulaContract(invarianceBetArrivalRate, invarianceBetArrivalRate.defaults, hourly(85, 60));
