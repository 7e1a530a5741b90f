import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normalCdf, normalDensity, normalQuantile } from './normal-distribution.ts';

describe('the normal distribution', () => {
  // Printed in every table of the distribution.
  it.each([
    [0, 0.5],
    [1, 0.8413447460685429],
    [-1.959963984540054, 0.025],
    [2.5758293035489004, 0.995],
  ])('lies at most at %d with probability %d', (z, p) => {
    expect(normalCdf(z)).toBeCloseTo(p, 14);
    expect(normalQuantile(p)).toBeCloseTo(z, 12);
  });

  it('keeps its digits far out, where 1 - p would round to 1', () => {
    expect(normalCdf(-8) / 6.220960574271784e-16).toBeCloseTo(1, 10);
    expect(normalCdf(-40)).toBeLessThan(1e-300);
  });

  it('is undone by its quantile', () => {
    fc.assert(
      fc.property(fc.double({ min: -7, max: 7, noNaN: true }), (z) => {
        expect(normalQuantile(normalCdf(z))).toBeCloseTo(z, z > 5 ? 4 : 8);
      }),
    );
  });

  it('has its density as the slope of its probability', () => {
    const slope = (normalCdf(0.7 + 1e-5) - normalCdf(0.7 - 1e-5)) / 2e-5;
    expect(normalDensity(0.7)).toBeCloseTo(slope, 9);
  });

  it.each([0, 1, -0.1, NaN])('has no quantile at probability %d', (p) => {
    expect(() => normalQuantile(p)).toThrow(`strictly between 0 and 1, was ${p}`);
  });
});
