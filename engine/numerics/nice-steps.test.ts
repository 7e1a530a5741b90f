import { describe, expect, it } from 'vitest';
import { niceSteps } from './nice-steps.ts';

describe('nice steps', () => {
  it.each([
    [0, 1],
    [0.3, 1],
    [1, 1],
    [1.1, 2],
    [3, 5],
    [7, 10],
    [10, 10],
    [11, 20],
    [4999, 5000],
    [5001, 10_000],
  ])('for %d are %d', (least, steps) => {
    expect(niceSteps(least)).toBe(steps);
  });
});
