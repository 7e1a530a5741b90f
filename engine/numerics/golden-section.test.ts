import { describe, expect, it } from 'vitest';
import { goldenSection } from './golden-section.ts';

describe('golden-section search', () => {
  it('finds the bottom of a valley', () => {
    expect(goldenSection((x) => (x - 0.3) ** 2, { from: -1, to: 4, tolerance: 1e-9 })).toBeCloseTo(0.3, 7);
    expect(goldenSection(Math.cosh, { from: -2, to: 1, tolerance: 1e-9 })).toBeCloseTo(0, 7);
  });

  it('ends at the lower end of a slope', () => {
    expect(goldenSection((x) => x, { from: 2, to: 3, tolerance: 1e-9 })).toBeCloseTo(2, 8);
    expect(goldenSection((x) => -x, { from: 2, to: 3, tolerance: 1e-9 })).toBeCloseTo(3, 8);
  });

  it('stays away from where the function is infinite', () => {
    const wall = (x: number) => (x > 0.5 ? Infinity : (x - 1) ** 2);
    expect(goldenSection(wall, { from: 0, to: 2, tolerance: 1e-9 })).toBeCloseTo(0.5, 8);
  });

  it('ends where the tolerance is finer than the numbers', () => {
    expect(goldenSection((x) => (x - 1e9) ** 2, { from: 0, to: 2e9, tolerance: 1e-12 })).toBeCloseTo(1e9, 0);
  });
});
