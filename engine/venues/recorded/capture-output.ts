import type { Instrument, InstrumentId } from '../../domain/instrument/instrument.ts';
import type { FeedStatus, MarketEvent } from '../../domain/market/market-event.ts';
import type { Lots } from '../../domain/units/lots.ts';
import type { Ticks } from '../../domain/units/ticks.ts';
import type { UnixMs } from '../../domain/units/time.ts';
import type { BookUpdate } from '../wire/followed-book.ts';
import type { PrintFields } from '../wire/live-frame.ts';
import { type CaptureStatistics, countProblem, emptyStatistics } from './capture-statistics.ts';

/** Where a reader of a capture stands. */
export interface CapturePlace {
  readonly path: string;
  readonly lineNumber: number;
}

/** Gathers the events of a capture in order of time, and counts what reading it came upon. */
export class CaptureOutput {
  readonly statistics: CaptureStatistics = emptyStatistics();
  readonly #live = new Set<InstrumentId>();
  #ready: MarketEvent[] = [];
  #given = 0;
  #time = 0 as UnixMs;

  get time(): UnixMs {
    return this.#time;
  }

  /** The clock of whoever recorded; where it steps back, events keep the time of those before. */
  setTime(time: number): void {
    if (time < this.#time) this.statistics.clockSteps += 1;
    else this.#time = time as UnixMs;
  }

  /** The next event gathered; undefined when there is none at present. */
  next(): MarketEvent | undefined {
    if (this.#given >= this.#ready.length) {
      this.#given = 0;
      this.#ready.length = 0;
      return undefined;
    }
    const event = this.#ready[this.#given];
    this.#given += 1;
    return event;
  }

  clear(): void {
    this.#ready = [];
    this.#given = 0;
  }

  /** A line that broke a rule and was skipped. */
  problem({ lineNumber, path }: CapturePlace, rule: string): void {
    countProblem(this.statistics, { path, lineNumber, rule });
  }

  book(
    { id }: Instrument,
    update: Pick<BookUpdate, 'kind' | 'bids' | 'asks' | 'updateId'>,
    venueTime?: number,
  ): void {
    const { asks, bids, updateId } = update;
    const kind = update.kind === 'snapshot' ? 'book-snapshot' : 'book-delta';
    this.#ready.push({ kind, ...this.#observed(id, venueTime), bids, asks, updateId });
    if (update.kind !== 'snapshot' || this.#live.has(id)) return;
    this.#live.add(id);
    this.#status(id, 'live', `book snapshot ${updateId}`);
  }

  print({ id }: Instrument, { aggressor, lots, ticks, tradeId, venueTime }: PrintFields): void {
    this.#ready.push({
      kind: 'trade',
      ...this.#observed(id, venueTime),
      ticks: ticks as Ticks,
      lots: lots as Lots,
      aggressor,
      tradeId,
    });
  }

  /** Any other event of an instrument. */
  give({ id }: Instrument, venueTime: number, event: EventContent): void {
    this.#ready.push({ ...event, ...this.#observed(id, venueTime) });
  }

  gap({ id }: Instrument, detail: string): void {
    if (!this.#live.delete(id)) return;
    this.#status(id, 'gap', detail);
  }

  end(instruments: readonly Instrument[]): void {
    for (const { id } of instruments)
      this.#status(id, 'ended', `the capture ends after ${this.statistics.lines} lines`);
  }

  #status(id: InstrumentId, status: FeedStatus['status'], detail: string): void {
    this.#ready.push({ kind: 'feed-status', ...this.#observed(id), status, detail });
  }

  #observed(instrument: InstrumentId, venueTime: number = this.#time) {
    return { instrument, time: this.#time, venueTime: venueTime as UnixMs };
  }
}

/** What an event tells besides whom and when. */
export type EventContent =
  | { readonly kind: 'mark-price'; readonly ticks: Ticks }
  | { readonly kind: 'funding'; readonly rateE8: number; readonly markTicks: Ticks }
  | { readonly kind: 'open-interest'; readonly openInterestBase: number }
  | {
      readonly kind: 'liquidation';
      readonly side: 'buy' | 'sell';
      readonly ticks: Ticks;
      readonly lots: Lots;
    };
