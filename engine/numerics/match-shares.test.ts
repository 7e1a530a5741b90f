import { describe, expect, it } from 'vitest';
import { MatchShares } from './match-shares.ts';
import { Random } from './random.ts';

function meanLogShare(values: readonly number[], length: number, tolerance: number): number {
  const starts = Array.from({ length: values.length - length + 1 }, (_, i) => values.slice(i, i + length));
  const shares = starts.map(
    (one) =>
      starts.filter((other) => one.every((value, k) => Math.abs(value - (other[k] ?? NaN)) <= tolerance))
        .length / starts.length,
  );
  return shares.reduce((sum, share) => sum + Math.log(share), 0) / shares.length;
}

describe('shares of matching stretches', () => {
  it('are those of all stretches, each with itself', () => {
    const { long, short } = new MatchShares(4, 2).of([1, 2, 1, 2], 0);
    // 1 2, 2 1, 1 2: two thirds, a third, two thirds; of 1 2 1 and 2 1 2 each matches itself alone.
    expect(short).toBeCloseTo((2 * Math.log(2 / 3) + Math.log(1 / 3)) / 3, 14);
    expect(long).toBeCloseTo(Math.log(1 / 2), 14);
  });

  it.each([1, 2, 3])('are those a look at every pair finds, of %d values, as the list moves on', (m) => {
    const random = new Random(m);
    const all = Array.from({ length: 90 }, () => random.normal());
    const shares = new MatchShares(64, m);
    for (const [from, fresh] of [
      [0, 64],
      [5, 5],
      [26, 21],
    ] as const) {
      const values = all.slice(from, from + 64);
      const { long, short } = shares.of(values, 0.6, fresh);
      expect(short).toBeCloseTo(meanLogShare(values, m, 0.6), 12);
      expect(long).toBeCloseTo(meanLogShare(values, m + 1, 0.6), 12);
    }
  });
});
