import { describe, expect, it } from 'vitest';
import { Random } from './random.ts';
import { RollingKendall } from './rolling-kendall.ts';

type Point = readonly [number, number];

function counted(points: readonly Point[]) {
  let concordance = 0;
  let untiedX = 0;
  let untiedY = 0;
  points.forEach(([x, y], i) =>
    points.slice(0, i).forEach(([u, v]) => {
      concordance += Math.sign(x - u) * Math.sign(y - v);
      if (x !== u) untiedX += 1;
      if (y !== v) untiedY += 1;
    }),
  );
  return { concordance, tau: untiedX * untiedY > 0 ? concordance / Math.sqrt(untiedX * untiedY) : 0 };
}

describe("a rolling Kendall's tau", () => {
  it('counts the pairs of its window, ties included', () => {
    const random = new Random(4);
    const points = Array.from({ length: 80 }, (): Point => [random.integer(5), random.integer(4)]);
    const kendall = new RollingKendall(9);
    points.forEach(([x, y], i) => {
      kendall.push(x, y);
      const expected = counted(points.slice(Math.max(0, i - 8), i + 1));
      expect(kendall.concordance).toBe(expected.concordance);
      expect(kendall.tau).toBeCloseTo(expected.tau, 14);
    });
    expect(kendall.isFull).toBe(true);
  });

  it('is 1 where both rise and 0 where one stands still', () => {
    const rising = new RollingKendall(4);
    const still = new RollingKendall(4);
    [1, 2, 3, 4].forEach((x) => {
      rising.push(x, x * x);
      still.push(x, 7);
    });
    expect([rising.tau, still.tau]).toEqual([1, 0]);
  });
});
