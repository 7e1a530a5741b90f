import { describe, expect, it } from 'vitest';
import { Random } from './random.ts';
import { SlidingOrder } from './sliding-order.ts';

describe('the order of a list that moves on', () => {
  it('is that of its values, each of which stands where it says', () => {
    const random = new Random(3);
    // Tenths: some of them are alike.
    const all = Array.from({ length: 90 }, () => Math.round(10 * random.normal()) / 10);
    const order = new SlidingOrder(30);
    for (const [from, fresh] of [
      [0, 30],
      [1, 1],
      [8, 7],
      [38, 30],
      [60, 200],
    ] as const) {
      const values = all.slice(from, from + 30);
      order.take(values, fresh);
      expect(Array.from(order.sorted)).toEqual(values.toSorted((a, b) => a - b));
      expect(Array.from(order.places, (place) => values[place])).toEqual(Array.from(order.sorted));
      expect(new Set(order.places).size).toBe(30);
    }
  });
});
