import type { VoteDecision } from '../../domain/vote/vote-decision.ts';
import type { Measure } from '../strategy.ts';
import type { Reason } from '../../domain/remark/reason.ts';

/** Why there is nothing to follow. */
export function whyFlat(vote: VoteDecision | undefined): Reason {
  if (vote === undefined) return { code: 'no-vote-yet' };
  const { effectiveVotes, quorum, reason } = vote;
  return { code: 'vote-flat', values: { because: reason, voices: effectiveVotes, quorum: quorum.votes } };
}

/** The vote in numbers; no values before the first. */
export function voteMeasures(vote: VoteDecision | undefined): Measure[] {
  const share = (margin: number): number => (vote && vote.totalWeight > 0 ? margin / vote.totalWeight : 0);
  return [
    { name: 'Winner', value: vote?.winner, unit: '-1 short, 0 flat, 1 long' },
    { name: 'Signal', value: vote?.signal, unit: '-1 to 1' },
    { name: 'Confidence', value: vote?.confidence, unit: '0 to 1' },
    { name: 'Probability of up', value: vote?.probabilityUp, unit: 'share' },
    { name: 'Independent voices', value: vote?.effectiveVotes, unit: 'votes' },
    { name: 'Categories', value: vote?.categories.length, unit: 'count' },
    { name: 'LONG over SHORT', value: vote && share(vote.margins.longShort), unit: 'share of weight' },
    { name: 'LONG over FLAT', value: vote && share(vote.margins.longFlat), unit: 'share of weight' },
    { name: 'FLAT over SHORT', value: vote && share(vote.margins.flatShort), unit: 'share of weight' },
  ];
}
