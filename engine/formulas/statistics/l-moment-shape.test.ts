import { describe, expect, it } from 'vitest';
import { lMoments } from '../../numerics/l-moments.ts';
import { barsOfReturns } from '../contract-tests/bars-of-returns.ts';
import { normals, walkBars } from '../contract-tests/catalogue-fixtures.ts';
import { describeFormulaContract } from '../contract-tests/describe-formula-contract.ts';
import { readingOf } from '../contract-tests/reading-of.ts';
import { lMomentRatios, lMomentShape } from './l-moment-shape.ts';

describe('the shape of returns by L-moments', () => {
  it('gives the numbers of the catalogue check', () => {
    const sample = [1, 2, 4, 7, 11, 20];
    expect(lMoments(sample).l1).toBeCloseTo(7.5, 12);
    expect(lMoments(sample).l2).toBeCloseTo(4.16666666667, 10);
    const ratios = lMomentRatios(sample);
    expect(ratios?.skewness).toBeCloseTo(0.384, 12);
    expect(ratios?.kurtosis).toBeCloseTo(0.16, 12);
  });

  it('shrinks sizes for fat and for lopsided tails', () => {
    const run = lMomentShape.start({ n: 6, k: 1 });
    const value = barsOfReturns([4, 1, 20, 7, 2, 11].map((each) => each / 1000))
      .map(run)
      .at(-1);
    expect(value).toBeCloseTo(0.16, 9);
    expect(readingOf(run, 'skewness')).toBeCloseTo(0.384, 9);
    expect(readingOf(run, 'scale')).toBeCloseTo(1 - 2 * (0.16 - 0.1226) - 0.5 * 0.384, 9);
  });

  it('is about 0.12 of normal returns, which keep almost their size', () => {
    const run = lMomentShape.start({ n: 2000, k: 1 });
    expect(
      barsOfReturns(normals(22, 2000).map((z) => 0.001 * z))
        .map(run)
        .at(-1),
    ).toBeCloseTo(0.12, 1);
    expect(readingOf(run, 'scale')).toBeGreaterThan(0.9);
  });

  it('is computed every k bars, and does not exist where nothing moves', () => {
    const values = walkBars(22, 30)
      .map(lMomentShape.start({ n: 10, k: 5 }))
      .slice(10);
    // Its second turn comes with the fourth value.
    expect(new Set(values.slice(0, 3)).size).toBe(1);
    expect(values[3]).not.toBe(values[2]);
    expect(new Set(values.slice(3, 8)).size).toBe(1);
    expect(values[8]).not.toBe(values[7]);
    expect(lMomentRatios([3, 3, 3, 3])).toBeUndefined();
  });
});

describeFormulaContract(lMomentShape, { n: 12, k: 3 }, walkBars(22, 40));
