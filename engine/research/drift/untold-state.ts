import { limitOfKind } from '../../domain/order/order-kind.ts';
import type { Order } from '../../domain/order/order.ts';
import type { LivePair } from '../../execution/live/live-pairs.ts';
import type { LiveVenueState } from '../../execution/live/live-state.ts';
import type { OrderRecord } from '../../execution/live/order-record.ts';
import type { Kernel } from '../../runtime/kernel.ts';

/** A live session of which at no moment could be told what it had at the venue. */
export class UntoldStateError extends Error {
  override readonly name = 'UntoldStateError';
}

/**
 * Why it cannot be told what a live account has at the venue as the kernel stands now; undefined when it can. A
 * simulated venue can go on from orders that stand, from positions and from stops; not from what is on its way,
 * from what nobody knows, or from what only the venue knows.
 */
export function untoldOf({ rooms: { ledger, venue } }: Pick<Kernel, 'rooms'>): string | undefined {
  const { frozen, phase } = venue.conditions();
  if (phase !== 'ready') return `what the venue holds must be known, the session was at ${phase}`;
  const open = venue.openOrders();
  for (const order of open) {
    const untold = untoldOrder(order);
    if (untold !== undefined) return untold;
  }
  const isOurs = (id: string) =>
    ledger.positions().some(({ instrument }) => instrument === id) ||
    open.some(({ instrument }) => instrument === id);
  const doubtful = frozen.find(isOurs);
  if (doubtful !== undefined) return `what is held of ${doubtful} must be known, the symbol was frozen`;
  const state = venue.snapshot();
  return 'knownOrders' in state ? undefined : untoldBetween(state);
}

function untoldOrder({ id, kind, status }: Order): string | undefined {
  if (kind.type === 'trailing-stop')
    return `the trigger of order ${id} must be known, it is a trailing-stop that only the venue follows`;
  const rests = status === 'working' && kind.type !== 'market';
  if (rests || (status === 'triggered' && limitOfKind(kind) !== undefined)) return undefined;
  return `order ${id} must stand at the venue, it was ${kind.type} and ${status}`;
}

/** What is to happen to orders and has not happened yet. */
function untoldBetween({ orders, pairs = [], protection }: LiveVenueState): string | undefined {
  const changing = orders.open.find(isChanging);
  if (changing)
    return `order ${changing.order.id} must stand at the venue, it was to be changed or taken back`;
  const moving = pairs.find(isMoving);
  if (moving) return `the other leg of order ${moving.firstId} must be known, one was giving way to it`;
  const awaited = protection.covers.find(
    ({ attachedUntil, isAttached }) => attachedUntil !== undefined && isAttached !== true,
  );
  if (awaited) return `the stop of entry ${awaited.entryId} must be known, it had not shown itself`;
  return undefined;
}

const isChanging = ({ cancel, change, nextChange }: OrderRecord): boolean =>
  cancel !== undefined || change !== undefined || nextChange !== undefined;

const isMoving = ({ isSetOff, overAt }: LivePair): boolean => isSetOff || overAt !== undefined;
