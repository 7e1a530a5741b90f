import { describe, expect, it } from 'vitest';
import { kMeans } from './k-means.ts';
import { Mulberry32 } from './mulberry32.ts';

describe('k-means', () => {
  const around = (x: number, y: number) => [x - 0.1, y, x + 0.1, y, x, y - 0.1, x, y + 0.1];
  const values = Float64Array.from([...around(0, 0), ...around(5, 5), ...around(-5, 5)]);

  it.each([1, 2, 3, 42])('finds groups that lie apart (seed %d)', (seed) => {
    const { centers, groups } = kMeans(values, { count: 3, dimensions: 2, random: new Mulberry32(seed) });
    const of = (first: number) => new Set(groups.subarray(first, first + 4)).size;
    expect([of(0), of(4), of(8), new Set(groups).size]).toEqual([1, 1, 1, 3]);
    const middle = 2 * (groups[4] ?? NaN);
    expect(centers[middle]).toBeCloseTo(5, 12);
    expect(centers[middle + 1]).toBeCloseTo(5, 12);
  });

  it('puts equal rows into one group', () => {
    const same = kMeans(new Float64Array(8).fill(2), { count: 2, dimensions: 2, random: new Mulberry32(1) });
    expect([...same.groups]).toEqual([0, 0, 0, 0]);
  });
});
