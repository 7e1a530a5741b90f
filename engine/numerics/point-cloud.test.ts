import { describe, expect, it } from 'vitest';
import { Mulberry32 } from './mulberry32.ts';
import { PointCloud } from './point-cloud.ts';

const squared = (one: Float64Array, other: Float64Array) =>
  one.reduce((sum, each, j) => sum + (each - (other[j] ?? NaN)) ** 2, 0);

describe('a point cloud', () => {
  it.each([1, 3, 8, 14, 17])('measures squared distances in %d dimensions', (dimensions) => {
    const random = new Mulberry32(dimensions);
    const point = () => Float64Array.from({ length: dimensions }, () => random.normal());
    const points = Array.from({ length: 20 }, point);
    const from = point();
    const cloud = new PointCloud(20, dimensions, 5);
    points.forEach((each, place) => cloud.put(place, each));
    const rough = cloud.measure(from, 20);
    expect(cloud.list(Infinity)).toBe(20);
    expect([...cloud.places.subarray(0, 20)]).toEqual([...points.keys()]);
    points.forEach((each, place) => {
      expect(cloud.squares[place]).toBeCloseTo(squared(each, from), 12);
      // A step of 5 / 2047 at most in every dimension.
      const away = Math.sqrt(rough[place] ?? NaN) * (5 / 2047) - Math.sqrt(squared(each, from));
      expect(Math.abs(away)).toBeLessThan((5 / 2047) * Math.sqrt(dimensions));
    });
  });

  it('knows how near a point of a rough distance may be, within its reach and beyond', () => {
    const random = new Mulberry32(6);
    const points = Array.from({ length: 500 }, () =>
      Float64Array.from({ length: 14 }, () => 3 * random.normal()),
    );
    const from = Float64Array.from({ length: 14 }, () => 3 * random.normal());
    const cloud = new PointCloud(500, 14, 5);
    points.forEach((each, place) => cloud.put(place, each));
    const rough = cloud.measure(from, 500);
    points.forEach((each, place) =>
      expect(cloud.leastSquare(rough[place] ?? NaN)).toBeLessThanOrEqual(squared(each, from)),
    );
    expect(cloud.leastSquare(0)).toBe(0);
  });

  it('lists those that are near in the rough', () => {
    const random = new Mulberry32(8);
    const points = Array.from({ length: 301 }, () => Float64Array.from({ length: 5 }, () => random.normal()));
    const cloud = new PointCloud(400, 5, 5);
    points.forEach((each, place) => cloud.put(place, each));
    const rough = [...cloud.measure(new Float64Array(5), points.length)].slice(0, points.length);
    for (const limit of [0, 100_000, 400_000, rough[7] ?? NaN, 1e9]) {
      const near = [...rough.keys()].filter((place) => (rough[place] ?? NaN) <= limit);
      expect(cloud.countWithin(limit)).toBe(near.length);
      expect(cloud.list(limit)).toBe(near.length);
      expect([...cloud.places.subarray(0, near.length)]).toEqual(near);
      near.forEach((place, i) =>
        expect(cloud.squares[i]).toBeCloseTo(
          squared(points[place] ?? new Float64Array(), new Float64Array(5)),
          12,
        ),
      );
    }
  });

  it('counts those within limits while it measures', () => {
    const random = new Mulberry32(9);
    const cloud = new PointCloud(300, 5, 5);
    for (let place = 0; place < 300; place += 1)
      cloud.put(
        place,
        Float64Array.from({ length: 5 }, () => random.normal()),
      );
    const limits = Float64Array.of(0, 400_000, 700_000, Infinity);
    const rough = [...cloud.measure(new Float64Array(5), 300, limits)].slice(0, 300);
    const within = (limit: number) => rough.filter((each) => each <= limit).length;
    expect(within(400_000)).toBeGreaterThan(10);
    expect([...limits]).toEqual([0, within(400_000), within(700_000), 300]);
  });

  it('measures a point that has taken the place of another', () => {
    const cloud = new PointCloud(1, 2, 5);
    cloud.put(0, Float64Array.of(5, 5));
    cloud.put(0, Float64Array.of(3, 4));
    cloud.measure(new Float64Array(2), 1);
    expect([cloud.list(Infinity), cloud.places[0], cloud.squares[0]]).toEqual([1, 0, 25]);
  });

  it('holds more points than it was given memory for at first', () => {
    const cloud = new PointCloud(600, 1, 600);
    for (let place = 0; place < 600; place += 1) cloud.put(place, Float64Array.of(place));
    expect(() => cloud.put(600, Float64Array.of(1))).toThrow(RangeError);
    const rough = cloud.measure(Float64Array.of(10), 600);
    expect(cloud.list(Infinity)).toBe(600);
    expect([0, 10, 255, 256, 599].map((place) => cloud.squares[place])).toEqual([
      100, 0, 60_025, 60_516, 346_921,
    ]);
    expect(Math.sqrt(rough[599] ?? NaN)).toBeCloseTo(589 * (2047 / 600), -1);
  });
});
