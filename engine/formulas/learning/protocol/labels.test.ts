import { describe, expect, it } from 'vitest';
import { risenFallenOrFlat, risenOrFallen, scaledMove } from './labels.ts';

// The usual move over four bars of one hundredth is two hundredths; a quarter of it is half a hundredth.
describe('a label', () => {
  it.each([
    [0.006, 1],
    [-0.006, -1],
    [0.005, NaN],
    [0, NaN],
  ])('of risen or fallen after a move of %d is %d', (move, label) => {
    expect(risenOrFallen(move, 0.01, 4)).toBe(label);
  });

  it.each([
    [0.006, 1],
    [-0.006, -1],
    [-0.004, 0],
  ])('of risen, fallen or flat after a move of %d is %d', (move, label) => {
    expect(risenFallenOrFlat(move, 0.01, 4)).toBe(label);
  });

  it.each([
    [0.01, 0.5],
    [-0.03, -1.5],
    [0.2, 5],
    [-0.2, -5],
  ])('of size after a move of %d is %d usual moves', (move, label) => {
    expect(scaledMove(move, 0.01, 4)).toBeCloseTo(label, 14);
  });
});
