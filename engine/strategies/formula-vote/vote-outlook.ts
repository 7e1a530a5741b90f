import type { VoteDecision } from '../../domain/vote/vote-decision.ts';
import { clip } from '../../numerics/clip.ts';
import type { Bet } from './kelly-allocation.ts';
import type { FormulaVoteParameters } from './parameters.ts';
import type { VoteWorth } from './vote-record.ts';

const BPS = 10_000;
/** What a vote may add to the probability of a win that nobody has measured, per unit of conviction. */
const TILT = 0.1;

/** What following the vote now is expected to bring. */
export interface Outlook extends Bet {
  /** After all costs, in bps of the notional. */
  readonly edgeBps: number;
  readonly costBps: number;
  /** In words why it does or does not pay. */
  readonly reason: string;
}

/**
 * Expected value between target and stop after costs. Before `fewestOutcomes` outcomes of votes the win
 * probability is that of a price without drift and a tenth of the conviction. From then on it is what the
 * outcomes were worth, drawn toward that by as many outcomes, less `edgeZ` standard errors.
 */
export function outlookOf(
  worth: VoteWorth,
  vote: VoteDecision | undefined,
  roundTripCostBps: number,
  params: FormulaVoteParameters,
): Outlook {
  const { fewestOutcomes, slippageBps, stopBps, targetBps } = params;
  const costBps = roundTripCostBps + slippageBps;
  const conviction = vote === undefined ? 0 : Math.abs(vote.signal * vote.confidence);
  // Without drift the nearer barrier is met more often, by just as much as it is worth less.
  const assumed = stopBps / (stopBps + targetBps) + TILT * conviction;
  const measured = worth.count >= fewestOutcomes ? measuredBps(worth, params) : undefined;
  const winProbability =
    measured === undefined ? assumed : clip((measured + stopBps) / (stopBps + targetBps), 0, 1);
  const edgeBps = winProbability * targetBps - (1 - winProbability) * stopBps - costBps;
  const known =
    measured === undefined
      ? `${worth.count} of ${fewestOutcomes} outcomes of votes are known`
      : `${worth.count} votes were worth ${(worth.meanBps ?? 0).toFixed(2)} ± ${(worth.errorBps ?? 0).toFixed(2)} bps before costs of ${costBps.toFixed(2)}`;
  return {
    winProbability,
    gain: (targetBps - costBps) / BPS,
    loss: (stopBps + costBps) / BPS,
    edgeBps,
    costBps,
    reason: `${known}: ${edgeBps.toFixed(2)} bps after cost`,
  };
}

/** Mean outcome shrunk toward nothing, less its uncertainty. */
function measuredBps(
  { count, errorBps = Infinity, meanBps = 0 }: VoteWorth,
  { edgeZ, fewestOutcomes }: FormulaVoteParameters,
): number {
  const kept = count / (count + fewestOutcomes);
  return kept * (meanBps - (edgeZ > 0 ? edgeZ * errorBps : 0));
}
