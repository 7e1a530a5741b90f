import { describe, expect, it } from 'vitest';
import { chainPower, expectedStay, stationaryShares, TransitionCounts } from './markov-chain.ts';

describe('a Markov chain', () => {
  it('counts steps and takes them out again', () => {
    const counts = new TransitionCounts(2);
    counts.add(0, 1);
    counts.add(0, 0, 3);
    expect(counts.probability(0, 1)).toBe(0.25);
    counts.add(0, 0, -1);
    expect(counts.steps(0, 0)).toBe(2);
    expect(counts.matrix(1)).toEqual([
      [3 / 5, 2 / 5],
      [1 / 2, 1 / 2],
    ]);
    expect(counts.probability(1, 0)).toBeNaN();
  });

  it('stays five bars where four of five steps stay', () => {
    expect(expectedStay(0.8)).toBeCloseTo(5, 12);
  });

  it('looks several steps ahead', () => {
    expect(
      chainPower(
        [
          [0.5, 0.5],
          [1, 0],
        ],
        2,
      ),
    ).toEqual([
      [0.75, 0.25],
      [0.5, 0.5],
    ]);
  });

  it('balances what comes and goes in the long run', () => {
    // 2/3 * 0.1 leaves the first state and 1/3 * 0.2 returns.
    const [first, second] = stationaryShares([
      [0.9, 0.1],
      [0.2, 0.8],
    ]) ?? [NaN, NaN];
    expect(first).toBeCloseTo(2 / 3, 12);
    expect(second).toBeCloseTo(1 / 3, 12);
    expect(
      stationaryShares([
        [1, 0],
        [0, 1],
      ]),
    ).toBeUndefined();
  });
});
