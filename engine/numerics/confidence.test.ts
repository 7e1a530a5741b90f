import { describe, expect, it } from 'vitest';
import { confidenceOfP, confidenceOfZ } from './confidence.ts';

describe('confidence', () => {
  it.each([0, 1.959963984540054, -1.959963984540054])('of z %d is the chance of a smaller size', (z) => {
    expect(confidenceOfZ(z)).toBeCloseTo(z === 0 ? 0 : 0.95, 12);
  });

  it.each([
    [0, 1],
    [0.05, 0.5],
    [0.1, 0],
    [0.7, 0],
  ])('of a p-value of %d is %d', (p, expected) => {
    expect(confidenceOfP(p)).toBeCloseTo(expected, 14);
  });
});
