import { describe, expect, it } from 'vitest';
import { Mulberry32 } from './mulberry32.ts';
import { RollingCovariance } from './rolling-covariance.ts';

describe('a rolling covariance', () => {
  it('is that of the rows held, at a level of millions too', () => {
    const random = new Mulberry32(2);
    const rows = Array.from({ length: 40 }, () => {
      const z = random.normal();
      return [1e6 + z, 1e6 - 0.5 * z + random.normal(), random.normal()];
    });
    const rolling = new RollingCovariance(3, 12);
    rows.forEach((row, t) => {
      rolling.push(row);
      const held = rows.slice(Math.max(0, t - 11), t + 1);
      const means = [0, 1, 2].map((i) => held.reduce((sum, each) => sum + (each[i] ?? NaN), 0) / held.length);
      const covariance = (i: number, j: number) =>
        held.reduce(
          (sum, each) =>
            sum + ((each[i] ?? NaN) - (means[i] ?? NaN)) * ((each[j] ?? NaN) - (means[j] ?? NaN)),
          0,
        ) /
        (held.length - 1);
      if (t === 0) return;
      expect(rolling.covariance(1, 0)).toBeCloseTo(covariance(0, 1), 8);
      expect(rolling.matrix()[2]?.[2]).toBeCloseTo(covariance(2, 2), 8);
      expect(rolling.means[0]).toBeCloseTo(means[0] ?? NaN, 6);
    });
    expect(rolling.isFull).toBe(true);
  });

  it('does not exist of one row', () => {
    const rolling = new RollingCovariance(2, 5);
    rolling.push([1, 2]);
    expect(rolling.covariance(0, 0)).toBeNaN();
    expect([...rolling.means]).toEqual([1, 2]);
  });
});
