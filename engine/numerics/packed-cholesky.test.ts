import { describe, expect, it } from 'vitest';
import { factorTriangle, solveTriangle } from './packed-cholesky.ts';

describe('a packed triangle', () => {
  it('is factored and solves a system', () => {
    // [[4, 2], [2, 5]] = L L' with L = [[2, 0], [1, 2]]; it takes [1, 2] to [8, 12].
    const triangle = Float64Array.of(4, 2, 5);
    expect(factorTriangle(triangle, 2)).toBe(true);
    expect([...triangle]).toEqual([2, 1, 2]);
    const side = Float64Array.of(8, 12);
    solveTriangle(triangle, side);
    expect([...side]).toEqual([1, 2]);
  });

  it('has no factor where the matrix is not positive definite, or not finite', () => {
    expect(factorTriangle(Float64Array.of(1, 2, 1), 2)).toBe(false);
    expect(factorTriangle(Float64Array.of(1, 1, 1), 2)).toBe(false);
    expect(factorTriangle(Float64Array.of(Infinity), 1)).toBe(false);
  });
});
