import type { Instrument } from '../domain/instrument/instrument.ts';
import type { MarketEvent } from '../domain/market/market-event.ts';
import type { Archived } from './archive-failure.ts';
import type { ArchiveReader, ArchiveSource, DayKey } from './archive.ts';

/** An event with its place in its source; places grow, holes are allowed. */
export interface PlacedEvent {
  readonly position: number;
  readonly event: MarketEvent;
}

/** Events of one instrument out of one source, in order. */
export interface ArchiveBatch {
  readonly instrument: Instrument;
  readonly source: ArchiveSource;
  readonly events: readonly PlacedEvent[];
}

/** What became of a batch. */
export interface Ingested {
  /** Events that were new. */
  readonly events: number;
  /** Events of places that were archived before, and so were left out. */
  readonly known: number;
  readonly rows: number;
  readonly bytes: number;
}

/** Batches that become visible all together or not at all. */
export interface StagedIngest {
  ingest(batch: ArchiveBatch): Promise<Archived<Ingested>>;
  /** Makes everything visible. Once it has begun, a killed process ends it when the archive is opened again. */
  publish(): Promise<Archived<Ingested>>;
  /** Throws everything away; so does a killed process that had not begun to publish. */
  discard(): Promise<Archived<undefined>>;
}

/**
 * Writes the archive; there is one at a time. Whatever was answered with `ok` is on the disk, and a
 * batch given again adds nothing, so whoever was killed begins again at any earlier place of its source.
 */
export interface ArchiveWriter {
  readonly reader: ArchiveReader;
  ingest(batch: ArchiveBatch): Promise<Archived<Ingested>>;
  stage(): Promise<Archived<StagedIngest>>;
  /** Merges what has become many small parts of a day. */
  merge(key: DayKey): Promise<Archived<undefined>>;
  /** Closes a day: one run of parts per kind, and its quality measured. */
  seal(key: DayKey): Promise<Archived<undefined>>;
  /** Deletes a day for good; what recordings already gave is remembered and not taken again. */
  remove(key: DayKey): Promise<Archived<undefined>>;
  /**
   * Moves days whose manifest is damaged out of the way and answers with where they are now: what their
   * sources gave can then be given again.
   */
  setAsideDamaged(): Promise<Archived<readonly string[]>>;
  close(): Promise<void>;
}
