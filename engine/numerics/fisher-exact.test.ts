import { describe, expect, it } from 'vitest';
import { binomialTest } from './binomial-test.ts';
import { fisherAtLeast } from './fisher-exact.ts';

describe("Fisher's exact test", () => {
  it('gives the lady tasting tea 1 chance in 70 for all four, and 17 in 70 for three', () => {
    expect(fisherAtLeast(4, 4, 4, 8)).toBeCloseTo(1 / 70, 12);
    expect(fisherAtLeast(3, 4, 4, 8)).toBeCloseTo(17 / 70, 12);
    expect(fisherAtLeast(1, 4, 4, 8)).toBeCloseTo(69 / 70, 12);
    expect(fisherAtLeast(0, 4, 4, 8)).toBe(1);
  });

  it('is 1 where the margins leave no choice', () => {
    expect(fisherAtLeast(6, 10, 6, 10)).toBe(1);
    expect(fisherAtLeast(0, 0, 0, 0)).toBe(1);
  });

  it('adds up to one with the other side', () => {
    // At least k in common is at most first - k in common with the rest.
    for (const both of [30, 36, 44, 50]) {
      const least = fisherAtLeast(both, 80, 90, 200);
      const rest = fisherAtLeast(80 - both + 1, 80, 110, 200);
      expect(least + rest).toBeCloseTo(1, 10);
    }
  });

  it('nears the binomial test where the total is large', () => {
    expect(fisherAtLeast(60, 100, 500_000, 1_000_000)).toBeCloseTo(binomialTest(60, 100, 0.5).atLeast, 4);
  });

  it('refuses counts no table can have', () => {
    expect(() => fisherAtLeast(5, 4, 4, 8)).toThrow('from 0 to 4, was 5');
  });
});
