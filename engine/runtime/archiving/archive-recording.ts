import { statSync } from 'node:fs';
import type { ArchiveFailure } from '../../archive/archive-failure.ts';
import type { ArchiveSource } from '../../archive/archive.ts';
import type { ArchiveWriter } from '../../archive/archive-writer.ts';
import type { SessionDescription } from '../../domain/session/session-description.ts';
import { readRecording } from '../../venues/recorded/read-recording.ts';
import { RecordingError } from '../../venues/recorded/recording-error.ts';
import { isArchivable } from './archivable.ts';
import { isOfArchive } from './is-of-archive.ts';
import type { RecordingProgress } from './archive-state.ts';
import { type NumberedEvent, RecordingTail } from './recording-tail.ts';

/** Rows collected before they are archived: what a part of a busy market has, and what memory can hold. */
const ROWS_PER_BATCH = 100_000;

/** Where a recording goes and what is told about it. */
export interface RecordingRound {
  readonly path: string;
  readonly from: RecordingProgress;
  readonly writer: ArchiveWriter;
  /** Everything before `progress` is on the disk. */
  onProgress(progress: RecordingProgress, rows: number): void;
  readonly shouldStop: () => boolean;
}

/**
 * Archives what a recording has gained, batch by batch. Answers with the failure of the archive that
 * stopped it, if one did; what is wrong with the recording itself is in its progress.
 */
export async function archiveRecording(round: RecordingRound): Promise<ArchiveFailure | undefined> {
  const { from, path } = round;
  const { size } = statSync(path);
  const description = describedIn(path);
  if (typeof description === 'string') {
    round.onProgress({ ...from, readToEndBytes: size, broken: description }, 0);
    return undefined;
  }
  if (!isArchivable(description)) {
    round.onProgress({ ...from, readToEndBytes: size }, 0);
    return undefined;
  }
  const tail = new RecordingTail(path, description.instruments, from);
  try {
    return await archiveTail(round, tail, description);
  } finally {
    tail.close();
  }
}

/** What a recording is of, or why that cannot be known. */
function describedIn(path: string): SessionDescription | string {
  try {
    const recording = readRecording(path);
    recording.close();
    return recording.description;
  } catch (error) {
    if (error instanceof RecordingError) return error.message;
    throw error;
  }
}

async function archiveTail(
  round: RecordingRound,
  tail: RecordingTail,
  description: SessionDescription,
): Promise<ArchiveFailure | undefined> {
  let { refused } = round.from;
  while (!round.shouldStop()) {
    const batch = readBatch(tail, description.source === 'sandbox');
    const stored = await store(round.writer, batch, description);
    if (stored.stopped) return stored.stopped;
    refused = stored.refused ?? refused;
    const progress = { ...tail.progress, ...(refused !== undefined && { refused }) };
    round.onProgress({ ...progress, ...(batch.isLast && endOf(batch, tail, round.path)) }, stored.rows);
    if (batch.isLast) return undefined;
  }
  return undefined;
}

/** Behind a broken line nothing can be read, so that there the recording has been read to its end. */
const endOf = ({ broken }: Batch, tail: RecordingTail, path: string) =>
  broken === undefined
    ? { readToEndBytes: tail.progress.bytes + tail.tornBytes }
    : { readToEndBytes: statSync(path).size, broken };

interface Batch {
  readonly events: ReadonlyMap<string, readonly NumberedEvent[]>;
  /** No whole line was left, or one was malformed. */
  readonly isLast: boolean;
  readonly broken?: string;
}

function readBatch(tail: RecordingTail, isSimulated: boolean): Batch {
  const events = new Map<string, NumberedEvent[]>();
  let rows = 0;
  try {
    while (rows < ROWS_PER_BATCH) {
      const next = tail.next();
      if (!next) return { events, isLast: true };
      if (!isOfArchive(next.event, isSimulated)) continue;
      const known = events.get(next.event.instrument);
      if (known) known.push(next);
      else events.set(next.event.instrument, [next]);
      rows += rowsOf(next);
    }
    return { events, isLast: false };
  } catch (error) {
    if (!(error instanceof RecordingError)) throw error;
    return { events, isLast: true, broken: error.message };
  }
}

const rowsOf = ({ event }: NumberedEvent): number =>
  event.kind === 'book-snapshot' || event.kind === 'book-delta'
    ? (event.bids.length + event.asks.length) / 2
    : 1;

interface Stored {
  readonly rows: number;
  /** The archive cannot take anything now. */
  readonly stopped?: ArchiveFailure;
  /** The archive cannot take these events, now or later. */
  readonly refused?: string;
}

/** What is wrong with the events themselves stays wrong, and must not hold up other recordings. */
const NEVER_TAKEN: ReadonlySet<ArchiveFailure['code']> = new Set([
  'steps-differ',
  'bad-value',
  'out-of-order',
  'unknown-day',
]);

async function store(
  writer: ArchiveWriter,
  { events }: Batch,
  description: SessionDescription,
): Promise<Stored> {
  const source: ArchiveSource = {
    id: description.sessionId,
    origin: 'recorded',
    isSimulated: description.source === 'sandbox',
  };
  let stored: Stored = { rows: 0 };
  for (const instrument of description.instruments) {
    const ingested = await writer.ingest({ instrument, source, events: events.get(instrument.id) ?? [] });
    if (ingested.ok) stored = { ...stored, rows: stored.rows + ingested.value.rows };
    else if (NEVER_TAKEN.has(ingested.failure.code)) stored = { ...stored, refused: ingested.failure.detail };
    else return { rows: stored.rows, stopped: ingested.failure };
  }
  return stored;
}
