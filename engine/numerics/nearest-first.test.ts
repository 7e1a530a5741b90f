import { describe, expect, it } from 'vitest';
import { Mulberry32 } from './mulberry32.ts';
import { NearestFirst } from './nearest-first.ts';

describe('the nearest first', () => {
  it('stand by distance, and by number where the distances are equal', () => {
    const nearest = new NearestFirst();
    nearest.fill(Float64Array.of(3, 1, 2, 1, 3), Int32Array.of(0, 1, 2, 3, 4), 5);
    expect([...nearest.numbers.subarray(0, 5)]).toEqual([1, 3, 2, 0, 4]);
    expect([...nearest.distances.subarray(0, 5)]).toEqual([1, 1, 2, 3, 3]);
  });

  it('stand as sorting puts them, however many there are', () => {
    const random = new Mulberry32(4);
    const distances = Array.from({ length: 500 }, () => Math.floor(100 * random.uniform()));
    const nearest = new NearestFirst();
    nearest.fill(Float64Array.from(distances), Int32Array.from(distances.keys()), 500);
    const expected = [...distances.keys()].toSorted(
      (a, b) => (distances[a] ?? 0) - (distances[b] ?? 0) || a - b,
    );
    expect(nearest.count).toBe(500);
    expect([...nearest.numbers.subarray(0, 500)]).toEqual(expected);
    nearest.fill(Float64Array.of(1, 0), Int32Array.of(7, 8), 1);
    expect([nearest.numbers[0], nearest.count]).toEqual([7, 1]);
  });
});
