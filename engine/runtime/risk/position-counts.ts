import type { InstrumentId } from '../../domain/instrument/instrument.ts';
import type { RunId } from '../../domain/order/order-intent.ts';
import type { KernelRooms } from '../kernel-rooms.ts';
import { countedLots } from './counted-lots.ts';

/** Run and instrument pairs that hold nothing yet and have an entry on its way. */
export function openingPositionCount(rooms: KernelRooms): number {
  const pairs = new Set<string>();
  for (const { instrument, role, runId } of rooms.venue.openOrders())
    if (role === 'entry' && !isHeld(rooms, runId, instrument)) pairs.add(`${runId} ${instrument}`);
  return pairs.size;
}

/** Run and instrument pairs that hold something they can leave, which is what limits of positions count. */
export const countedPositionCount = (rooms: KernelRooms): number =>
  rooms.ledger.positions().filter(({ instrument, runId }) => isHeld(rooms, runId, instrument)).length;

function isHeld(rooms: KernelRooms, runId: RunId, id: InstrumentId): boolean {
  const instrument = rooms.instruments.get(id);
  return instrument !== undefined && countedLots(rooms, runId, instrument) !== 0;
}
