import { describe, expect, it } from 'vitest';
import { Histogram } from '../../numerics/histogram.ts';
import { walkBars } from '../contract-tests/catalogue-fixtures.ts';
import { bars } from '../contract-tests/sample-inputs.ts';
import { RollingProfile } from './rolling-profile.ts';

describe('a rolling profile', () => {
  it('is the one that the bars of its window make afresh', () => {
    const profile = new RollingProfile(30, 12);
    const walk = walkBars(6, 200);
    walk.forEach((bar, i) => {
      profile.push(bar);
      const window = walk.slice(Math.max(0, i - 29), i + 1);
      const [bottom, top] = [
        Math.min(...window.map(({ low }) => low)),
        Math.max(...window.map(({ high }) => high)),
      ];
      const fresh = new Histogram(bottom, (top - bottom) / 12, 12);
      for (const { high, low, volumeBase } of window) fresh.spread(low, high, volumeBase);
      expect([profile.bottom, profile.top, profile.count]).toEqual([bottom, top, window.length]);
      profile.rows.forEach((volume, row) => expect(volume).toBeCloseTo(fresh.weights[row] ?? NaN, 9));
    });
  });

  it('has rows of no height where the price stands', () => {
    const profile = new RollingProfile(5, 10);
    for (const bar of bars([100, 100, 100], [100, 100, 100])) profile.push(bar);
    expect(profile.width).toBe(0);
  });
});
