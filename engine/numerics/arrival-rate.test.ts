import { describe, expect, it } from 'vitest';
import { ArrivalRate } from './arrival-rate.ts';

describe('an arrival rate', () => {
  it('weighs every bucket less than the one after it', () => {
    const rate = new ArrivalRate(1, 1, 0.5);
    rate.observe(4, 2);
    rate.observe(6, 2);
    // Arrivals 0.25 + 2 + 6, seconds 0.25 + 1 + 2.
    expect(rate.rate).toBeCloseTo(8.25 / 3.25, 14);
  });

  it.each([0.9, 1])('sees empty buckets at once as one by one, memory %d', (memory) => {
    const [atOnce, oneByOne] = [new ArrivalRate(3, 2, memory), new ArrivalRate(3, 2, memory)];
    atOnce.pass(7, 1);
    for (let i = 0; i < 7; i += 1) oneByOne.observe(0, 1);
    expect(atOnce.rate).toBeCloseTo(oneByOne.rate, 13);
  });

  it('expects counts as a negative binomial law does', () => {
    const rate = new ArrivalRate(4, 2, 1);
    // Four successes of chance 2/3; at most one failure: (2/3)^4 (1 + 4/3).
    expect(rate.tailOf(1, 1)()).toBeCloseTo((2 / 3) ** 4 * (1 + 4 / 3), 12);
    expect(rate.atLeast(2, 1)).toBeCloseTo(1 - (2 / 3) ** 4 * (1 + 4 / 3), 12);
    expect(rate.atLeast(0, 1)).toBe(1);
  });

  it('expects nothing after an endless silence', () => {
    const rate = new ArrivalRate(1, 1, 0.5);
    rate.pass(5000, 1);
    expect([rate.atLeast(1, 1), rate.tailOf(0, 1)()]).toEqual([0, 1]);
  });
});
