import { describe, expect, it } from 'vitest';
import { Mulberry32 } from '../../../numerics/mulberry32.ts';
import type { BallotKind } from '../../../domain/vote/vote-decision.ts';
import { ballotOf } from './ballot.ts';
import { countVotes, type Voter } from './count-votes.ts';
import { effectiveVotes, majorityProbability, nearestOdd } from './jury.ts';
import { decidePairwise } from './pairwise.ts';

const told = (place: number, signal: number, confidence: number, logOdds: number): Voter => ({
  place,
  ballot: ballotOf(signal, { strong: 0.3, neutral: 0.05 }),
  signal,
  confidence,
  logOdds,
});
const independent = () => 0;

/** Counts votes where the errors at two places have a given correlation. */
const countedWith = (voters: readonly Voter[], correlation: (i: number, j: number) => number) => {
  const shared = voters.map(({ place: i }) =>
    voters.reduce((sum, { place: j }) => sum + (i === j ? 1 : correlation(i, j)), 0),
  );
  return countVotes(voters, shared, 0.05);
};

describe('majorities of pairs', () => {
  it('give the margins of the catalogue, where FLAT wins both of its pairs', () => {
    const ballots: readonly (readonly [BallotKind, number])[] = [
      ['long', 0.4],
      ['long', 0.2],
      ['lean-long', 0.5],
      ['short', 0.3],
      ['lean-short', 0.1],
    ];
    const voters = ballots.map(([ballot, weight], place) => ({
      ...told(place, 0, 1, weight),
      ballot,
    }));
    const { margins, totalWeight } = countedWith(voters, independent);
    expect(margins.longShort).toBeCloseTo(0.7, 9);
    expect(margins.longFlat).toBeCloseTo(-0.3, 9);
    expect(margins.flatShort).toBeCloseTo(0.9, 9);
    expect(decidePairwise(margins, totalWeight, 0.1).winner).toBe(0);
  });

  it('leave it at FLAT where LONG and SHORT tie, and where a margin is just what is asked for', () => {
    expect(decidePairwise({ longShort: 0, longFlat: 0.5, flatShort: -0.5 }, 1, 0.1)).toEqual({
      winner: 0,
      reason: 'tie',
    });
    expect(decidePairwise({ longShort: 0.5, longFlat: 0.1, flatShort: 0.4 }, 1, 0.1)).toEqual({
      winner: 0,
      reason: 'margin',
    });
    expect(decidePairwise({ longShort: 0.5, longFlat: 0.1001, flatShort: 0.4 }, 1, 0.1).winner).toBe(1);
    expect(decidePairwise({ longShort: 0, longFlat: 0, flatShort: 0 }, 0, 0.1).winner).toBe(0);
  });

  it('go round in a circle with ballots that rank FLAT last, and the defeats of 0.25 to 0.45 leave it FLAT', () => {
    // L > F > S 0.40, F > S > L 0.35, S > L > F 0.30.
    const margins = {
      longShort: 0.4 - 0.35 - 0.3,
      longFlat: 0.4 - 0.35 + 0.3,
      flatShort: 0.4 + 0.35 - 0.3,
    };
    expect(decidePairwise(margins, 1.05, 0.1)).toEqual({ winner: 0, reason: 'cycle' });
    // The worst defeat of LONG is 0.25: below a third of all weight it would win as the least beaten.
    expect(decidePairwise(margins, 1.05, 0.3)).toEqual({ winner: 1, reason: 'cycle' });
  });

  it('never go round in a circle with the ballots of signals, in 10,000 drawn sets', () => {
    const random = new Mulberry32(1785);
    const cycles = Array.from({ length: 10_000 }, () => {
      const voters = Array.from({ length: 2 + Math.floor(12 * random.uniform()) }, (_, place) =>
        told(place, 2 * random.uniform() - 1, random.uniform(), random.uniform()),
      );
      const { margins, totalWeight } = countedWith(voters, () => 0.2);
      return decidePairwise(margins, totalWeight, 0.1).reason;
    }).filter((reason) => reason === 'cycle');
    expect(cycles).toEqual([]);
  });

  it('are not moved by an exact copy of a voter', () => {
    const voters = [told(0, 0.6, 0.5, 0.2), told(1, -0.4, 0.7, 0.3), told(2, 0.1, 0.9, 0.1)];
    const copied = [...voters, { ...(voters[0] as Voter), place: 3 }];
    const isPair = (i: number, j: number) => (i + j === 3 && i * j === 0 ? 1 : 0);
    const before = countedWith(voters, independent);
    const after = countedWith(copied, isPair);
    expect(after.margins.longShort).toBeCloseTo(before.margins.longShort, 12);
    expect(after.margins.longFlat).toBeCloseTo(before.margins.longFlat, 12);
    expect(after.margins.flatShort).toBeCloseTo(before.margins.flatShort, 12);
    expect(after.effectiveVotes).toBeCloseTo(before.effectiveVotes, 12);
  });

  it('have the pooled log odds as the margin of LONG to SHORT', () => {
    const voters = [told(0, 0.6, 0.5, 0.2), told(1, -0.1, 0.7, 0.3), told(2, 0.01, 0.9, 0.1)];
    const { logOdds, margins } = countedWith(voters, () => 0.3);
    expect(logOdds).toBeCloseTo(margins.longShort, 12);
  });

  it('count ten voters of correlation 0.2 as 3.571, and three copies as one', () => {
    const equal = (count: number) => Array.from({ length: count }, (_, place) => told(place, 0.5, 1, 0.1));
    expect(countedWith(equal(10), () => 0.2).effectiveVotes).toBeCloseTo(10 / 2.8, 12);
    expect(countedWith(equal(3), () => 1).effectiveVotes).toBeCloseTo(1, 12);
  });
});

describe('a jury', () => {
  it('of forty voices with correlation 0.1 is worth 8.163, which is nearest to nine', () => {
    expect(effectiveVotes(40, 0.1)).toBeCloseTo(8.16326530612, 9);
    expect(nearestOdd(8.163)).toBe(9);
    expect([0.5, 1, 1.9, 2, 2.1, 6.761, 8].map(nearestOdd)).toEqual([1, 1, 1, 1, 3, 7, 7]);
  });

  it('is right by majority as often as the binomial distribution says', () => {
    expect(majorityProbability(9, 0.53)).toBeCloseTo(0.573474896208, 9);
    expect(majorityProbability(1, 0.53)).toBeCloseTo(0.53, 12);
    // 3 p^2 (1-p) + p^3
    expect(majorityProbability(3, 0.6)).toBeCloseTo(3 * 0.36 * 0.4 + 0.216, 12);
    expect(majorityProbability(5, 1)).toBe(1);
  });
});
