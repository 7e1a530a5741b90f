import { expect, it } from 'vitest';
import { CusumEvents } from './cusum-events.ts';
import { meanCusum } from './mean-cusum.ts';

it('a mean that moved takes the running sum far from 0', () => {
  // Sums -1, -2, -1, 0 of deviations with squares of 4 over three degrees of freedom.
  const found = meanCusum([0, 0, 2, 2]);
  expect(found?.statistic).toBeCloseTo(2 / (Math.sqrt(4 / 3) * 2), 12);
  // 2 (exp(-1.5) - exp(-6) + exp(-13.5)) at a reach of root 3/4.
  expect(found?.p).toBeCloseTo(2 * (Math.exp(-1.5) - Math.exp(-6) + Math.exp(-13.5)), 9);
  expect(meanCusum([0, 2, 0, 2, 0, 2])?.p).toBeGreaterThan(0.9);
  expect(meanCusum([1, 1, 1])).toBeUndefined();
});

it('events come with moves beyond the threshold, each side for itself', () => {
  const events = new CusumEvents(1);
  const said = [0, 0.6, 1.2, 1.3, 0.1, -0.2, 0.9].map((value) => events.push(value));
  expect(said).toEqual([0, 0, 1, 0, -1, 0, 1]);
});
