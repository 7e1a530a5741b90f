import { describe, expect, it } from 'vitest';
import { NaturalSpline } from './natural-spline.ts';

describe('a natural spline', () => {
  it('is a straight line through knots on one', () => {
    const spline = new NaturalSpline(Float64Array.of(0, 1, 4), Float64Array.of(1, 3, 9));
    [-1, 0.5, 2, 5].forEach((place) => expect(spline.at(place)).toBeCloseTo(1 + 2 * place, 12));
  });

  it('bends at the middle of three knots and nowhere at the ends', () => {
    // The second derivative in the middle, m, fulfils 2 (1 + 1) m = 6 (-1 - 1): it is -3.
    const spline = new NaturalSpline(Float64Array.of(0, 1, 2), Float64Array.of(0, 1, 0));
    expect(spline.at(0.5)).toBeCloseTo(0.5 + (-3 * (0.125 - 0.5)) / 6, 12);
    expect(spline.at(1)).toBeCloseTo(1, 12);
    expect(spline.at(1.5)).toBeCloseTo(spline.at(0.5), 12);
  });

  it('needs two knots', () => {
    expect(() => new NaturalSpline(Float64Array.of(1), Float64Array.of(1))).toThrow(
      'a spline needs at least two knots, was given 1',
    );
  });
});
