import type { VoteDecision } from '../../domain/vote/vote-decision.ts';
import { slowerThan } from '../../domain/vote/vote-group.ts';
import type { Side } from '../../domain/order/side.ts';
import type { Decision } from '../strategy.ts';
import { kellyAllocation } from './kelly-allocation.ts';
import type { FormulaVoteParameters } from './parameters.ts';
import type { VoteFeature, VoteMoment } from './vote-features.ts';
import type { Outlook } from './vote-outlook.ts';
import { whyFlat } from './vote-words.ts';

/** What stops an entry: the name of the gate and the reason in words. */
type Obstacle = readonly [gate: string, reason: string];

/** Whether to follow the vote, with everything the answer rests on. */
export function enter(
  moment: VoteMoment,
  vote: VoteDecision | undefined,
  outlook: Outlook,
  params: FormulaVoteParameters,
): Decision {
  if (vote === undefined || vote.winner === 0) return { kind: 'hold', reason: whyFlat(vote) };
  const side = vote.winner > 0 ? 'buy' : 'sell';
  const allocation = allocationOf(moment.features, outlook, params);
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
    reason: reasonOf(side, vote, outlook),
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
  { entriesToday, features, votes }: VoteMoment,
  { winner }: VoteDecision,
  outlook: Outlook,
  { entriesPerDay, group }: FormulaVoteParameters,
): Obstacle | undefined {
  const slower = slowerThan(group);
  if (slower !== undefined && votes?.[slower]?.winner === -winner)
    return ['slower-vote', `the ${slower} vote has the opposite winner`];
  if (!(filterGate(features) > 0)) return ['filters', 'a filter is closed: feed, jump or hour'];
  if (!(outlook.edgeBps > 0)) return ['cost', outlook.reason];
  if (!(features.frequencyGate > 0)) return ['frequency', 'the last entries were too recent'];
  if (entriesToday >= Math.min(entriesPerDay, features.dailyBudget))
    return ['daily-budget', `${entriesToday} entries today are the budget`];
  if (!(features.lossGate > 0)) return ['loss-limit', 'the loss limit of the strategies is reached'];
  return undefined;
}

const emptySize = (allocation: number): Obstacle | undefined =>
  allocation > 0 ? undefined : ['size', 'the size formulas leave nothing to put in'];

type Features = Readonly<Record<VoteFeature, number>>;

const filterGate = ({ feedGate, hourGate, jumpGate }: Features): number => feedGate * jumpGate * hourGate;

/** Factors of several formulas multiply. */
function allocationOf(features: Features, outlook: Outlook, params: FormulaVoteParameters): number {
  const { kellyScale, lossGate, volatilityScale } = features;
  const scale = filterGate(features) * lossGate * kellyScale * volatilityScale;
  return Math.min(params.maxAllocation, kellyAllocation(outlook, params) * scale);
}

function reasonOf(side: Side, { effectiveVotes }: VoteDecision, { edgeBps }: Outlook): string {
  const word = side === 'buy' ? 'LONG' : 'SHORT';
  return `${effectiveVotes.toFixed(1)} independent voices prefer ${word}, worth ${edgeBps.toFixed(2)} bps after cost`;
}
