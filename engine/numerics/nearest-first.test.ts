import { describe, expect, it } from 'vitest';
import { Mulberry32 } from './mulberry32.ts';
import { NearestFirst } from './nearest-first.ts';

describe('the nearest first', () => {
  it('takes by distance, and by number where the distances are equal', () => {
    const nearest = new NearestFirst();
    [3, 1, 2, 1, 3].forEach((distance, number) => nearest.add(distance, number));
    expect(nearest.nearestDistance).toBe(1);
    expect(Array.from({ length: 6 }, () => nearest.take())).toEqual([1, 3, 2, 0, 4, -1]);
    expect(nearest.nearestDistance).toBe(Infinity);
  });

  it('sorts many as sorting would', () => {
    const random = new Mulberry32(4);
    const distances = Array.from({ length: 500 }, () => Math.floor(100 * random.uniform()));
    const nearest = new NearestFirst();
    distances.forEach((distance, number) => nearest.add(distance, number));
    const expected = [...distances.keys()].toSorted(
      (a, b) => (distances[a] ?? 0) - (distances[b] ?? 0) || a - b,
    );
    expect(nearest.count).toBe(500);
    expect(distances.map(() => nearest.take())).toEqual(expected);
    nearest.add(1, 7);
    nearest.clear();
    expect(nearest.count).toBe(0);
  });
});
