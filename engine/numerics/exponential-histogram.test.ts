import { describe, expect, it } from 'vitest';
import { ExponentialHistogram } from './exponential-histogram.ts';

describe('an exponential histogram', () => {
  it('joins the two oldest buckets of a size when there is one too many', () => {
    const histogram = new ExponentialHistogram(2);
    [1, 2, 3, 4, 5].forEach((each) => histogram.push(each));
    // 1 and 2 joined at 3, 3 and 4 at 5: buckets 1+2, 3+4 and 5.
    expect(histogram.splits().map(({ count, sum }) => [count, sum])).toEqual([
      [2, 3],
      [4, 10],
    ]);
    expect([histogram.count, histogram.sum, histogram.squares]).toEqual([5, 15, 55]);
  });

  it('joins joined ones too', () => {
    const histogram = new ExponentialHistogram(2);
    [1, 2, 3, 4, 5, 6, 7].forEach((each) => histogram.push(each));
    // A third bucket of two with 7 makes one of four.
    expect(histogram.splits().map(({ count }) => count)).toEqual([4, 6]);
  });

  it('lets the oldest bucket go, until nothing is left', () => {
    const histogram = new ExponentialHistogram(2);
    [1, 2, 3].forEach((each) => histogram.push(each));
    histogram.dropOldest();
    expect([histogram.count, histogram.sum, histogram.squares]).toEqual([1, 3, 9]);
    histogram.dropOldest();
    histogram.dropOldest();
    expect(histogram.count).toBe(0);
  });
});
