import { describe, expect, it } from 'vitest';
import { unixMs } from '../../../domain/units/time.ts';
import { barsOfReturns } from '../../contract-tests/bars-of-returns.ts';
import { normals } from '../../contract-tests/catalogue-fixtures.ts';
import { describeFormulaContract } from '../../contract-tests/describe-formula-contract.ts';
import { told } from '../../contract-tests/told-series.ts';
import type { MarketStep } from '../../formula.ts';
import { varianceRiskPremium } from './variance-risk-premium.ts';

const DAY_MS = 86_400_000;
const { defaults } = varianceRiskPremium;

/** Daily bars with these returns after a first one, the index told after each from place `warmAt` on. */
const days = (returns: readonly number[], indexAt: (day: number) => number, warmAt = 0) =>
  barsOfReturns(returns).flatMap((bar, day): MarketStep[] => {
    const time = (day + 1) * DAY_MS;
    const step: MarketStep = {
      kind: 'bar',
      time,
      bar: { ...bar, openTime: unixMs(day * DAY_MS), intervalMs: DAY_MS },
    };
    // Told before the bar, so that it counts on its day.
    return day < warmAt ? [step] : [...told(time, { 'option.volatility-index': indexAt(day) }), step];
  });

describe('the variance risk premium', () => {
  it('is the expected variance less that of the last days', () => {
    const run = varianceRiskPremium.start({ ...defaults, rv_window: 2 });
    const values = days([0.02, -0.01, 0.03], () => 0.6).map(run);
    expect(values.slice(0, 5)).toEqual([undefined, undefined, undefined, undefined, undefined]);
    expect(values[5]).toBeCloseTo(0.36 - (365 / 2) * (0.0004 + 0.0001), 12);
    expect(values[7]).toBeCloseTo(0.36 - (365 / 2) * (0.0001 + 0.0009), 12);
    expect(run.readings?.['realizedVariance']?.()).toBeCloseTo(0.1825, 12);
  });

  it('trusts longs more while it is high, and cuts positions while it is low', () => {
    const returns = Array.from({ length: 182 }, () => 0.01);
    const read = (last: number) => {
      const run = varianceRiskPremium.start({ ...defaults, rv_window: 2 });
      days(returns, (day) => (day === 182 ? last : 0.5 + 0.1 * Math.sin(day))).forEach((step) => run(step));
      return [run.readings?.['longConfidence']?.(), run.readings?.['scale']?.()];
    };
    expect(read(0.8)).toEqual([1.1, 1]);
    expect(read(0.5)).toEqual([1, 1]);
    expect(read(0.2)).toEqual([1, 0.7]);
  });

  it('has no value while the index is stale', () => {
    const run = varianceRiskPremium.start({ ...defaults, rv_window: 2 });
    const fed = days([0.01, 0.01, 0.01], () => 0.5);
    expect(fed.slice(0, -2).map(run).at(-1)).toBeDefined();
    expect(fed.slice(-1).map(run)).toEqual([undefined]);
  });
});

describeFormulaContract(
  varianceRiskPremium,
  { ...defaults, rv_window: 3 },
  days(
    normals(31, 190).map((z) => 0.02 * z),
    (day) => 0.5 + 0.1 * Math.sin(day),
    3,
  ),
);
