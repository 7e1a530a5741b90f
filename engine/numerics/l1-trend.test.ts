import { describe, expect, it } from 'vitest';
import { L1Trend } from './l1-trend.ts';
import { Mulberry32 } from './mulberry32.ts';

const costOf = (y: Float64Array, x: Readonly<Float64Array>, weight: number): number => {
  let cost = 0;
  y.forEach((each, i) => {
    cost += 0.5 * (each - (x[i] as number)) ** 2;
    if (i > 1) cost += weight * Math.abs((x[i] as number) - 2 * (x[i - 1] as number) + (x[i - 2] as number));
  });
  return cost;
};

describe('the l1 trend', () => {
  it('is the minimizer of the formula catalogue', () => {
    // Projected gradient on the dual and scipy SLSQP on the primal, as the catalogue states.
    const x = new L1Trend(7).of(Float64Array.of(0, 1, 2.2, 2.9, 3, 2.1, 1), 0.3, 1e-10);
    [
      0.116666665747, 1.0666666661, 2.01666666645, 2.89999999751, 2.88333334098, 2.03333333473, 1.18333332848,
    ].forEach((each, i) => expect(x[i]).toBeCloseTo(each, 5));
  });

  it('costs less than what lies next to it', () => {
    const random = new Mulberry32(3);
    const y = Float64Array.from({ length: 40 }, (_, i) => Math.abs(i - 18) / 4 + random.normal());
    const x = Float64Array.from(new L1Trend(40).of(y, 5, 1e-9));
    const least = costOf(y, x, 5);
    for (let trial = 0; trial < 200; trial += 1) {
      const near = x.map((each) => each + 0.01 * random.normal());
      expect(costOf(y, near, 5)).toBeGreaterThan(least);
    }
  });

  it.each([0, 20, 1000])('closes the gap to the dual problem on a walk with a jump of %d', (jump) => {
    const random = new Mulberry32(204);
    let walked = 0;
    const y = Float64Array.from(
      { length: 120 },
      (_, i) => (walked += random.normal() + (i === 70 ? jump : 0)),
    );
    const x = new L1Trend(120).of(y, 5, 1.2e-6);
    // x = y - D'u, solved for u from its first place on.
    const u: number[] = [];
    for (let i = 0; i < 118; i += 1)
      u.push((y[i] as number) - (x[i] as number) + 2 * (u[i - 1] ?? 0) - (u[i - 2] ?? 0));
    expect(Math.max(...u.map(Math.abs))).toBeLessThan(5);
    const bend = (of: Readonly<Float64Array>, i: number) =>
      (of[i] as number) - 2 * (of[i + 1] as number) + (of[i + 2] as number);
    const squares = y.reduce((sum, each, i) => sum + (each - (x[i] as number)) ** 2, 0);
    const gap = u.reduce((sum, each, i) => sum + 5 * Math.abs(bend(x, i)) - each * bend(y, i), squares);
    expect(gap).toBeLessThan(1.3e-6);
  });

  it('is the line of least squares under a heavy weight', () => {
    const y = Float64Array.of(0, 2, 1, 3, 2);
    // Slope 0.5 about the mean of 1.6.
    const x = new L1Trend(5).of(y, 1e4, 1e-9);
    [0.6, 1.1, 1.6, 2.1, 2.6].forEach((each, i) => expect(x[i]).toBeCloseTo(each, 4));
  });
});
