import type { VoteDecision } from '../../../domain/vote/vote-decision.ts';
import type { VoteState } from '../../../domain/vote/vote-state.ts';
import type { Opinions } from '../../step-contents.ts';
import { categoryOf } from './catalogue-category.ts';
import { CondorcetVote } from './condorcet-vote.ts';
import { packFloats } from './packed-floats.ts';
import { PAPER_VOTE } from './vote-settings.ts';

/** One line of a worked example: number, signal, confidence, wins of how many outcomes. */
export type ToldVoter = readonly [id: number, signal: number, confidence: number, wins: number, of: number];

/** A correlation of errors measured over some joint outcomes. */
export interface MeasuredPair {
  readonly ids: readonly [number, number];
  readonly correlation: number;
  readonly joint: number;
}

export const opinionsOf = (voters: readonly ToldVoter[]): Opinions => {
  const told = voters.toSorted(([a], [b]) => a - b);
  return {
    ids: told.map(([id]) => id),
    signals: Float64Array.from(told, ([, signal]) => signal),
    confidences: Float64Array.from(told, ([, , confidence]) => confidence),
    values: Float64Array.from(told, ([, signal]) => signal),
    isReady: new Uint8Array(told.length).fill(1),
  };
};

/** A record of these wins and correlations; pairs not named were measured as 0 over 1000 joint outcomes. */
export function recordOf(voters: readonly ToldVoter[], pairs: readonly MeasuredPair[]): VoteState {
  const told = voters.toSorted(([a], [b]) => a - b);
  const counts: number[] = [];
  for (let i = 0; i < told.length; i += 1)
    for (let j = i + 1; j < told.length; j += 1) {
      const measured = pairs.find(({ ids }) => ids[0] === told[i]?.[0] && ids[1] === told[j]?.[0]);
      const { correlation, joint } = measured ?? { correlation: 0, joint: 1000 };
      const same = (joint * (1 + correlation)) / 4;
      const other = (joint * (1 - correlation)) / 4;
      counts.push(same, other, other, same);
    }
  return {
    version: 1,
    ids: told.map(([id]) => id),
    hits: told.map(([, , , wins]) => wins),
    misses: told.map(([, , , wins, of]) => of - wins),
    tables: told.flatMap(([, , , wins, of]) => [wins, of - wins, 0, 0]),
    pValues: told.map(() => 1),
    pairs: packFloats(Float32Array.from(counts)),
    open: [],
  };
}

/** The vote on these opinions with this record, members kept in the order given. */
export function voteOn(voters: readonly ToldVoter[], pairs: readonly MeasuredPair[]): VoteDecision {
  const members = voters.map(([id]) => ({ id, category: categoryOf(id) }));
  const vote = new CondorcetVote({ group: 'medium', members, settings: { ...PAPER_VOTE, forget: 1 } });
  vote.restore(recordOf(voters, pairs));
  return vote.decide(0, opinionsOf(voters));
}

/** Correlated signals of the order book; LONG wins. */
export const CORRELATED_VOTERS: readonly ToldVoter[] = [
  [239, 0.6, 0.6, 560, 1000],
  [241, 0.5, 0.5, 565, 1000],
  [247, 0.4, 0.4, 540, 1000],
  [300, 0.5, 0.5, 110, 200],
  [354, 0.35, 0.4, 112, 200],
  [270, -0.4, 0.3, 54, 100],
  [278, 0.2, 0.3, 53, 100],
  [309, 0.02, 0.2, 260, 500],
  [227, 0.45, 0.3, 510, 1000],
  [342, 0.55, 0.55, 570, 1000],
  [266, -0.1, 0.02, 5, 10],
];

export const CORRELATED_PAIRS: readonly MeasuredPair[] = [
  { ids: [239, 241], correlation: 0.8, joint: 1000 },
  { ids: [239, 247], correlation: 0.5, joint: 1000 },
  { ids: [241, 247], correlation: 0.45, joint: 1000 },
  { ids: [247, 342], correlation: 0.5, joint: 1000 },
  { ids: [239, 342], correlation: 0.4, joint: 1000 },
  { ids: [241, 342], correlation: 0.4, joint: 1000 },
  { ids: [300, 354], correlation: 0.7, joint: 200 },
];

/** Voters of whom most first places are LONG while FLAT beats both others. */
export const SPLIT_VOTERS: readonly ToldVoter[] = [
  [252, 0.5, 0.5, 540, 1000],
  [293, 0.4, 0.4, 270, 500],
  [302, 0.5, 0.45, 108, 200],
  [404, -0.6, 0.5, 109, 200],
  [272, -0.35, 0.4, 110, 200],
  [403, -0.15, 0.4, 105, 200],
  [277, 0.12, 0.35, 52, 100],
  [231, 0.01, 0.3, 51, 100],
  [265, 0, 0.4, 50, 100],
];
