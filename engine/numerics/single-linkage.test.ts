import { describe, expect, it } from 'vitest';
import { singleLinkageOrder } from './single-linkage.ts';

/** Distances of points on a line. */
const onLine = (...points: number[]) => points.map((a) => points.map((b) => Math.abs(a - b)));

describe('the order of single linkage', () => {
  it('puts near things beside each other', () => {
    // 2 and 4 (gap 1), 0 and 3 (gap 2), then the two pairs (gap 3), then 1.
    expect(singleLinkageOrder(onLine(0, 30, 6, 2, 5))).toEqual([1, 2, 4, 0, 3]);
  });

  it('takes the first of equally near pairs', () => {
    // 0 and 1, then 2 and 3, then both.
    expect(singleLinkageOrder(onLine(0, 1, 2, 3))).toEqual([0, 1, 2, 3]);
    expect(
      singleLinkageOrder([
        [0, 1, 1],
        [1, 0, 1],
        [1, 1, 0],
      ]),
    ).toEqual([2, 0, 1]);
  });

  it('is trivial of one and of none', () => {
    expect(singleLinkageOrder([[0]])).toEqual([0]);
    expect(singleLinkageOrder([])).toEqual([]);
  });
});
