import { describe, expect, it } from 'vitest';
import { clustersOf } from './voter-clusters.ts';

const linked =
  (...pairs: readonly (readonly [number, number])[]) =>
  (i: number, j: number) =>
    pairs.some(([a, b]) => a === i && b === j);

describe('clusters of voters', () => {
  it('hang together by pairs, also over others, the largest first', () => {
    expect(clustersOf(7, linked([0, 4], [1, 2], [2, 5], [3, 5]))).toEqual([
      [1, 2, 3, 5],
      [0, 4],
    ]);
  });

  it('leave out who stands alone', () => {
    expect(clustersOf(3, () => false)).toEqual([]);
  });
});
