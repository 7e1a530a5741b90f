import { describe, expect, it } from 'vitest';
import type { VoteDecision } from '../../../domain/vote/vote-decision.ts';
import { ballotOf } from './ballot.ts';
import { PAPER_VOTE } from './vote-settings.ts';
import { CORRELATED_PAIRS, CORRELATED_VOTERS, SPLIT_VOTERS, voteOn } from './worked-vote.fixture.ts';

const WITHIN = 1e-4;

const expectNear = (found: number | undefined, expected: number) =>
  expect(Math.abs((found ?? NaN) - expected), `${found} for ${expected}`).toBeLessThanOrEqual(WITHIN);

/** Number, competence, log odds, discount and weight as the worked example has them. */
type Line = readonly [id: number, p: number, lambda: number, d: number, w: number];

function expectLines({ ballots }: VoteDecision, lines: readonly Line[]): void {
  for (const [id, p, lambda, d, w] of lines) {
    const found = ballots.find((ballot) => ballot.id === id);
    expectNear(found?.competence.probability, p);
    expectNear(found?.logOdds, lambda);
    expectNear(found?.discount, d);
    expectNear(found?.weight, w);
  }
}

describe('a vote of correlated fast signals', () => {
  const decision = voteOn(CORRELATED_VOTERS, CORRELATED_PAIRS);

  it('gives every voter the competence, discount and weight of the worked example', () => {
    expectLines(decision, [
      [239, 0.5576, 0.2315, 0.38, 0.05278],
      [241, 0.5624, 0.2508, 0.3866, 0.04849],
      [247, 0.5386, 0.1546, 0.4159, 0.02572],
      [300, 0.542, 0.1684, 0.6483, 0.05459],
      [354, 0.55, 0.2007, 0.658, 0.05282],
      [270, 0.53, 0.1201, 0.9607, 0.03463],
      [278, 0.5233, 0.0934, 0.9607, 0.02692],
      [309, 0.5191, 0.0764, 0.9402, 0.01437],
      [227, 0.51, 0.04, 0.9607, 0.01153],
      [342, 0.5671, 0.2702, 0.4499, 0.06686],
    ]);
    const unsure = decision.ballots.find(({ id }) => id === 266);
    expect(unsure).toMatchObject({ abstention: 'unsure', discount: 0, weight: 0 });
    expect(unsure).not.toHaveProperty('ballot');
    expectNear(unsure?.competence.probability, 0.5083);
    expectNear(unsure?.logOdds, 0.0333);
  });

  it('decides LONG with the margins, signal and confidence of the worked example', () => {
    expect(decision).toMatchObject({ winner: 1, reason: 'majority', voters: 10 });
    expectNear(decision.effectiveVotes, 6.761);
    expect(decision.categories).toHaveLength(7);
    expectNear(decision.totalWeight, 0.38869);
    expectNear(decision.margins.longShort, 0.30508);
    expectNear(decision.margins.longFlat, 0.23687);
    expectNear(decision.margins.flatShort, 0.31944);
    expectNear(decision.signal, 0.6094);
    expectNear(decision.probabilityUp, 0.57568);
    expectNear(decision.juryProbability, 0.5869);
    expectNear(decision.confidence, 0.1514);
  });

  it('lists the ballots by number, each with the ranking its signal asks for', () => {
    expect(decision.ballots.map(({ ballot, id }) => [id, ballot])).toEqual([
      [227, 'long'],
      [239, 'long'],
      [241, 'long'],
      [247, 'long'],
      [266, undefined],
      [270, 'short'],
      [278, 'lean-long'],
      [300, 'long'],
      [309, 'neutral'],
      [342, 'long'],
      [354, 'long'],
    ]);
  });
});

