import type { Reason } from '../../domain/remark/reason.ts';
import { clip } from '../../numerics/clip.ts';
import type { Bet } from './kelly-allocation.ts';
import type { FormulaVoteParameters } from './parameters.ts';
import { assumedWinProbability, type VoteCalibration, type VoteWorth } from './vote-calibration.ts';

const BPS = 10_000;

/** What following the vote now is expected to bring. */
export interface Outlook extends Bet {
  /** After all costs, in bps of the notional. */
  readonly edgeBps: number;
  readonly costBps: number;
  /** Why it does or does not pay. */
  readonly reason: Reason;
}

/**
 * Expected value between target and stop after costs (formula 337). Its win probability is that of past votes
 * of this conviction (formula 399); before `fewestOutcomes` of them it is one half and a tenth of the
 * conviction. Where ballots are weighed the record limits it: what
 * outcomes were worth, drawn toward nothing by `fewestOutcomes` and less `edgeZ` standard errors, is the average it may claim.
 */
export function outlookOf(
  past: VoteCalibration,
  conviction: number,
  roundTripCostBps: number,
  params: FormulaVoteParameters,
): Outlook {
  const { fewestOutcomes, slippageBps, stopBps, targetBps } = params;
  const costBps = roundTripCostBps + slippageBps;
  const calibrated = past.probability(conviction);
  const isCautious = params.count === 'weighed';
  const assumed = assumedWinProbability(conviction) - (isCautious ? driftlessLess(params) : 0);
  const found = calibrated === undefined ? assumed : calibrated - (isCautious ? unprovenOf(past, params) : 0);
  const winProbability = clip(found, 0, 1);
  const edgeBps = winProbability * targetBps - (1 - winProbability) * stopBps - costBps;
  const { count, errorBps = 0, meanBps = 0 } = past.worth;
  return {
    winProbability,
    gain: (targetBps - costBps) / BPS,
    loss: (stopBps + costBps) / BPS,
    edgeBps,
    costBps,
    reason:
      calibrated === undefined
        ? { code: 'vote-worth-unknown', values: { known: count, needed: fewestOutcomes, edgeBps } }
        : { code: 'vote-worth-measured', values: { votes: count, meanBps, errorBps, costBps, edgeBps } },
  };
}

type Barriers = Pick<FormulaVoteParameters, 'stopBps' | 'targetBps'>;

/** Without drift a target farther away than the stop is met less often than every second time. */
const driftlessLess = ({ stopBps, targetBps }: Barriers): number =>
  Math.max(0, 0.5 - stopBps / (stopBps + targetBps));

/** By how much the calibrated probabilities, on average, claim more than the outcomes prove. */
function unprovenOf(past: VoteCalibration, params: FormulaVoteParameters): number {
  const { stopBps, targetBps } = params;
  const proven = (provenBps(past.worth, params) + stopBps) / (stopBps + targetBps);
  return Math.max(0, (past.base ?? proven) - proven);
}

/** Mean outcome shrunk toward nothing, less its uncertainty. */
function provenBps(
  { count, errorBps = Infinity, meanBps = 0 }: VoteWorth,
  { edgeZ, fewestOutcomes }: FormulaVoteParameters,
): number {
  const kept = count / (count + fewestOutcomes);
  return kept * (meanBps - (edgeZ > 0 ? edgeZ * errorBps : 0));
}
