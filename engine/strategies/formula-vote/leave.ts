import type { VoteDecision } from '../../domain/vote/vote-decision.ts';
import type { Decision, Holding } from '../strategy.ts';
import type { FormulaVoteParameters } from './parameters.ts';
import type { VoteMoment } from './vote-features.ts';
import type { Reason } from '../../domain/remark/reason.ts';

/** Whether to close what is held. No vote, no quorum and a flat vote are no reasons. */
export function leave(
  holding: Holding,
  moment: VoteMoment,
  vote: VoteDecision | undefined,
  params: FormulaVoteParameters,
): Decision {
  const reason = reasonToLeave(holding, moment, vote, params);
  if (reason === undefined) return { kind: 'hold', reason: { code: 'holding-until-exit' } };
  const { gainBps } = holding;
  const heldSec = (moment.time - holding.openedAt) / 1000;
  return { kind: 'exit', reason, measured: { gainBps, heldSec, winner: vote?.winner ?? 0 } };
}

function reasonToLeave(
  holding: Holding,
  moment: VoteMoment,
  vote: VoteDecision | undefined,
  params: FormulaVoteParameters,
): Reason | undefined {
  const { dayStopped, killed } = moment.features;
  if (killed > 0 || dayStopped > 0) return { code: 'loss-limit-of-strategies' };
  if (holding.gainBps <= -params.stopBps) return { code: 'stop-reached' };
  if (vote?.winner === (holding.side === 'buy' ? -1 : 1)) return { code: 'opposite-side-won' };
  const heldSec = (moment.time - holding.openedAt) / 1000;
  return heldSec < params.minHoldSec ? undefined : reasonAfterAWhile(holding, heldSec, moment, params);
}

function reasonAfterAWhile(
  { gainBps }: Holding,
  heldSec: number,
  { features }: VoteMoment,
  { maxHoldSec, targetBps }: FormulaVoteParameters,
): Reason | undefined {
  if (gainBps >= targetBps) return { code: 'target-reached' };
  if (heldSec >= maxHoldSec) return { code: 'longest-time-over' };
  if (features.trailUrgency >= 1) return { code: 'trailing-stop-reached' };
  // The formula knows trades between two looks; it follows all that is held of the instrument.
  return features.barrierUrgency >= 1 ? { code: 'barrier-touched' } : undefined;
}