describe('a vote in which most first places are LONG', () => {
  const decision = voteOn(SPLIT_VOTERS, []);

  it('gives every voter the competence, discount and weight of the worked example', () => {
    expectLines(decision, [
      [252, 0.5386, 0.1546, 0.9649, 0.07458],
      [293, 0.5373, 0.1494, 0.9649, 0.05765],
      [302, 0.534, 0.1362, 0.9649, 0.05914],
      [404, 0.538, 0.1523, 0.9442, 0.0719],
      [272, 0.542, 0.1684, 0.9649, 0.065],
      [403, 0.522, 0.0881, 0.9442, 0.03326],
      [277, 0.5167, 0.0667, 0.9649, 0.02252],
      [231, 0.51, 0.04, 0.9649, 0.01158],
      [265, 0.5033, 0.0133, 0.9649, 0.00515],
    ]);
  });

  it('is FLAT, which beats both other alternatives', () => {
    expect(decision).toMatchObject({ winner: 0, reason: 'flat-preferred', signal: 0, confidence: 0 });
    expectNear(decision.effectiveVotes, 8.6428);
    expect(decision.categories).toHaveLength(8);
    expectNear(decision.totalWeight, 0.40078);
    expectNear(decision.margins.longShort, 0.04375);
    expectNear(decision.margins.longFlat, -0.01802);
    expectNear(decision.margins.flatShort, 0.12699);
    expectNear(decision.probabilityUp, 0.5109);
  });

  it('has no quorum when the four hardly decided ones abstain', () => {
    const without = voteOn(
      SPLIT_VOTERS.filter(([id]) => ![231, 265, 277, 403].includes(id)),
      [],
    );
    expect(without).toMatchObject({ winner: 0, reason: 'no-quorum', signal: 0, confidence: 0, voters: 5 });
    expect(without.effectiveVotes).toBeLessThan(5);
    expect(without.effectiveVotes).toBeGreaterThan(4.8);
  });
});

describe('any vote', () => {
  it('swaps LONG and SHORT when every signal is negated, and leaves FLAT', () => {
    const mirrored = (voters: typeof CORRELATED_VOTERS) =>
      voters.map(([id, signal, ...rest]) => [id, -signal, ...rest] as const);
    const long = voteOn(CORRELATED_VOTERS, CORRELATED_PAIRS);
    const short = voteOn(mirrored(CORRELATED_VOTERS), CORRELATED_PAIRS);
    expect(short.winner).toBe(-1);
    expect(short.signal).toBeCloseTo(-long.signal, 12);
    expect(short.confidence).toBeCloseTo(long.confidence, 12);
    expect(short.probabilityUp).toBeCloseTo(1 - long.probabilityUp, 12);
    expect(voteOn(mirrored(SPLIT_VOTERS), [])).toMatchObject({ winner: 0, signal: 0 });
  });

  it('does not depend on the order in which the formulas are kept', () => {
    const decision = voteOn(CORRELATED_VOTERS, CORRELATED_PAIRS);
    expect(voteOn(CORRELATED_VOTERS.toReversed(), CORRELATED_PAIRS)).toEqual(decision);
    expect(
      voteOn(
        CORRELATED_VOTERS.toSorted(([, a], [, b]) => a - b),
        CORRELATED_PAIRS,
      ),
    ).toEqual(decision);
  });

  it('is not moved by a formula that was right half of the time or less', () => {
    const decision = voteOn(CORRELATED_VOTERS, CORRELATED_PAIRS);
    const poor = voteOn(
      [...CORRELATED_VOTERS, [410, -1, 1, 400, 1000], [405, -1, 1, 499, 1000]],
      CORRELATED_PAIRS,
    );
    expect(poor.margins).toEqual(decision.margins);
    expect(poor.effectiveVotes).toBe(decision.effectiveVotes);
    expect(poor.ballots.find(({ id }) => id === 410)).toMatchObject({
      ballot: 'short',
      weight: 0,
      logOdds: 0,
    });
  });

  it.each([
    [0.3, 'long'],
    [0.299, 'lean-long'],
    [0.05, 'neutral'],
    [0.051, 'lean-long'],
    [-0.05, 'neutral'],
    [-0.3, 'short'],
    [-0.299, 'lean-short'],
  ])('reads a signal of %d as %s', (signal, ballot) => {
    expect(ballotOf(signal, PAPER_VOTE)).toBe(ballot);
  });
});
