import type { Levels } from '../domain/market/levels.ts';
import type { MarketEvent } from '../domain/market/market-event.ts';
import type { Lots } from '../domain/units/lots.ts';
import type { Ticks } from '../domain/units/ticks.ts';
import type { UnixMs } from '../domain/units/time.ts';
import type { InstrumentId } from '../domain/instrument/instrument.ts';
import type { RowKind } from './archive.ts';
import { ArchiveError } from './archive-failure.ts';
import { outsideNameOf } from './outside-mark.ts';

/** An event out of the archive with what puts it in order. */
export interface ArchivedEvent {
  /** The source's number in its day. */
  readonly source: number;
  readonly position: number;
  readonly event: MarketEvent;
}

/** Rows held by column, as they come out of a file. */
export type RowColumns = readonly (readonly unknown[])[];

/** What a book event's rows say, until its last row was seen. */
interface OpenBookEvent {
  readonly source: number;
  readonly position: number;
  readonly time: UnixMs;
  readonly venueTime: UnixMs;
  readonly updateId: number;
  readonly isSnapshot: boolean;
  readonly bids: number[];
  readonly asks: number[];
}

/** Makes events of the rows of one part again. The rows of a book event may come in two halves. */
export class EventDecoder {
  readonly #instrument: InstrumentId;
  readonly #kind: RowKind;
  readonly #file: string;
  #book: OpenBookEvent | undefined;

  constructor({ file, instrument, kind }: { instrument: InstrumentId; kind: RowKind; file: string }) {
    this.#instrument = instrument;
    this.#kind = kind;
    this.#file = file;
  }

  /** The events whose last row is among these. @throws {ArchiveError} when a row is not one of ours. */
  take(columns: RowColumns): ArchivedEvent[] {
    const events: ArchivedEvent[] = [];
    const count = columns[0]?.length ?? 0;
    for (let row = 0; row < count; row += 1) {
      const done = this.#kind === 'book' ? this.#takeLevel(columns, row) : this.#single(columns, row);
      if (done) events.push(done);
    }
    return events;
  }

  /** What was still open when the rows ended. */
  end(): ArchivedEvent[] {
    const open = this.#book;
    this.#book = undefined;
    return open ? [this.#closed(open)] : [];
  }

  #takeLevel(columns: RowColumns, row: number): ArchivedEvent | undefined {
    const source = numberAt(columns[0], row);
    const position = numberAt(columns[1], row);
    let open = this.#book;
    let done: ArchivedEvent | undefined;
    if (!open || open.position !== position || open.source !== source) {
      done = open && this.#closed(open);
      open = {
        source,
        position,
        time: numberAt(columns[2], row) as UnixMs,
        venueTime: numberAt(columns[3], row) as UnixMs,
        updateId: numberAt(columns[4], row),
        isSnapshot: numberAt(columns[5], row) === 1,
        bids: [],
        asks: [],
      };
      this.#book = open;
    }
    const side = numberAt(columns[6], row);
    if (side !== 0)
      (side > 0 ? open.bids : open.asks).push(numberAt(columns[7], row), numberAt(columns[8], row));
    return done;
  }

  #closed({ asks, bids, isSnapshot, position, source, ...observed }: OpenBookEvent): ArchivedEvent {
    const levels: { bids: Levels; asks: Levels } = { bids, asks };
    const kind = isSnapshot ? 'book-snapshot' : 'book-delta';
    return { source, position, event: { kind, instrument: this.#instrument, ...observed, ...levels } };
  }

  #single(columns: RowColumns, row: number): ArchivedEvent {
    const observed = {
      instrument: this.#instrument,
      time: numberAt(columns[2], row) as UnixMs,
      venueTime: numberAt(columns[3], row) as UnixMs,
    };
    const rest = columns.slice(4).map((column) => column[row]);
    return {
      source: numberAt(columns[0], row),
      position: numberAt(columns[1], row),
      event: this.#eventOf(observed, rest),
    };
  }

  #eventOf(observed: Observed, cells: readonly unknown[]): MarketEvent {
    const [first, second, third, fourth] = cells;
    switch (this.#kind) {
      case 'trades':
        return {
          kind: 'trade',
          ...observed,
          ticks: first as Ticks,
          lots: second as Lots,
          aggressor: sideOf(third),
          tradeId: String(fourth),
        };
      case 'bars': {
        return barOf(observed, cells as number[]);
      }
      case 'status':
        return { kind: 'feed-status', ...observed, status: statusOf(first), detail: String(second) };
      case 'marks':
        return this.#markOf(observed, cells);
      case 'book':
        throw this.#malformed('a level is not an event by itself');
    }
  }

  #markOf(observed: Observed, [kind, ticks, lots, side, amount]: readonly unknown[]): MarketEvent {
    switch (kind) {
      case 'mark-price':
        return { kind, ...observed, ticks: ticks as Ticks };
      case 'funding':
        return { kind, ...observed, rateE8: amount as number, markTicks: ticks as Ticks };
      case 'open-interest':
        return { kind, ...observed, openInterestBase: amount as number };
      case 'liquidation':
        return { kind, ...observed, side: sideOf(side), ticks: ticks as Ticks, lots: lots as Lots };
      default: {
        const name = outsideNameOf(kind);
        if (name === undefined)
          throw this.#malformed(`the kind of a mark must be known, was ${String(kind)}`);
        return { kind: 'outside-number', ...observed, name, value: amount as number };
      }
    }
  }

  #malformed(rule: string): ArchiveError {
    return new ArchiveError({ code: 'damaged', file: this.#file, detail: `${this.#file}: ${rule}` });
  }
}

function barOf(observed: Observed, cells: readonly number[]): MarketEvent {
  const [openTime = 0, open = 0, high = 0, low = 0, close = 0, volumeBase = 0, intervalMs = 0] = cells;
  const sums = { open, high, low, close, volumeBase };
  return { kind: 'venue-bar', ...observed, openTime: openTime as UnixMs, intervalMs, ...sums };
}

type Observed = Pick<MarketEvent, 'instrument' | 'time' | 'venueTime'>;
type Status = 'live' | 'stale' | 'gap' | 'ended';

const numberAt = (column: readonly unknown[] | undefined, row: number): number => column?.[row] as number;
const sideOf = (sign: unknown) => (sign === 1 ? 'buy' : 'sell');
const statusOf = (text: unknown): Status => text as Status;
