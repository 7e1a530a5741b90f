import { describe, expect, it } from 'vitest';
import { explosiveRoot } from './explosive-root.ts';
import { Mulberry32 } from './mulberry32.ts';

describe('the most explosive stretch of a series', () => {
  it('has the statistic of the formula catalogue', () => {
    // The largest of 41 statsmodels adfuller statistics, as the catalogue states.
    const random = new Mulberry32(31);
    let sum = 0;
    const y = Float64Array.from({ length: 60 }, () => (sum += random.normal()));
    const found = explosiveRoot(y, 20);
    expect(found?.statistic).toBeCloseTo(0.872665627285, 7);
    expect(found?.start).toBe(32);
  });

  it('is found where growth feeds on itself', () => {
    const random = new Mulberry32(32);
    let level = 1;
    const y = Float64Array.from({ length: 100 }, (_, i) => {
      level = (i < 60 ? level : level * 1.08) + 0.1 * random.normal();
      return level;
    });
    expect(explosiveRoot(y, 20)?.statistic).toBeGreaterThan(5);
  });

  it('is none where nothing moves', () => {
    expect(explosiveRoot(new Float64Array(50).fill(3), 20)).toBeUndefined();
  });
});
