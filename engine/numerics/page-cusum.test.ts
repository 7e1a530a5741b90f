import { describe, expect, it } from 'vitest';
import { PageCusum } from './page-cusum.ts';

describe('Page sums', () => {
  it('grow by what exceeds the slack and never fall below 0', () => {
    const cusum = new PageCusum(0.25, 2.5);
    const path = [1, 1, -0.5, 2, -1].map((u) => [cusum.push(u), cusum.upper, cusum.lower]);
    expect(path).toEqual([
      [0, 0.75, 0],
      [0, 1.5, 0],
      [0, 0.75, 0.25],
      // 2.5 is not above 2.5.
      [0, 2.5, 0],
      [0, 1.25, 0.75],
    ]);
  });

  it('raise an alarm above the limit, on either side', () => {
    const cusum = new PageCusum(0, 1);
    expect([cusum.push(0.6), cusum.push(0.6)]).toEqual([0, 1]);
    cusum.restart();
    expect([cusum.upper, cusum.lower]).toEqual([0, 0]);
    expect([cusum.push(-0.6), cusum.push(-0.6)]).toEqual([0, -1]);
  });
});
