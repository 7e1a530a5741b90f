import type { Instrument } from '../../domain/instrument/instrument.ts';
import type { OrderIntent, RunId } from '../../domain/order/order-intent.ts';
import type { KernelRooms } from '../kernel-rooms.ts';
import { isUnsellable } from './unsellable.ts';

type Rooms = Pick<KernelRooms, 'description' | 'ledger' | 'market'>;

/**
 * Signed lots a run holds, as far as it can leave them: a rest that a venue of spot lets nobody sell is nothing to a
 * strategy, though it is shown, counted in equity and bought again with what is bought next.
 */
export function countedLots(rooms: Rooms, runId: RunId, instrument: Instrument): number {
  const held = rooms.ledger.signedLots(runId, instrument.id);
  return isUnsellable(rooms, instrument, held) ? 0 : held;
}

/** Signed lots by which a wish is judged: one that only reduces may take off everything. */
export const judgedLots = (
  rooms: Rooms,
  { reduceOnly, runId }: OrderIntent,
  instrument: Instrument,
): number =>
  reduceOnly ? rooms.ledger.signedLots(runId, instrument.id) : countedLots(rooms, runId, instrument);
