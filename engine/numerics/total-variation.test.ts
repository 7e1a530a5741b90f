import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { totalVariationFit } from './total-variation.ts';

const fitOf = (y: readonly number[], weight: number) => [...totalVariationFit(Float64Array.from(y), weight)];

const cost = (y: readonly number[], x: readonly number[], weight: number) =>
  y.reduce((sum, each, i) => sum + 0.5 * (each - (x[i] ?? 0)) ** 2, 0) +
  weight * x.slice(1).reduce((sum, each, i) => sum + Math.abs(each - (x[i] ?? 0)), 0);

describe('the fit of total variation', () => {
  it('keeps two blocks apart and moves each toward the other by weight over its length', () => {
    fitOf([1, 2, 10, 11], 1).forEach((each, i) => expect(each).toBeCloseTo([2, 2, 10, 10][i] ?? NaN, 12));
  });

  it('is the list itself without a weight, and its mean with a large one', () => {
    fitOf([3, 1, 2], 0).forEach((each, i) => expect(each).toBeCloseTo([3, 1, 2][i] ?? NaN, 12));
    fitOf([3, 1, 2], 100).forEach((each) => expect(each).toBeCloseTo(2, 12));
  });

  it('costs no more than any list near it', () => {
    const lists = fc.array(fc.double({ min: -5, max: 5, noNaN: true }), { minLength: 2, maxLength: 8 });
    const steps = fc.array(fc.double({ min: -0.1, max: 0.1, noNaN: true }), { minLength: 8, maxLength: 8 });
    fc.assert(
      fc.property(lists, steps, fc.double({ min: 0, max: 3, noNaN: true }), (y, moves, weight) => {
        const x = fitOf(y, weight);
        const near = x.map((each, i) => each + (moves[i] ?? 0));
        expect(cost(y, x, weight)).toBeLessThanOrEqual(cost(y, near, weight) + 1e-9);
      }),
    );
  });
});
