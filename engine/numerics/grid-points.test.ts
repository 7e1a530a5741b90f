import { describe, expect, it } from 'vitest';
import { GridPoints } from './grid-points.ts';

describe('points of a grid', () => {
  it('are told once each, when they have passed', () => {
    const grid = new GridPoints(1000, 5);
    expect([300, 900, 1000, 1500, 3999, 4000].map((time) => grid.passed(time))).toEqual([0, 0, 1, 0, 2, 1]);
  });

  it('are not all told after a long silence', () => {
    const grid = new GridPoints(1000, 5);
    grid.passed(0);
    expect(grid.passed(1e9)).toBe(5);
    expect(grid.passed(1e9 + 1000)).toBe(1);
  });

  it('need a step above zero', () => {
    expect(() => new GridPoints(0, 5)).toThrow('a step must be finite and above zero, was 0');
  });
});
