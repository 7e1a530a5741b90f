import type { VoteDecision } from '../../domain/vote/vote-decision.ts';
import type { Decision, Holding } from '../strategy.ts';
import type { FormulaVoteParameters } from './parameters.ts';
import type { VoteMoment } from './vote-features.ts';

/** Whether to close what is held. No vote, no quorum and a flat vote are no reasons. */
export function leave(
  holding: Holding,
  moment: VoteMoment,
  vote: VoteDecision | undefined,
  params: FormulaVoteParameters,
): Decision {
  const reason = reasonToLeave(holding, moment, vote, params);
  if (reason === undefined) return { kind: 'hold', reason: 'holding until an exit or the opposite winner' };
  const { gainBps } = holding;
  const heldSec = (moment.time - holding.openedAt) / 1000;
  return { kind: 'exit', reason, measured: { gainBps, heldSec, winner: vote?.winner ?? 0 } };
}

function reasonToLeave(
  holding: Holding,
  moment: VoteMoment,
  vote: VoteDecision | undefined,
  params: FormulaVoteParameters,
): string | undefined {
  const { dayStopped, killed } = moment.features;
  if (killed > 0 || dayStopped > 0) return 'the loss limit of the strategies is reached';
  if (holding.gainBps <= -params.stopBps) return 'the stop is reached';
  if (vote?.winner === (holding.side === 'buy' ? -1 : 1)) return 'the opposite side has won the vote';
  const heldSec = (moment.time - holding.openedAt) / 1000;
  return heldSec < params.minHoldSec ? undefined : reasonAfterAWhile(holding, heldSec, moment, params);
}

function reasonAfterAWhile(
  { gainBps }: Holding,
  heldSec: number,
  { features }: VoteMoment,
  { maxHoldSec, targetBps }: FormulaVoteParameters,
): string | undefined {
  if (gainBps >= targetBps) return 'the target is reached';
  if (heldSec >= maxHoldSec) return 'the longest time is over';
  if (features.trailUrgency >= 1) return 'the trailing stop is reached';
  // The formula knows trades between two looks; it follows all that is held of the instrument.
  return features.barrierUrgency >= 1 ? 'one of the three barriers was touched' : undefined;
}
