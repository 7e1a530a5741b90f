import { describe, expect, it } from 'vitest';
import { Mulberry32 } from './mulberry32.ts';
import { PointCloud } from './point-cloud.ts';

describe('a point cloud', () => {
  it.each([1, 3, 8, 14, 17])('measures squared distances in %d dimensions', (dimensions) => {
    const random = new Mulberry32(dimensions);
    const point = () => Float64Array.from({ length: dimensions }, () => random.normal());
    const points = Array.from({ length: 20 }, point);
    const from = point();
    const cloud = new PointCloud(20, dimensions);
    points.forEach((each, place) => cloud.put(place, each));
    cloud.measure(from, 20);
    points.forEach((each, place) => {
      const expected = Math.hypot(...each.map((coordinate, j) => coordinate - (from[j] ?? NaN)));
      expect(Math.sqrt(cloud.squaredDistances[place] ?? NaN)).toBeCloseTo(expected, 12);
    });
  });

  it('measures a point that has taken the place of another', () => {
    const cloud = new PointCloud(1, 2);
    cloud.put(0, Float64Array.of(5, 5));
    cloud.put(0, Float64Array.of(3, 4));
    cloud.measure(new Float64Array(2), 1);
    expect([...cloud.squaredDistances]).toEqual([25]);
  });
});
