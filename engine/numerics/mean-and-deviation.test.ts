import { expect, it } from 'vitest';
import { meanAndDeviation } from './mean-and-deviation.ts';

it('mean and deviation are those of all values, far from 0 too', () => {
  expect(meanAndDeviation([1, 3, 1, 3])).toEqual({ mean: 2, deviation: 1 });
  const { deviation, mean } = meanAndDeviation([1e9 + 1, 1e9 - 1]);
  expect([mean, deviation]).toEqual([1e9, 1]);
  expect(meanAndDeviation([]).mean).toBeNaN();
});
