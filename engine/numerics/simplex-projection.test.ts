import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { simplexProjection } from './simplex-projection.ts';

describe('the nearest weights', () => {
  it.each([
    ['are the point itself where it has weights already', [0.2, 0.3, 0.5], [0.2, 0.3, 0.5]],
    ['share what is missing', [0.1, 0.3], [0.4, 0.6]],
    ['leave out what falls below zero', [1.5, 0.2, -1], [1, 0, 0]],
  ])('%s', (_what, point, expected) => {
    simplexProjection(point).forEach((each, i) => expect(each).toBeCloseTo(expected[i] ?? NaN, 14));
  });

  it('are never below zero and sum to one', () => {
    const points = fc.array(fc.double({ min: -9, max: 9, noNaN: true }), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(points, (point) => {
        const weights = simplexProjection(point);
        expect(Math.min(...weights)).toBeGreaterThanOrEqual(0);
        expect(weights.reduce((sum, each) => sum + each, 0)).toBeCloseTo(1, 9);
      }),
    );
  });
});
