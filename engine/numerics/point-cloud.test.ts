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

  it('measures only what is near where that is asked for', () => {
    const random = new Mulberry32(6);
    const points = Array.from({ length: 30 }, () => Float64Array.from({ length: 14 }, () => random.normal()));
    const from = new Float64Array(14);
    const cloud = new PointCloud(30, 14);
    points.forEach((each, place) => cloud.put(place, each));
    cloud.measure(from, 30, 14);
    points.forEach((each, place) => {
      const expected = each.reduce((sum, coordinate) => sum + coordinate * coordinate, 0);
      const found = cloud.squaredDistances[place] ?? NaN;
      expect(Math.min(found, 14)).toBeCloseTo(Math.min(expected, 14), 12);
    });
    const sample = new Float64Array(10);
    cloud.sample(from, 3, sample);
    cloud.measure(from, 30);
    sample.forEach((each, i) => expect(each).toBeCloseTo(cloud.squaredDistances[3 * i] ?? NaN, 12));
  });

  it('measures a point that has taken the place of another', () => {
    const cloud = new PointCloud(1, 2);
    cloud.put(0, Float64Array.of(5, 5));
    cloud.put(0, Float64Array.of(3, 4));
    cloud.measure(new Float64Array(2), 1);
    expect([...cloud.squaredDistances]).toEqual([25]);
  });

  it('holds more points than it was given memory for at first', () => {
    const cloud = new PointCloud(600, 1);
    for (let place = 0; place < 600; place += 1) cloud.put(place, Float64Array.of(place));
    expect(() => cloud.put(600, Float64Array.of(1))).toThrow(RangeError);
    cloud.measure(Float64Array.of(10), 600);
    expect([0, 10, 255, 256, 599].map((place) => cloud.squaredDistances[place])).toEqual([
      100, 0, 60_025, 60_516, 346_921,
    ]);
  });
});
