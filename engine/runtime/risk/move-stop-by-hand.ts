import type { OrderIntent } from '../../domain/order/order-intent.ts';
import type { Refusal } from '../../domain/order/refusal.ts';
import type { KernelCommand } from '../../domain/session/command.ts';
import type { Outcome } from '../../domain/session/outcome.ts';
import { FIXED_REASONS } from '../../domain/remark/fixed-reasons.ts';
import { lots } from '../../domain/units/lots.ts';
import { reviewStopMove } from '../../risk/review-stop-move.ts';
import type { KernelRooms } from '../kernel-rooms.ts';
import type { ChangeDoor } from './change-door.ts';

const UNKNOWN: Refusal = { code: 'unknown-instrument', measured: {} };

/** What follows from a person's wish to move the stops behind a position: all of them move, or none with the reason. */
export function moveStopByHand(
  { ledger, venue }: KernelRooms,
  { instrument, runId, trigger }: Extract<KernelCommand, { readonly kind: 'move-stop' }>,
  door: ChangeDoor,
): readonly Outcome[] {
  const held = ledger
    .snapshot()
    .positions.find((each) => each.runId === runId && each.instrument === instrument);
  const signedLots = held?.signedLots ?? 0;
  const stops = venue.stopsBehind(runId, instrument);
  const intent: OrderIntent = {
    runId,
    instrument,
    role: 'stop',
    side: signedLots > 0 ? 'sell' : 'buy',
    lots: lots(Math.abs(signedLots)),
    kind: { type: 'stop-market', trigger },
    reduceOnly: true,
    reason: FIXED_REASONS['changed-by-hand'],
  };
  const situation = door.situationOf(intent);
  const entryTicks = held ? Number(held.cost) / (signedLots * Number(held.moneyPerTickLot)) : 0;
  const move = { intent, trigger, entryTicks, stops: held ? stops : [] };
  const refusal = door.ceiling ?? (situation ? reviewStopMove(move, situation) : UNKNOWN);
  if (refusal) return [{ kind: 'intent-refused', intent, refusal, repeats: 1 }];
  const moved = stops.flatMap(({ entryId }) => venue.moveStop(entryId, trigger, door.time));
  return [{ kind: 'stop-moved', runId, instrument, from: stops[0]?.trigger ?? trigger, trigger }, ...moved];
}
