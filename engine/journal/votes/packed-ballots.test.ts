import { describe, expect, it } from 'vitest';
import type { VoterBallot } from '../../domain/vote/vote-decision.ts';
import { packBallots, unpackBallots } from './packed-ballots.ts';

const competence = {
  probability: 0.5625,
  low: 0.5,
  high: 0.625,
  outcomes: 70_000,
  hits: 40_000,
  isSkilful: false,
};
const logOdds = Math.log(0.5625 / 0.4375);
const silent = { category: 'Statistical', competence, logOdds, signal: 0, confidence: 0 };
const cast: VoterBallot = {
  ...silent,
  id: 411,
  signal: -0.25,
  confidence: 0.75,
  ballot: 'lean-short',
  discount: 0.5,
  weight: 0.0625,
};
const out = { discount: 0, weight: 0 };

describe('packed ballots', () => {
  it('come back with who abstained and why, to seven digits', () => {
    const ballots: VoterBallot[] = [
      { ...silent, id: 1, abstention: 'not-ready', ...out },
      { ...silent, id: 2, abstention: 'stale', ...out },
      { ...silent, id: 3, abstention: 'unsure', signal: 0.125, confidence: 0.03125, ...out },
      { ...cast, competence: { ...competence, isSkilful: true } },
    ];
    const kept = ballots.map(({ category: _category, ...rest }) => rest);
    expect(unpackBallots(packBallots(ballots))).toEqual(kept);
    const [third] = unpackBallots(packBallots([{ ...cast, signal: 1 / 3 }]));
    expect(third?.signal).toBeCloseTo(1 / 3, 7);
  });

  it('keep every ranking', () => {
    const kinds = ['long', 'lean-long', 'neutral', 'lean-short', 'short'] as const;
    const ballots = kinds.map((ballot, i): VoterBallot => ({ ...cast, id: i + 1, ballot }));
    expect(unpackBallots(packBallots(ballots)).map(({ ballot }) => ballot)).toEqual(kinds);
  });

  it('say that a formula no better than a coin has no log odds', () => {
    const weak = { ...cast, competence: { ...competence, probability: 0.4375 }, discount: 0, weight: 0 };
    expect(unpackBallots(packBallots([weak]))[0]?.logOdds).toBe(0);
  });

  it('refuse what they did not write', () => {
    expect(() => unpackBallots(Buffer.from('no ballots'))).toThrow('invalid');
    expect(unpackBallots(packBallots([]))).toEqual([]);
  });
});
