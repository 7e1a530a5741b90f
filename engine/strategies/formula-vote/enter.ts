import type { VoteDecision } from '../../domain/vote/vote-decision.ts';
import { slowerThan } from '../../domain/vote/vote-group.ts';
import type { Decision } from '../strategy.ts';
import { kellyAllocation } from './kelly-allocation.ts';
import type { FormulaVoteParameters } from './parameters.ts';
import type { VoteFeature, VoteMoment } from './vote-features.ts';
import type { Outlook } from './vote-outlook.ts';
import { pooledScale } from './pooled-scale.ts';
import { valueGate } from './value-gate.ts';
import { whyFlat } from './vote-words.ts';
import type { Reason } from '../../domain/remark/reason.ts';

/** What stops an entry: the name of the gate and the reason. */
type Obstacle = readonly [gate: string, reason: Reason];

/** Whether to follow the vote, with everything the answer rests on. */
export function enter(
  moment: VoteMoment,
  vote: VoteDecision | undefined,
  outlook: Outlook,
  params: FormulaVoteParameters,
): Decision {
  if (vote === undefined || vote.winner === 0) return { kind: 'hold', reason: whyFlat(vote) };
  const side = vote.winner > 0 ? 'buy' : 'sell';
  const allocation = allocationOf(moment, vote, outlook, params);
  const obstacle = obstacleOf(moment, vote, outlook, params) ?? emptySize(allocation);
  if (obstacle !== undefined) {
    const [gate, reason] = obstacle;
    return { kind: 'hold', reason, blocked: { gate, side } };
  }
  return {
    kind: 'enter',
    side,
    edgeBps: outlook.edgeBps,
    stopDistanceBps: params.stopBps,
    allocation,
    reason: {
      code: 'voices-prefer',
      values: { voices: vote.effectiveVotes, side, edgeBps: outlook.edgeBps },
    },
    measured: {
      signal: vote.signal,
      confidence: vote.confidence,
      margin: vote.winner > 0 ? vote.margins.longFlat : -vote.margins.flatShort,
      totalWeight: vote.totalWeight,
      effectiveVotes: vote.effectiveVotes,
      probabilityUp: vote.probabilityUp,
      winProbability: outlook.winProbability,
      edgeBps: outlook.edgeBps,
      costBps: outlook.costBps,
      allocation,
    },
  };
}

/** The first that stops it, in this order: the slower vote, filters, expected value, frequency, loss limits. */
function obstacleOf(
  { entriesToday, equityQuote, features, votes }: VoteMoment,
  { winner }: VoteDecision,
  outlook: Outlook,
  params: FormulaVoteParameters,
): Obstacle | undefined {
  const { entriesPerDay, group } = params;
  const slower = slowerThan(group);
  if (slower !== undefined && votes?.[slower]?.winner === -winner)
    return ['slower-vote', { code: 'slower-vote-opposite', values: { group: slower } }];
  if (!(filterGate(features) > 0)) return ['filters', { code: 'filter-closed' }];
  if (!(valueGate(outlook.edgeBps, equityQuote, params) > 0)) return ['cost', outlook.reason];
  if (!(features.frequencyGate > 0)) return ['frequency', { code: 'entries-too-recent' }];
  if (entriesToday >= Math.min(entriesPerDay, features.dailyBudget))
    return ['daily-budget', { code: 'entries-are-budget', values: { entries: entriesToday } }];
  if (!(features.lossGate > 0)) return ['loss-limit', { code: 'loss-limit-of-strategies' }];
  return undefined;
}

const emptySize = (allocation: number): Obstacle | undefined =>
  allocation > 0 ? undefined : ['size', { code: 'nothing-to-put-in' }];

type Features = Readonly<Record<VoteFeature, number>>;

const filterGate = ({ feedGate, hourGate, jumpGate }: Features): number => feedGate * jumpGate * hourGate;

/** Factors of several formulas multiply. */
function allocationOf(
  { equityQuote, features, votes }: VoteMoment,
  vote: VoteDecision,
  outlook: Outlook,
  params: FormulaVoteParameters,
): number {
  const { kellyScale, lossGate, volatilityScale } = features;
  const pool = pooledScale(vote, Object.values(votes ?? {}), params.poolExponent);
  const scale = filterGate(features) * lossGate * kellyScale * volatilityScale * pool;
  const part = valueGate(outlook.edgeBps, equityQuote, params);
  return Math.min(params.maxAllocation, kellyAllocation(outlook, params) * scale) * part;
}
