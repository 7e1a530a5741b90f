import { describe, expect, it } from 'vitest';
import { countBits, NearSets } from './near-sets.ts';
import { Random } from './random.ts';

const nearPairs = (values: readonly number[], isNear: (apart: number) => boolean, length: number) =>
  values.map((_, i) =>
    values.flatMap((__, j) => {
      const follow = Array.from({ length }, (___, k) =>
        isNear(Math.abs((values[i + k] ?? NaN) - (values[j + k] ?? NaN))),
      );
      return follow.every(Boolean) ? [j] : [];
    }),
  );

const held = (near: NearSets, i: number, length: number): number[] => {
  const found: number[] = [];
  for (let j = 0; j < near.count; j += 1)
    if (((near.followed(i, j >>> 5, length) >>> (j & 31)) & 1) === 1) found.push(j);
  return found;
};

describe('sets of values near each other', () => {
  it('hold those a look at every pair finds, as the list moves on', () => {
    const random = new Random(11);
    // Tenths: many of them are alike, and many exactly the distance apart.
    const all = Array.from({ length: 110 }, () => Math.round(10 * random.normal()) / 8);
    const near = new NearSets(70, 2);
    for (const [from, fresh] of [
      [0, 70],
      [3, 3],
      [10, 7],
      [40, 30],
    ] as const) {
      const values = all.slice(from, from + 70);
      near.take(values, fresh, 0.5, false);
      const expected = nearPairs(values, (apart) => apart <= 0.5, 1);
      expect(values.map((_, i) => held(near, i, 1))).toEqual(expected);
      expect(Array.from(near.sizes)).toEqual(expected.map(({ length }) => length));
      expect(values.slice(2).map((_, i) => held(near, i, 3))).toEqual(
        nearPairs(values, (apart) => apart <= 0.5, 3).slice(0, -2),
      );
    }
  });

  it('leave out those exactly the distance apart where they are open', () => {
    const near = new NearSets(3, 1);
    near.take([0, 1, 1.5], 3, 1, true);
    expect([0, 1, 2].map((i) => held(near, i, 1))).toEqual([[0], [1, 2], [1, 2]]);
  });

  it('look beyond a whole number of bits', () => {
    const values = Array.from({ length: 80 }, (_, i) => i % 2);
    const near = new NearSets(80, 40);
    near.take(values, 80, 0, false);
    expect(held(near, 0, 41)).toEqual(Array.from({ length: 20 }, (_, i) => 2 * i));
  });
});

describe('bits', () => {
  it('are counted in numbers of either sign', () => {
    expect([0, 1, 5, -1, -2147483648, 2147483647].map(countBits)).toEqual([0, 1, 2, 32, 1, 31]);
  });
});
