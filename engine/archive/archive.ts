import type { Bar } from '../domain/market/bar.ts';
import type { Instrument, InstrumentId } from '../domain/instrument/instrument.ts';
import type { MarketEvent, TradePrint } from '../domain/market/market-event.ts';
import type { UnixMs } from '../domain/units/time.ts';
import type { Archived } from './archive-failure.ts';
import type { DayQuality } from './quality/day-quality.ts';

/** The kinds of files a day is kept in. `book`: one row per changed level; `marks`: mark, funding, open interest, liquidations. */
export const ROW_KINDS = ['trades', 'book', 'marks', 'bars', 'status'] as const;
export type RowKind = (typeof ROW_KINDS)[number];

/** One UTC day, by the venue's clock, of one instrument. */
export interface DayKey {
  readonly instrument: InstrumentId;
  /** `2024-08-09` */
  readonly day: string;
}

/** Part of one instrument's past: `from` included, `to` not, by the time events reached us (`time`). */
export interface ArchiveRange {
  readonly instrument: InstrumentId;
  readonly from: UnixMs;
  readonly to: UnixMs;
}

/** Where events came from: one recorded session or one imported file. */
export interface ArchiveSource {
  /** Session id, or a name an importer makes out of the content of its file; at most 200 characters. */
  readonly id: string;
  readonly origin: 'recorded' | 'imported';
  /** Made up by the sandbox, so worth nothing as evidence. */
  readonly isSimulated: boolean;
}

/** What the archive holds of one instrument and day. */
export interface ArchivedDay extends DayKey {
  readonly venue: string;
  /** The venue's name for it. */
  readonly symbol: string;
  /** What a tick and a lot of this day are; a venue may change them from one day to another. */
  readonly steps: { readonly tickSize: string; readonly lotSize: string };
  readonly rows: Readonly<Record<RowKind, number>>;
  readonly bytes: number;
  /** Of the first and the last event, as they reached us. */
  readonly firstTime: UnixMs;
  readonly lastTime: UnixMs;
  readonly sources: readonly ArchiveSource[];
  readonly isSimulated: boolean;
  /** Closed and merged; events may still come, which opens it again. */
  readonly isSealed: boolean;
  /** Measured when the day was sealed; `quality` measures any day. */
  readonly quality?: DayQuality;
}

/** What `verify` found: every part read again and compared with what was written down about it. */
export interface Verification {
  readonly parts: number;
  readonly rows: number;
  /** One sentence per part that is missing or not as it was written: file, rule and value. */
  readonly faults: readonly string[];
}

/** Reads the archive. Many may read while one writes. */
export interface ArchiveReader {
  readonly folder: string;
  /** Every day there is, by venue, instrument and day. */
  inventory(): Promise<Archived<readonly ArchivedDay[]>>;
  /** The instrument's rules of a day, else as they were archived last; undefined when there is nothing of it. */
  instrument(id: InstrumentId, day?: string): Promise<Archived<Instrument | undefined>>;
  /** Trades of a range in the order of their arrival; `steps-differ` where its days count other ticks or lots. */
  trades(range: ArchiveRange): Promise<Archived<readonly TradePrint[]>>;
  /**
   * Everything of a range in the order of its arrival, with full depth: it begins with the last book
   * snapshot before `from` and what changed it since. Memory does not grow with the range.
   * The iterator throws an `ArchiveError`: `steps-differ` where the days of the range count other ticks or lots.
   */
  events(range: ArchiveRange): AsyncIterable<MarketEvent>;
  /**
   * Bars of the trades of a range, else of what a venue or a table summed up and fits into them; a period
   * without a trade has none.
   */
  bars(range: ArchiveRange, intervalMs: number): Promise<Archived<readonly Bar[]>>;
  /** The newest bars of other lengths than a minute, whose periods lie in a range, by their ends. */
  otherBars(range: ArchiveRange): Promise<Archived<readonly Bar[]>>;
  /** How far a day can be relied on. */
  quality(key: DayKey): Promise<Archived<DayQuality>>;
  /** Compares every part of a day, or of all days, with its row count and SHA-256. */
  verify(key?: DayKey): Promise<Archived<Verification>>;
  close(): void;
}
