import { describe, expect, it } from 'vitest';
import { unixMs } from '../../../domain/units/time.ts';
import { barsOfReturns } from '../../contract-tests/bars-of-returns.ts';
import { normals } from '../../contract-tests/catalogue-fixtures.ts';
import { describeFormulaContract } from '../../contract-tests/describe-formula-contract.ts';
import { kruskalWallis } from '../../../numerics/kruskal-wallis.ts';
import { dayOfWeekEffect, weekdayOf, weekdayT } from './day-of-week-effect.ts';

const DAY_MS = 86_400_000;
const { defaults } = dayOfWeekEffect;

/** Daily bars: Thursday, 1 January 1970, then those with these returns. */
const days = (returns: readonly number[]) =>
  barsOfReturns(returns).map((bar, index) => ({
    ...bar,
    openTime: unixMs(index * DAY_MS),
    intervalMs: DAY_MS,
  }));
const noise = normals(17, 140).map((z) => 0.01 * z);

describe('the day of the week', () => {
  it('has the statistic of the catalogue check', () => {
    const groups = [
      [1, 2, 3],
      [2.5, 3.5, 4.5],
      [6, 7, 8],
    ];
    expect(kruskalWallis(groups)?.statistic).toBeCloseTo(6.48888888889, 10);
  });

  it('counts from Sunday', () => {
    expect(weekdayOf(0)).toBe(4);
    expect(weekdayOf(3 * DAY_MS)).toBe(0);
    expect(weekdayOf(4 * DAY_MS - 1)).toBe(0);
  });

  it('draws the mean of a weekday towards zero', () => {
    // 52 of 104 weights are zeros: half the mean, over 0.01 / sqrt(52).
    expect(weekdayT({ count: 52, deviation: 0.01, mean: 0.004 }, 52)).toBeCloseTo(0.2 * Math.sqrt(52), 12);
    expect(weekdayT({ count: 52, deviation: 0, mean: 0.004 }, 52)).toBeUndefined();
  });

  it('says nothing while the weekdays do not differ', () => {
    const run = dayOfWeekEffect.start(defaults);
    expect(days(noise).map(run).at(-1)).toBe(0);
    expect(run.readings?.['pValue']?.()).toBeGreaterThan(0.05);
  });

  it('leans long before a weekday that gains, and short before one that loses', () => {
    // Mondays gain and Fridays lose 3 percent more than the others.
    const shift = (index: number) => [0, 0.03, 0, 0, 0, -0.03, 0][weekdayOf((index + 1) * DAY_MS)] ?? 0;
    const run = dayOfWeekEffect.start(defaults);
    const signals = days(noise.map((each, index) => each + shift(index))).map((bar) => {
      run(bar);
      return [weekdayOf(bar.openTime + DAY_MS), run.readings?.['signal']?.() ?? 0] as const;
    });
    const [mondays, fridays] = [1, 5].map((day) => signals.slice(-7).find(([each]) => each === day)?.[1]);
    expect(mondays).toBeGreaterThan(0.5);
    expect(fridays).toBeLessThan(-0.5);
  });
});

describeFormulaContract(dayOfWeekEffect, { ...defaults, window: 6, alpha: 1 }, days(noise.slice(0, 80)));
