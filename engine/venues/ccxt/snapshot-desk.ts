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

/** Asks by REST for the books that changes are to be joined to, one request for each at a time. */
export class SnapshotDesk {
  readonly #parts: SnapshotParts;
  readonly #take: (id: InstrumentId, frame: InstrumentFrame) => void;
  readonly #asked = new Set<string>();

  constructor(parts: SnapshotParts, take: (id: InstrumentId, frame: InstrumentFrame) => void) {
    this.#parts = parts;
    this.#take = take;
  }

  /** Asks for the books of all instruments on a line. */
  askFor(line: Line): void {
    const symbols = new Set(line.calls.filter(({ kind }) => kind === 'book').flatMap((call) => call.symbols));
    for (const entry of this.#parts.listed) if (symbols.has(entry.instrument.symbol)) this.ask(entry);
  }

  ask(entry: ListedInstrument): void {
    const { clock, dialect } = this.#parts;
    const { id } = entry.instrument;
    if (dialect.resync.kind !== 'rest' || this.#asked.has(id)) return;
    this.#asked.add(id);
    clock.after(AFTER_MS, () => {
      this.#request(entry).then(
        (frame) => {
          this.#asked.delete(id);
          if (frame !== undefined) this.#take(id, frame);
        },
        // The feed misses its snapshot and asks again.
        () => this.#asked.delete(id),
      );
    });
  }

  async #request(entry: ListedInstrument): Promise<InstrumentFrame | undefined> {
    const { client, clock, dialect } = this.#parts;
    const { resync } = dialect;
    if (resync.kind !== 'rest') return undefined;
    const ask = () => resync.snapshot(client.exchange, entry);
    return persistentRequest(ask, { client, clock, withinMs: WITHIN_MS });
  }
}
