import { describe, expect, it } from 'vitest';
import { normals } from '../contract-tests/catalogue-fixtures.ts';
import { describeFormulaContract } from '../contract-tests/describe-formula-contract.ts';
import { readingOf } from '../contract-tests/reading-of.ts';
import { bookAt, wanderingBooks } from '../contract-tests/sample-inputs.ts';
import { FadingSlope, logDepthImbalance } from './log-depth-imbalance.ts';

const { defaults } = logDepthImbalance;

/** A book a second whose imbalance moves the mid by `effect` bps in the second after. */
const ledBooks = (count: number, effect: number) => {
  let mid = 1000;
  return normals(71, count).map((z, i) => {
    const book = bookAt(i * 1000, [mid - 0.01, Math.exp(z / 2)], [mid + 0.01, Math.exp(-z / 2)]);
    mid *= 1 + (effect * z) / 10_000;
    return book;
  });
};

describe('the log imbalance of depth', () => {
  it('gives the numbers of the catalogue check', () => {
    const slope = new FadingSlope(0.999, 200, { products: 0.02, squares: 100, usual: 0.1 });
    const imbalance = Math.log(13.5 / 10);
    expect(imbalance).toBeCloseTo(0.30010459245, 11);
    expect(slope.value).toBeCloseTo(0.000166666666667, 14);
    expect(slope.value * imbalance).toBeCloseTo(0.0000500174320751, 14);
    expect(slope.weight).toBeCloseTo(100 / 120, 12);
  });

  it.each([
    ['follows', 3, 1],
    ['fades', -3, -1],
  ])('%s a heavy bid where it was followed by moves of %d bps', (_what, effect, sign) => {
    const run = logDepthImbalance.start({ ...defaults, horizon: 1, prior_n: 20 });
    ledBooks(1500, effect).forEach(run);
    run(bookAt(1_500_000, [999.9, 3], [1000, 1]));
    const value = run(bookAt(1_501_000, [999.9, 3], [1000, 1])) ?? NaN;
    // The slope is nearly the effect; ln 3 of imbalance.
    expect(value * sign).toBeGreaterThan(0.0002);
    expect(readingOf(run, 'slope') * sign).toBeGreaterThan(0.0002);
    expect(readingOf(run, 'imbalance')).toBeCloseTo(Math.log(3), 12);
    expect(readingOf(run, 'signal') * sign).toBe(1);
    expect(value * sign).toBeGreaterThan(0.0002 + 0.05 / 999.95);
    expect(readingOf(run, 'confidence')).toBeGreaterThan(0.9);
  });

  it('says nothing of an imbalance inside the dead band', () => {
    const run = logDepthImbalance.start({ ...defaults, horizon: 1, prior_n: 20 });
    ledBooks(500, 3).forEach(run);
    run(bookAt(500_000, [999.9, 1.1], [1000, 1]));
    expect(run(bookAt(501_000, [999.9, 1.1], [1000, 1]))).not.toBe(0);
    expect(readingOf(run, 'signal')).toBe(0);
  });

  it('learns from what is known only', () => {
    const run = logDepthImbalance.start({ ...defaults, horizon: 60 });
    const values = ledBooks(70, 3).map(run);
    expect(values.slice(1, 61).every((value) => value === 0)).toBe(true);
    expect(values[61]).not.toBe(0);
  });
});

describeFormulaContract(logDepthImbalance, { ...defaults, horizon: 3 }, wanderingBooks(60, 700));
