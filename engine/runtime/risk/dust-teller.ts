import type { Instrument } from '../../domain/instrument/instrument.ts';
import type { Fill } from '../../domain/order/fill.ts';
import type { Outcome } from '../../domain/session/outcome.ts';
import type { KernelRooms } from '../kernel-rooms.ts';
import { countedLots } from './counted-lots.ts';

/** Tells a person once that what is left of a position is too little for the venue to be sold. */
export class DustTeller {
  readonly #rooms: KernelRooms;
  readonly #told = new Set<string>();

  constructor(rooms: KernelRooms) {
    this.#rooms = rooms;
  }

  /** Call it after a fill is booked. */
  noteFill({ role, runId }: Fill, instrument: Instrument): readonly Outcome[] {
    const held = this.#rooms.ledger.signedLots(runId, instrument.id);
    const key = `${instrument.id}|${runId}`;
    if (held === 0 || countedLots(this.#rooms, runId, instrument) !== 0) {
      this.#told.delete(key);
      return [];
    }
    if (role === 'entry' || this.#told.has(key)) return [];
    this.#told.add(key);
    const size = (held * instrument.lotValue).toFixed(decimalsOf(instrument.lotSize));
    const text =
      `${instrument.id}: ${size} ${instrument.base} of ${runId} are less than the smallest order of the venue: ` +
      'they stay, count in equity, and hold nobody back from buying again';
    return [{ kind: 'notice', level: 'info', text }];
  }
}

const decimalsOf = (lotSize: string): number => lotSize.split('.')[1]?.length ?? 0;
