import { describe, expect, it } from 'vitest';
import { imaginaryErrorFunction } from './imaginary-error-function.ts';

describe('the imaginary error function', () => {
  // scipy.special.erfi
  it.each([
    [0, 0],
    [0.5, 0.614952094696511],
    [1, 1.650425758797543],
    [-1, -1.650425758797543],
    [3, 1629.99462260157],
  ])('of %d is %d', (x, expected) => {
    expect(imaginaryErrorFunction(x) / (expected || 1)).toBeCloseTo(expected === 0 ? 0 : 1, 12);
  });

  it('is infinite where numbers end', () => {
    expect(imaginaryErrorFunction(40)).toBe(Infinity);
  });
});
