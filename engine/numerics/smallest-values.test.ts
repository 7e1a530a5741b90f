import { describe, expect, it } from 'vitest';
import { Mulberry32 } from './mulberry32.ts';
import { SmallestValues } from './smallest-values.ts';

describe('the smallest values', () => {
  it('are held whatever the order they come in', () => {
    for (const seed of [1, 2, 3, 4, 5, 6, 7, 8]) {
      const random = new Mulberry32(seed);
      // Few different values, so that many are equal.
      const given = Array.from({ length: 400 }, () => Math.floor(60 * random.uniform()));
      const smallest = new SmallestValues(17);
      given.forEach((value, number) => smallest.add(value, number));
      const held = [...smallest.values.subarray(0, smallest.held)].toSorted((a, b) => a - b);
      expect(held.slice(0, 17)).toEqual(given.toSorted((a, b) => a - b).slice(0, 17));
      expect([...smallest.numbers.subarray(0, smallest.held)].map((number) => given[number])).toEqual([
        ...smallest.values.subarray(0, smallest.held),
      ]);
      expect(smallest.bound).toBeGreaterThanOrEqual(held[16] ?? NaN);
    }
  });

  it('leave nothing out while there are few', () => {
    const smallest = new SmallestValues(3);
    [5, 4, 3, 2, 1].forEach((value, number) => smallest.add(value, number));
    expect(smallest.held).toBe(5);
    expect(smallest.bound).toBe(Infinity);
    smallest.clear();
    expect(smallest.held).toBe(0);
  });

  it('leave out what is not below a bound that was known before', () => {
    const smallest = new SmallestValues(3);
    smallest.clear(4);
    [5, 4, 3, 2, 1].forEach((value, number) => smallest.add(value, number));
    expect([...smallest.numbers.subarray(0, smallest.held)]).toEqual([2, 3, 4]);
  });
});
