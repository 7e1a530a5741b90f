import { describe, expect, it } from 'vitest';
import { barsOfReturns } from '../contract-tests/bars-of-returns.ts';
import { normals, walkBars } from '../contract-tests/catalogue-fixtures.ts';
import { describeFormulaContract } from '../contract-tests/describe-formula-contract.ts';
import { readingOf } from '../contract-tests/reading-of.ts';
import { garchInMean, garchInMeanLikelihood } from './garch-in-mean.ts';

/** Hundredths whose mean rises with their variance: mu 0, lam `premium`, w 0.05, a 0.15, b 0.8. */
const paid = (count: number, premium: number): number[] => {
  let variance = 1;
  return normals(51, count).map((z) => {
    const error = Math.sqrt(variance) * z;
    const value = premium * variance + error;
    variance = 0.05 + 0.15 * error * error + 0.8 * variance;
    return 0.01 * value;
  });
};
const fitted = (returns: readonly number[]) =>
  garchInMean.fit?.({ params: {}, data: { returns: Float64Array.from(returns) } }) ?? [];

describe('GARCH in mean', () => {
  it('gives the numbers of the catalogue check', () => {
    const model = { mu: 0, lam: 0.5, w: 0.1, a: 0.2, b: 0.7 };
    const { logLikelihood, next } = garchInMeanLikelihood([1, -1, 2], model, 1);
    expect(logLikelihood).toBeCloseTo(-4.99717246008, 9);
    expect(next).toBeCloseTo(1.29096131328, 9);
    expect(model.mu + model.lam * next).toBeCloseTo(0.645480656641, 9);
  });

  it('finds that risk is paid for where it is, and is sure of it', () => {
    const [scale = 0, next = 0, sureness = 0, mu = 0, lam = 0, w = 0, a = 0, b = 0] = fitted(paid(3000, 0.3));
    expect(next).toBeGreaterThan(0);
    expect(sureness).toBe(1);
    // Fitted in units of the deviation of the window, in which one hundredth is 1 / (100 scale).
    expect(Math.abs(lam * 100 * scale - 0.3)).toBeLessThan(0.15);
    expect(Math.abs(mu)).toBeLessThan(0.3);
    expect(w).toBeGreaterThan(0);
    expect(a).toBeGreaterThan(0.05);
    expect(a + b).toBeLessThan(0.999);
  });

  it('leans up while risk is paid for, the more of it the more', () => {
    const run = garchInMean.start({ n: 400, k: 500 });
    const calm = barsOfReturns(paid(402, 0.4));
    expect(calm.map(run).at(-1)).toBeGreaterThan(0);
    expect(readingOf(run, 'signal')).toBeGreaterThan(0.5);
    expect(readingOf(run, 'confidence')).toBeGreaterThan(0.3);
    expect(readingOf(run, 'premium')).toBeGreaterThan(0);
  });

  it('is seldom sure of a premium where none is paid', () => {
    const windows = Array.from({ length: 12 }, (_, i) => paid(500 * (i + 1), 0).slice(500 * i));
    const sure = windows.filter((returns) => (fitted(returns)[2] ?? NaN) === 1);
    expect(sure.length).toBeLessThanOrEqual(2);
  });

  it('comes down again after a move that the window has not seen', () => {
    const run = garchInMean.start({ n: 400, k: 500 });
    const values = barsOfReturns([...paid(410, 0.4), -0.6, ...paid(80, 0.4)]).map(run);
    expect(values.slice(402).every((value) => value !== undefined && Math.abs(value) < 5)).toBe(true);
    expect(Math.abs((values.at(-1) ?? NaN) - (values[405] ?? NaN))).toBeLessThan(1);
  });

  it('has no value while nothing moves', () => {
    const run = garchInMean.start({ n: 20, k: 5 });
    const still = barsOfReturns(Array.from({ length: 40 }, () => 0)).map(run);
    expect(still.every((value) => value === undefined)).toBe(true);
    expect(readingOf(run, 'confidence')).toBe(0);
  });
});

describeFormulaContract(garchInMean, { n: 30, k: 15 }, walkBars(51, 60));
