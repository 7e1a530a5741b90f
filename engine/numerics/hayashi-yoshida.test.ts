import { describe, expect, it } from 'vitest';
import { laggedCovariance, type TimedMoves } from './hayashi-yoshida.ts';
import { Mulberry32 } from './mulberry32.ts';

const movesOf = (...rows: readonly (readonly [start: number, end: number, size: number])[]): TimedMoves => ({
  starts: Float64Array.from(rows, ([start]) => start),
  ends: Float64Array.from(rows, ([, end]) => end),
  sizes: Float64Array.from(rows, ([, , size]) => size),
});

describe('the covariance of moves at different times', () => {
  it('counts what overlaps, once for every pair', () => {
    const x = movesOf([0, 4, 2], [4, 6, 3]);
    const y = movesOf([1, 2, 5], [2, 5, 7], [6, 9, 11]);
    // 2 * (5 + 7) + 3 * 7; the last move of y begins when the last of x has ended.
    expect(laggedCovariance(x, y, 0)).toBe(2 * 12 + 3 * 7);
    // One earlier, the second move of y only touches the second of x, and the third reaches into it.
    expect(laggedCovariance(x, y, 1)).toBe(2 * 12 + 3 * 11);
  });

  it('is zero where nothing overlaps', () => {
    expect(laggedCovariance(movesOf([0, 1, 1]), movesOf([1, 2, 1]), 0)).toBe(0);
    expect(laggedCovariance(movesOf(), movesOf([1, 2, 1]), 0)).toBe(0);
  });

  it('is the sum over all pairs that a plain double loop finds', () => {
    const random = new Mulberry32(5);
    const moves = () => {
      let time = 0;
      return movesOf(
        ...Array.from({ length: 60 }, () => {
          const start = (time += random.uniform() < 0.5 ? 0 : random.uniform());
          return [start, (time += random.uniform() + 0.01), random.normal()] as const;
        }),
      );
    };
    const x = moves();
    const y = moves();
    for (const lag of [-3, -0.5, 0, 0.5, 3]) {
      let sum = 0;
      x.sizes.forEach((dx, i) =>
        y.sizes.forEach((dy, j) => {
          const begins = (y.starts[j] ?? 0) - lag < (x.ends[i] ?? 0);
          if (begins && (y.ends[j] ?? 0) - lag > (x.starts[i] ?? 0)) sum += dx * dy;
        }),
      );
      expect(laggedCovariance(x, y, lag)).toBeCloseTo(sum, 10);
    }
  });
});
