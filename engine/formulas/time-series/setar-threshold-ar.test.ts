import { describe, expect, it } from 'vitest';
import { SlidingOrder } from '../../numerics/sliding-order.ts';
import { barsOfReturns } from '../contract-tests/bars-of-returns.ts';
import { normals, walkBars } from '../contract-tests/catalogue-fixtures.ts';
import { describeFormulaContract } from '../contract-tests/describe-formula-contract.ts';
import { readingOf } from '../contract-tests/reading-of.ts';
import { setarThresholdAr } from './setar-threshold-ar.ts';
import {
  bestTwoRegimes,
  type OrderedPairs,
  RegimeMemory,
  regimesStatistic,
  thresholdCandidates,
} from './two-regime-line.ts';

function ordered(x: readonly number[], y: readonly number[]): OrderedPairs {
  const order = new SlidingOrder(x.length);
  order.take(x, x.length);
  return { x, y, order };
}

describe('two lines and a threshold', () => {
  const x = [-1, 1, -2, 2.5, -1.5, 1, 2, -2.2, 1.8, 1, -0.5, 0.7];

  it('give the numbers of the catalogue check', () => {
    const found = bestTwoRegimes(ordered(x.slice(0, -1), x.slice(1)), [-0.7, 0, 1.2], 2);
    expect(found?.squares).toBeCloseTo(12.8032228924, 9);
    expect(found?.threshold).toBe(1.2);
    expect(found?.low.a).toBeCloseTo(0.456870955463, 9);
    expect(found?.low.b).toBeCloseTo(-0.677388656262, 9);
    expect(found?.high.a).toBeCloseTo(4.59230769231, 9);
    expect(found?.high.b).toBeCloseTo(-2.61538461538, 9);
  });

  it('keep nothing of the search before in a memory that is used again', () => {
    const memory = new RegimeMemory(3, 11);
    for (const shift of [0, 0.3, 5, 0.1]) {
      const pairs = ordered(
        x.slice(0, -1),
        x.slice(1).map((each) => each + shift * each * each),
      );
      const thresholds = [-0.7, shift, 1.2 + shift];
      const found = bestTwoRegimes(pairs, thresholds, 2, memory);
      expect(found).toEqual(bestTwoRegimes(pairs, thresholds, 2));
    }
  });

  it('are compared with one line by an F', () => {
    const found = { threshold: 0, low: { a: 0, b: 0 }, high: { a: 0, b: 0 }, squares: 4, singleSquares: 10 };
    expect(regimesStatistic(found, 12)).toBe(6);
  });

  it('pass over thresholds that leave too little', () => {
    expect(bestTwoRegimes(ordered([1, 1, 1, 2, 3, 4], [1, 2, 3, 4, 5, 6]), [1], 2)).toBeUndefined();
    expect(bestTwoRegimes(ordered([1, 2, 3, 4], [1, 2, 3, 4]), [1, 3], 2)).toBeUndefined();
    expect(bestTwoRegimes(ordered([5, 5, 5], [1, 2, 3]), [5], 1)).toBeUndefined();
  });

  it('are tried at every hundredth between the trimmed ends', () => {
    const values = Array.from({ length: 101 }, (_, i) => i);
    const candidates = thresholdCandidates(values, 0.15);
    expect(candidates).toHaveLength(71);
    expect(candidates[0]).toBeCloseTo(15, 9);
    expect(candidates[70]).toBeCloseTo(85, 9);
  });
});

describe('the forecast by two lines', () => {
  /** After a fall of more than half a hundredth the price turns back, otherwise it forgets. */
  const returns: number[] = [];
  normals(52, 200).forEach((z) => {
    const before = returns.at(-1) ?? 0;
    returns.push((before <= -0.005 ? -0.9 * before : 0) + 0.005 * z);
  });

  it('turns back after a large fall and stays calm after a rise', () => {
    const forecastAfter = (last: number) => {
      const run = setarThresholdAr.start({ n: 200, k: 300, trim: 0.15 });
      const value =
        barsOfReturns([...returns, last])
          .map(run)
          .at(-1) ?? NaN;
      return { value, run };
    };
    const fallen = forecastAfter(-0.015);
    expect(fallen.value).toBeGreaterThan(0.008);
    expect(readingOf(fallen.run, 'signal')).toBeGreaterThan(0.9);
    expect(readingOf(fallen.run, 'confidence')).toBeGreaterThan(0.5);
    expect(readingOf(fallen.run, 'threshold')).toBeLessThan(0);
    expect(readingOf(fallen.run, 'fStatistic')).toBeGreaterThan(6);
    expect(Math.abs(forecastAfter(0.01).value)).toBeLessThan(0.004);
  });

  it('has no value where nothing moves', () => {
    const run = setarThresholdAr.start({ n: 40, k: 5, trim: 0.15 });
    expect(
      barsOfReturns(Array.from({ length: 45 }, () => 0))
        .map(run)
        .at(-1),
    ).toBeUndefined();
  });

  it('refuses to trim half or nothing', () => {
    expect(() => setarThresholdAr.start({ n: 40, k: 5, trim: 0.5 })).toThrow(RangeError);
  });
});

describeFormulaContract(setarThresholdAr, { n: 40, k: 5, trim: 0.2 }, walkBars(52, 70));
