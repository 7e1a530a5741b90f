import { describe, expect, it } from 'vitest';
import { autocorrelations } from '../../numerics/autocorrelation.ts';
import { barsOfReturns } from '../contract-tests/bars-of-returns.ts';
import { normals, walkBars } from '../contract-tests/catalogue-fixtures.ts';
import { describeFormulaContract } from '../contract-tests/describe-formula-contract.ts';
import { readingOf } from '../contract-tests/reading-of.ts';
import { acfLag1Bartlett } from './acf-lag1-bartlett.ts';

const turning = (count: number) => Array.from({ length: count }, (_, i) => (i % 2 === 0 ? 0.01 : -0.01));

describe('the autocorrelation at lag 1', () => {
  it('gives the first number of the catalogue check, and the second by the strongest lag', () => {
    // Returns 1 to 5: 4/10 at lag 1, -1/10 at lag 2.
    const run = acfLag1Bartlett.start({ n: 5, lags: 2 });
    expect(barsOfReturns([1, 2, 3, 4, 5]).map(run).at(-1)).toBeCloseTo(0.4, 9);
    expect(autocorrelations([1, 2, 3, 4, 5], 2)[2]).toBeCloseTo(-0.1, 9);
    expect(readingOf(run, 'strongestLag')).toBe(1);
    expect(readingOf(run, 'strongestCorrelation')).toBeCloseTo(0.4, 9);
  });

  it('forecasts that a market that turned at every bar turns again', () => {
    const run = acfLag1Bartlett.start({ n: 40, lags: 3 });
    const value = barsOfReturns(turning(40)).map(run).at(-1);
    // The last return is a fall; all products of neighbors are -1, of which 39 exist.
    expect(value).toBeCloseTo(-39 / 40, 12);
    expect(readingOf(run, 'forecast')).toBeCloseTo((39 / 40) * 0.01, 14);
    expect(readingOf(run, 'signal')).toBeCloseTo(Math.tanh((3 * 39) / 40), 9);
    expect(readingOf(run, 'confidence')).toBeGreaterThan(0.999);
  });

  it('says nothing inside the band of noise', () => {
    const run = acfLag1Bartlett.start({ n: 100, lags: 5 });
    const value =
      barsOfReturns(normals(5, 100).map((z) => 0.01 * z))
        .map(run)
        .at(-1) ?? NaN;
    expect(Math.abs(value)).toBeLessThan(0.196);
    expect(readingOf(run, 'signal')).toBe(0);
    expect(readingOf(run, 'confidence')).toBe(0);
  });

  it('is zero where nothing moves', () => {
    const run = acfLag1Bartlett.start({ n: 10, lags: 2 });
    expect(
      barsOfReturns(Array.from({ length: 12 }, () => 0))
        .map(run)
        .at(-1),
    ).toBe(0);
  });
});

describeFormulaContract(acfLag1Bartlett, { n: 30, lags: 4 }, walkBars(31, 60));
