import { describe, expect, it } from 'vitest';
import { orderCount, ordinalPattern } from './ordinal-pattern.ts';

describe('ordinal patterns', () => {
  it('numbers every order of three values once, from rising to falling', () => {
    const orders = [
      [1, 2, 3],
      [1, 3, 2],
      [2, 1, 3],
      [2, 3, 1],
      [3, 1, 2],
      [3, 2, 1],
    ];
    expect(orders.map((values) => ordinalPattern(values, 0, 3))).toEqual([0, 1, 2, 3, 4, 5]);
    expect(orderCount(3)).toBe(6);
  });

  it('takes the earlier of equal values for the smaller', () => {
    expect(ordinalPattern([5, 5, 5], 0, 3)).toBe(0);
    expect(ordinalPattern([5, 4, 5], 0, 3)).toBe(ordinalPattern([2, 1, 3], 0, 3));
  });

  it('may begin later and skip values', () => {
    expect(ordinalPattern([9, 1, 0, 2, 0, 3], 1, 3, 2)).toBe(0);
  });
});
