import { describe, expect, it } from 'vitest';
import { MiddleValues } from './middle-values.ts';
import { Random } from './random.ts';

const found = (middle: MiddleValues, values: readonly number[]) => {
  middle.values.set(values);
  middle.find();
  return [middle.lower, middle.upper];
};

const expected = (values: readonly number[]) => {
  const sorted = values.toSorted((a, b) => a - b);
  return [sorted[(values.length - 1) >> 1], sorted[values.length >> 1]];
};

describe('the middle of sizes', () => {
  it.each([1, 2, 7, 64])('is found in lists of %i that change a little or altogether', (length) => {
    const random = new Random(length);
    const middle = new MiddleValues(length);
    const values = Array.from({ length }, () => Math.abs(random.normal()));
    for (let round = 0; round < 300; round += 1) {
      const scale = round % 50 === 0 ? 10 ** (random.integer(9) - 4) : 0;
      if (scale > 0) for (let i = 0; i < length; i += 1) values[i] = scale * Math.abs(random.normal());
      values[random.integer(length)] = round % 9 === 0 ? 0 : (values[0] as number);
      expect(found(middle, values)).toEqual(expected(values));
    }
  });

  it('is 0 where nothing has a size, and found again afterwards', () => {
    const middle = new MiddleValues(4);
    expect(found(middle, [0, 0, 0, 0])).toEqual([0, 0]);
    expect(found(middle, [3, 1, 2, 4])).toEqual([2, 3]);
    expect(found(middle, [3, 1, 2, 9])).toEqual([2, 3]);
  });
});
