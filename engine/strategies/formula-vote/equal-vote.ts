import type { VoteDecision } from '../../domain/vote/vote-decision.ts';
import type { Decision, Measure, StrategyRun } from '../strategy.ts';
import { type EqualCount, countEqually } from './equal-count.ts';
import { kellyAllocation } from './kelly-allocation.ts';
import { leave } from './leave.ts';
import type { FormulaVoteParameters } from './parameters.ts';
import type { VoteFeature, VoteMoment } from './vote-features.ts';

const BPS = 10_000;

/** The vote as first described: every formula the same, copies too, and no look at the costs. */
export function startEqual(params: FormulaVoteParameters): StrategyRun<VoteFeature> {
  let votedAt = NaN;
  let count: EqualCount | undefined;

  return {
    decide(moment) {
      const vote = moment.votes?.[params.group];
      if (vote !== undefined && vote.time !== votedAt) {
        votedAt = vote.time;
        count = countEqually(vote.ballots);
      }
      const counted = vote && count && { ...vote, winner: count.winner };
      if (moment.holding) return leave(moment.holding, moment, counted, params);
      return enter(moment, counted, count, params);
    },
    measures: (): Measure[] => [
      { name: 'Winner', value: count?.winner, unit: '-1 short, 0 flat, 1 long' },
      { name: 'Mean signal', value: count?.score, unit: '-1 to 1' },
      { name: 'Ballots', value: count?.ballots, unit: 'count' },
      { name: 'LONG over SHORT', value: count?.longShort, unit: 'ballots' },
      { name: 'LONG over FLAT', value: count?.longFlat, unit: 'ballots' },
      { name: 'FLAT over SHORT', value: count?.flatShort, unit: 'ballots' },
    ],
  };
}

function enter(
  { roundTripCostBps }: VoteMoment,
  vote: VoteDecision | undefined,
  count: EqualCount | undefined,
  params: FormulaVoteParameters,
): Decision {
  if (vote === undefined || count === undefined)
    return { kind: 'hold', reason: 'no vote has been counted yet' };
  const { ballots, flatShort, longFlat, longShort, score, winner } = count;
  if (winner === 0)
    return { kind: 'hold', reason: `no side beats both others and the sum of ${ballots} signals` };
  // Agreement taken for probability is the mistake of the description, kept as it was.
  const winProbability = 0.5 + 0.5 * Math.abs(score);
  const { stopBps, targetBps } = params;
  const bet = { winProbability, gain: targetBps / BPS, loss: stopBps / BPS };
  return {
    kind: 'enter',
    side: winner > 0 ? 'buy' : 'sell',
    stopDistanceBps: stopBps,
    allocation: kellyAllocation(bet, params),
    reason: `${ballots} formulas sum up to a mean signal of ${score.toFixed(3)} and the majority agrees`,
    measured: {
      signal: score,
      confidence: Math.abs(score),
      ballots,
      longShort,
      longFlat,
      flatShort,
      winProbability,
      costBps: roundTripCostBps,
    },
  };
}
