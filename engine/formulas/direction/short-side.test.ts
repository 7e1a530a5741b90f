import { describe, expect, it } from 'vitest';
import { walkBars } from '../contract-tests/catalogue-fixtures.ts';
import { describeFormulaContract } from '../contract-tests/describe-formula-contract.ts';
import { readingOf } from '../contract-tests/reading-of.ts';
import { told, toldInTurns, withSeries } from '../contract-tests/told-series.ts';
import { unixMs } from '../../domain/units/time.ts';
import type { MarketStep } from '../formula.ts';
import { DayActivity } from '../volume/day-activity.ts';
import { carryCosts, fundingStamps, shortCarryBreakeven } from './short-carry-breakeven.ts';
import { shortNotional, shortSqueezeRisk, squeezeRisk } from './short-squeeze-risk.ts';

const HOUR_MS = 3_600_000;
const carry = { ...shortCarryBreakeven.defaults };

/** Bars that wander, an hour long unless told. */
const barSteps = (seed: number, count: number, intervalMs = HOUR_MS): MarketStep[] =>
  walkBars(seed, count).map((bar, i) => ({
    kind: 'bar',
    time: (i + 1) * intervalMs,
    bar: { ...bar, openTime: unixMs(i * intervalMs), intervalMs },
  }));

describe('the carry of a short', () => {
  it('costs what the catalogue check says', () => {
    const costs = carryCosts({
      hours: 24,
      borrow: 0.1,
      taker: 0.0004,
      spread: 0.0001,
      funding: 0.0003,
      stamps: 3,
    });
    expect(costs.spotShort).toBeCloseTo(0.00117397260274, 14);
    expect(costs.perpetualShort).toBeCloseTo(0, 15);
    expect(costs.perpetualLong).toBeCloseTo(0.0018, 14);
    const run = shortCarryBreakeven.start(carry);
    const values = told(0, {
      'derivative.next-funding-time': 2 * HOUR_MS,
      'derivative.predicted-funding-rate': 0.0003,
    }).map(run);
    expect(values.at(-1)).toBeCloseTo(-0.0009, 14);
    expect(readingOf(run, 'cost')).toBeCloseTo(0, 11);
  });

  it('counts the funding moments it meets', () => {
    const every = { hours: 24, intervalHours: 8 };
    expect(fundingStamps(0, { ...every, next: HOUR_MS })).toBe(3);
    expect(fundingStamps(0, { ...every, hours: 4, next: 5 * HOUR_MS })).toBe(0);
    expect(fundingStamps(0, { ...every, hours: 5, next: 5 * HOUR_MS })).toBe(1);
    expect(fundingStamps(0, { ...every, hours: 20, next: NaN })).toBe(2);
  });

  it('is that of borrowing where funding is not known, at the rate that is told', () => {
    const run = shortCarryBreakeven.start(carry);
    expect(told(0, { 'loan.borrow-rate': 0.365 }).map(run)).toEqual([expect.closeTo(0.001, 14)]);
    expect(readingOf(run, 'spotShort')).toBeCloseTo(0.0019, 14);
    expect(readingOf(run, 'perpetualShort')).toBeNaN();
    // 19 bps may take two fifths of the target.
    expect(readingOf(run, 'leastTarget')).toBeCloseTo(0.0019 / 0.4, 14);
  });

  it('makes shorts the dearer side where they pay funding', () => {
    const run = shortCarryBreakeven.start(carry);
    const value = told(0, { 'derivative.predicted-funding-rate': -0.0003 }).map(run).at(-1);
    // Borrowing a day is cheaper than 9 bps of funding; a long receives the 9 bps.
    expect(value).toBeCloseTo(0.1 / 365 + 0.0009, 14);
  });
});

describe('the risk of a short squeeze', () => {
  it('is that of the catalogue check', () => {
    const shorts = shortNotional(1e10, 1.5);
    expect(shorts / 2e10).toBeCloseTo(0.2, 12);
    expect(squeezeRisk([0.2 / 0.5, -0.0001 / -0.0002, 1 / 2, 0.2])).toBeCloseTo(0.595, 12);
  });

  it('takes half of the open interest for short where accounts are not told', () => {
    expect(shortNotional(100, NaN)).toBe(50);
  });

  const params = { ...shortSqueezeRisk.defaults, ls_window: 4 };
  const steps = barSteps(41, 26);

  it('shuts the door to new shorts when shorts are many and pay', () => {
    const run = shortSqueezeRisk.start(params);
    const values = withSeries(
      steps,
      () => ({ 'derivative.open-interest': 1000, 'derivative.predicted-funding-rate': -0.0004 }),
      1,
    ).map(run);
    const day = new DayActivity();
    for (const step of steps) if (step.kind === 'bar') day.push(step.bar);
    const cover = (500 * day.close) / day.volumeQuote;
    expect(readingOf(run, 'daysToCover')).toBeCloseTo(cover, 12);
    expect(cover).toBeGreaterThan(0.5);
    // Two causes in full.
    expect(values.at(-1)).toBeGreaterThanOrEqual(0.75);
    expect([readingOf(run, 'shortGate'), readingOf(run, 'gate')]).toEqual([0, 1]);
    expect(readingOf(run, 'shortStopFactor')).toBe(0.5);
    expect(readingOf(run, 'shortScale')).toBeCloseTo(1 - (values.at(-1) ?? NaN), 12);
  });

  it('counts few long accounts only against what is usual', () => {
    const calm = { 'derivative.open-interest': 0, 'derivative.funding-rate': 0.0001 };
    const riskOf = (...ratios: number[]) => {
      const run = shortSqueezeRisk.start(params);
      const end = steps.at(-1)?.time ?? 0;
      steps.forEach(run);
      const said = [
        ...told(end, calm),
        ...ratios.flatMap((each) => told(end, { 'derivative.long-short-ratio': each })),
      ];
      return said.map(run).at(-1) ?? NaN;
    };
    const usual = riskOf(2, 2, 2);
    // Mean 1.75, deviation 0.5: z is -1.5, the cause three quarters.
    expect(1 - riskOf(2, 2, 2, 1)).toBeCloseTo((1 - usual) * (1 - 0.5 * 0.75), 12);
    expect(riskOf(2, 2, 2, 3)).toBe(usual);
  });

  it('has no value without open interest or funding', () => {
    const run = shortSqueezeRisk.start(params);
    expect(steps.map(run).at(-1)).toBeUndefined();
    const end = steps.at(-1)?.time ?? 0;
    expect(told(end, { 'derivative.open-interest': 5 }).map(run)).toEqual([undefined]);
    expect(told(end, { 'derivative.funding-rate': 0 }).map(run)[0]).toBeGreaterThan(0);
  });

  it('refuses a funding of shorts that receive', () => {
    expect(() => shortSqueezeRisk.start({ ...params, fund_lo: 0.1 })).toThrow('fund_lo must be below zero');
  });
});

describeFormulaContract(
  shortCarryBreakeven,
  carry,
  toldInTurns({ count: 40, start: 0, stepMs: 60_000 }, (i) => ({
    'derivative.predicted-funding-rate': 0.0001 * Math.sin(i),
    'loan.borrow-rate': 0.1,
  })),
);
describeFormulaContract(
  shortSqueezeRisk,
  { ...shortSqueezeRisk.defaults, ls_window: 5 },
  withSeries(
    barSteps(42, 160, 600_000),
    (i) => ({
      'derivative.open-interest': 100 + i,
      'derivative.long-short-ratio': 1 + 0.2 * Math.sin(i),
      'derivative.predicted-funding-rate': 0.0001 * Math.sin(i / 2),
    }),
    143,
  ),
);
