import { describe, expect, it } from 'vitest';
import { unixMs } from '../../../domain/units/time.ts';
import { barsOfReturns } from '../../contract-tests/bars-of-returns.ts';
import { normals } from '../../contract-tests/catalogue-fixtures.ts';
import { describeFormulaContract } from '../../contract-tests/describe-formula-contract.ts';
import { readingOf } from '../../contract-tests/reading-of.ts';
import { businessRates, elapsedBins, thetaBusinessTime } from './theta-business-time.ts';

const DAY_MS = 86_400_000;
/** Bars of a day, the first of which opens on Thursday, the first of 1970. */
const daily = (returns: readonly number[]) =>
  barsOfReturns(returns).map((bar, i) => ({ ...bar, openTime: unixMs(i * DAY_MS), intervalMs: DAY_MS }));
const params = { bin: 86_400, weeks: 5, D: 0.5 };

describe('business time', () => {
  it('gives the numbers of the catalogue check', () => {
    const rates = businessRates([0.001, 0.002, 0.003], 0.5);
    [0.214285714286, 0.857142857143, 1.92857142857].forEach((each, i) =>
      expect(rates[i]).toBeCloseTo(each, 10),
    );
    [0.214285714286, 1.07142857143, 3].forEach((each, i) =>
      expect(elapsedBins(rates, i + 1)).toBeCloseTo(each, 10),
    );
    expect(elapsedBins(rates, 1.5)).toBeCloseTo(0.214285714286 + 0.857142857143 / 2, 10);
  });

  it('keeps a bin in which nothing moves at a hundredth of the mean move', () => {
    const rates = businessRates([0, 2], 1);
    expect(rates[0]).toBeCloseTo(0.01 / 1.005, 12);
  });

  it('runs twice as fast on the days that move most', () => {
    // Thursday is the first day; Mondays, four days on, move twice as much.
    const returns = Array.from(
      { length: 40 },
      (_, i) => (i % 7 === 3 ? 0.02 : 0.01) * (i % 2 === 0 ? 1 : -1),
    );
    const run = thetaBusinessTime.start(params);
    const values = daily(returns).map(run);
    expect(values.findIndex((each) => each !== undefined)).toBe(28);
    // Squares: 4 on Mondays, 1 on the six other days, 10/7 on average. Bar 31 closes when Monday begins.
    expect(values[31]).toBeCloseTo(4 / (10 / 7), 9);
    expect(values[32]).toBeCloseTo(1 / (10 / 7), 9);
  });

  it('measures the week it is in', () => {
    const run = thetaBusinessTime.start(params);
    const elapsed = daily(Array.from({ length: 40 }, () => 0.01)).map((bar) => {
      run(bar);
      return readingOf(run, 'weekElapsed');
    });
    // Bar 31 closes on Monday at 00:00, bar 32 a day later.
    expect(elapsed[31]).toBeCloseTo(0, 6);
    expect(elapsed[32]).toBeCloseTo(86_400, 6);
  });
});

describeFormulaContract(thetaBusinessTime, params, daily(normals(8, 40).map((z) => 0.01 * z)));
