import type { InstrumentId } from '../../domain/instrument/instrument.ts';
import type { VenueClock } from '../venue-clock.ts';
import type { InstrumentFrame } from '../wire/live-frame.ts';
import type { Line, ListedInstrument, VenueDialect } from './dialect.ts';
import { persistentRequest } from './persistent-request.ts';
import type { VenueClient } from './venue-client.ts';

interface SnapshotParts {
  readonly dialect: VenueDialect;
  readonly client: VenueClient;
  readonly clock: VenueClock;
  readonly listed: readonly ListedInstrument[];
}

/** A snapshot is asked for this long after its stream began, so that it is not older than the stream. */
const AFTER_MS = 250;
const WITHIN_MS = 60_000;

/** One wish for a snapshot; what comes after it was withdrawn is thrown away. */
interface Wish {
  isWanted: boolean;
  cancel: () => void;
}

/**
 * Asks by REST for the books that changes are to be joined to, one request for each at a time. A book
 * asked for before its stream was lost would stand there without changes, so its answer is not taken.
 */
export class SnapshotDesk {
  readonly #parts: SnapshotParts;
  readonly #take: (id: InstrumentId, frame: InstrumentFrame) => void;
  readonly #wishes = new Map<string, Wish>();

  constructor(parts: SnapshotParts, take: (id: InstrumentId, frame: InstrumentFrame) => void) {
    this.#parts = parts;
    this.#take = take;
  }

  /** Asks for the books of all instruments on a line. */
  askFor(line: Line): void {
    for (const entry of this.#on(line)) this.ask(entry);
  }

  /** The line is gone, or nobody listens any more: what was asked for it is of no use. */
  forget(line: Line): void {
    for (const { instrument } of this.#on(line)) {
      const wish = this.#wishes.get(instrument.id);
      if (wish === undefined) continue;
      wish.isWanted = false;
      wish.cancel();
      this.#wishes.delete(instrument.id);
    }
  }

  ask(entry: ListedInstrument): void {
    const { clock, dialect } = this.#parts;
    const { id } = entry.instrument;
    if (dialect.resync.kind !== 'rest' || this.#wishes.has(id)) return;
    const wish: Wish = { isWanted: true, cancel: () => undefined };
    this.#wishes.set(id, wish);
    wish.cancel = clock.after(AFTER_MS, () => {
      this.#request(entry, wish).then(
        (frame) => {
          if (!wish.isWanted) return;
          this.#wishes.delete(id);
          if (frame !== undefined) this.#take(id, frame);
        },
        // The feed misses its snapshot and asks again.
        () => {
          if (wish.isWanted) this.#wishes.delete(id);
        },
      );
    });
  }

  #on(line: Line): ListedInstrument[] {
    const symbols = new Set(line.calls.filter(({ kind }) => kind === 'book').flatMap((call) => call.symbols));
    return this.#parts.listed.filter(({ instrument }) => symbols.has(instrument.symbol));
  }

  async #request(entry: ListedInstrument, wish: Wish): Promise<InstrumentFrame | undefined> {
    const { client, clock, dialect } = this.#parts;
    const { resync } = dialect;
    if (resync.kind !== 'rest') return undefined;
    const ask = () => resync.snapshot(client.exchange, entry);
    return persistentRequest(ask, { client, clock, withinMs: WITHIN_MS, isWanted: () => wish.isWanted });
  }
}
