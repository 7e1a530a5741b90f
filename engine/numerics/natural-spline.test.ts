import { describe, expect, it } from 'vitest';
import { NaturalSpline } from './natural-spline.ts';

describe('a natural spline', () => {
  const curve = (x: readonly number[], y: readonly number[], places: number): number[] => {
    const target = new Float64Array(places);
    const spline = new NaturalSpline(8);
    spline.x.set(x);
    spline.y.set(y);
    spline.addTo(target, x.length, 2);
    return Array.from(target, (each) => each / 2);
  };

  it('is a straight line through knots on one, and beyond them', () => {
    curve([-3, -1, 1, 4], [-5, -1, 3, 9], 7).forEach((height, place) =>
      expect(height).toBeCloseTo(1 + 2 * place, 12),
    );
  });

  it('bends at the middle of three knots and nowhere at the ends', () => {
    // The second derivative in the middle, m, fulfils 2 (2 + 2) m = 6 (-1/2 - 1/2): it is -3/4.
    const half = 0.5 + (-0.75 * 2 ** 2 * (0.125 - 0.5)) / 6;
    curve([0, 2, 4], [0, 1, 0], 5).forEach((height, place) =>
      expect(height).toBeCloseTo([0, half, 1, half, 0][place] ?? NaN, 12),
    );
  });

  it('needs two knots', () => {
    expect(() => new NaturalSpline(2).addTo(new Float64Array(3), 1, 1)).toThrow(
      'a spline needs at least two knots, was given 1',
    );
  });
});
