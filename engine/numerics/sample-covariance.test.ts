import { expect, it } from 'vitest';
import { SampleCovariance, sampleCovariance } from './sample-covariance.ts';

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

it('covariances in memory that is used again are the same, whatever was asked before', () => {
  const again = new SampleCovariance();
  for (const series of [
    [
      [1, 2, 3],
      [0, 5, 1],
    ],
    [
      [4, 1, 1, 7],
      [2, 2, 9, 0],
      [5, 6, 5, 1],
    ],
    [
      [3, 1, 4],
      [1, 5, 9],
    ],
  ])
    expect(again.of(series)).toEqual(sampleCovariance(series));
});
