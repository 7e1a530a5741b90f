import { describe, expect, it } from 'vitest';
import { Mulberry32 } from './mulberry32.ts';
import { StationaryResamples } from './stationary-resamples.ts';

describe('stationary resamples', () => {
  it('follow the order of the draws: a place, then a restart or the next place', () => {
    // Places 0; no restart: 1; restart at 3; no restart: 0 again.
    const draws = [0.1, 0.9, 0.2, 0.8, 0.6];
    const random = { uniform: () => draws.shift() ?? NaN };
    const resamples = new StationaryResamples({ length: 4, resamples: 1, restart: 0.5 }, random);
    const means = new Float64Array(1);
    resamples.meansOf(Float64Array.of(1, 10, 100, 1000), means);
    expect([...means]).toEqual([(1 + 10 + 1000 + 1) / 4]);
  });

  it('turn the series round where no block ever restarts', () => {
    const resamples = new StationaryResamples({ length: 7, resamples: 20, restart: 0 }, new Mulberry32(1));
    const means = new Float64Array(20);
    resamples.meansOf(Float64Array.of(1, 2, 3, 4, 5, 6, 7), means);
    expect(new Set(means)).toEqual(new Set([4]));
  });

  it('spread like a mean does', () => {
    const plan = { length: 100, resamples: 2000, restart: 1 };
    const values = Float64Array.from({ length: 100 }, (_, i) => (i % 2 === 0 ? 1 : -1));
    const means = new Float64Array(2000);
    new StationaryResamples(plan, new Mulberry32(42)).meansOf(values, means);
    const spread = Math.sqrt(means.reduce((sum, mean) => sum + mean * mean, 0) / 2000);
    expect(spread).toBeCloseTo(0.1, 2);
  });

  it('refuse a series with more places than they can name', () => {
    const plan = { length: 65_536, resamples: 1, restart: 1 };
    expect(() => new StationaryResamples(plan, new Mulberry32(1))).toThrow(
      'must not exceed 65535, was 65536',
    );
  });
});
