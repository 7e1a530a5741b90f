import { expect, it } from 'vitest';
import { sampleCovariance } from './sample-covariance.ts';

it('covariances of short series are those worked out by hand', () => {
  // Around their means: -1, 0, 1 and -2, 3, -1, divided by 2.
  const matrix = sampleCovariance([
    [1, 2, 3],
    [0, 5, 1],
  ]);
  expect(matrix.map((row) => [...row])).toEqual([
    [1, 0.5],
    [0.5, 7],
  ]);
});
