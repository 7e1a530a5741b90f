import { describe, expect, it } from 'vitest';
import { solveLinear } from './linear-system.ts';
import { Mulberry32 } from './mulberry32.ts';

describe('a system of linear equations', () => {
  it('is solved for every right-hand side', () => {
    // 0 x + 2 y = 4, 3 x - y = 1: x = 1, y = 2; with 2 and 5 instead: x = 2, y = 1.
    const found = solveLinear(
      [
        [0, 2],
        [3, -1],
      ],
      [
        [4, 2],
        [1, 5],
      ],
    );
    expect(found?.map((row) => Array.from(row))).toEqual([
      [1, 2],
      [2, 1],
    ]);
  });

  it('gives back what its matrix was multiplied with', () => {
    const random = new Mulberry32(3);
    const numbers = Array.from({ length: 110 }, () => random.normal());
    const matrix = Array.from({ length: 10 }, (_, i) => numbers.slice(10 * i, 10 * i + 10));
    const solution = numbers.slice(100);
    const sides = matrix.map((row) => [row.reduce((sum, each, j) => sum + each * (solution[j] ?? 0), 0)]);
    const found = solveLinear(matrix, sides);
    solution.forEach((each, i) => expect(found?.[i]?.[0]).toBeCloseTo(each, 9));
  });

  it('has no solution where rows depend on each other', () => {
    expect(
      solveLinear(
        [
          [1, 2],
          [2, 4],
        ],
        [[1], [2]],
      ),
    ).toBeUndefined();
    expect(solveLinear([[NaN]], [[1]])).toBeUndefined();
  });
});
