import { closeSync, existsSync, openSync, readSync, statSync } from 'node:fs';
import type { Instrument } from '../domain/instrument/instrument.ts';
import type { MarketEvent } from '../domain/market/market-event.ts';
import type { KernelEvent } from '../domain/session/kernel-event.ts';
import type { SessionDescription } from '../domain/session/session-description.ts';
import { openDataFolder } from '../runtime/data-folder.ts';
import { initialStateOf } from '../runtime/kernel-state.ts';
import type { OtherMarket } from '../research/drift/other-market.ts';
import { openRecordedFeed } from '../venues/recorded/open-recorded-feed.ts';
import { readRecording, type Recording } from '../venues/recorded/read-recording.ts';
import type { RecordedFeed } from '../venues/recorded/recorded-feed.ts';
import { RECORDING_MAGIC } from '../venues/recorded/recording-header.ts';
import { type ParsedArguments, UsageError } from './arguments.ts';
import { defaultDataDir } from './console.ts';

/** The folder journal and recordings are in. @throws {UsageError} when one is named that is none. */
export function dataDirOf(parsed: ParsedArguments): string {
  const named = parsed.options['data-dir'];
  if (named === undefined) return defaultDataDir();
  if (!statSync(named, { throwIfNoEntry: false })?.isDirectory())
    throw new UsageError(`--data-dir must be a folder that is there, was ${named}`);
  return named;
}

/** The recording a person means: a file, or the id of a session of the data folder. @throws {UsageError} */
export function recordingNamed(what: string, root: string): string {
  if (existsSync(what)) return checkedRecording(what);
  const path = openDataFolder(root).recordingPath(what);
  if (existsSync(path)) return checkedRecording(path);
  throw new UsageError(`there is neither a file ${what} nor a recording ${path}`);
}

/** A file that begins like a recording. */
function checkedRecording(path: string): string {
  if (!statSync(path).isFile()) throw new UsageError(`${path} must be a recording, it is no file`);
  const start = Buffer.alloc(RECORDING_MAGIC.length);
  const file = openSync(path, 'r');
  try {
    const read = start.toString('latin1', 0, readSync(file, start));
    if (read === RECORDING_MAGIC) return path;
    if (read.startsWith('SQLite format 3'))
      throw new UsageError(
        `${path} must be a recording or the id of a session, it is a database: name a session of it and --data-dir`,
      );
    throw new UsageError(
      `${path} must be a recording and begin with ${RECORDING_MAGIC}, began with ${JSON.stringify(read)}`,
    );
  } finally {
    closeSync(file);
  }
}

/**
 * What a recorded session is made of.
 * @throws {RecordingError} when the header is malformed.
 * @throws {UsageError} when the state it began with is no checkpoint.
 */
export function descriptionIn(path: string): SessionDescription {
  const recording = readRecording(path);
  recording.close();
  const { description } = recording;
  try {
    initialStateOf(description);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new UsageError(`${path} line 1: header initialState must be a checkpoint: ${error.message}`, {
      cause: error,
    });
  }
  return description;
}

/** Who follows the reading of a recording. */
export interface ReadingWitness {
  /** Told the share of the file that is read, every so often; ends it by answering false. */
  readonly onProgress: (share: number) => boolean;
  /** Told when it is over. */
  readonly onEnd: (recording: Recording) => void;
}

/**
 * The first `count` events of a recording, read anew each time.
 * @yields one event after the other.
 */
export function* recordedEvents(
  path: string,
  count: number,
  { onEnd, onProgress }: ReadingWitness,
): Generator<KernelEvent> {
  const recording = readRecording(path);
  try {
    for (let left = count; left > 0; left -= 1) {
      const event = recording.next();
      if (event === undefined) return;
      yield event;
      if (recording.eventCount % 2000 === 0 && !onProgress(recording.progress)) return;
    }
  } finally {
    onEnd(recording);
    recording.close();
  }
}

/**
 * Other files as the market of a session.
 * @throws {UsageError} when they cannot be read or do not know an instrument of the session as it does.
 */
export function otherMarketOf(paths: readonly string[], instruments: readonly Instrument[]): OtherMarket {
  const feed = openFeed(paths);
  feed.close();
  for (const { id, lotSize, tickSize } of instruments) {
    const there = feed.instruments.find((each) => each.id === id);
    if (there?.tickSize !== tickSize || there.lotSize !== lotSize)
      throw new UsageError(
        `--data must have ${id} with tick ${tickSize} and lot ${lotSize}, ` +
          (there ? `has tick ${there.tickSize} and lot ${there.lotSize}` : 'has it not'),
      );
  }
  const known = new Set(instruments.map(({ id }) => id));
  return { name: paths.join(', '), events: () => eventsOf(paths, known) };
}

/** @yields what the files tell of known instruments. */
function* eventsOf(paths: readonly string[], known: ReadonlySet<string>): Generator<MarketEvent> {
  const feed = openFeed(paths);
  try {
    for (let event = feed.next(); event; event = feed.next()) if (known.has(event.instrument)) yield event;
    if (feed.failure !== undefined) throw new UsageError(feed.failure);
  } finally {
    feed.close();
  }
}

function openFeed(paths: readonly string[]): RecordedFeed {
  const opened = openRecordedFeed(paths);
  if (!opened.ok) throw new UsageError(opened.failure.detail);
  return opened.feed;
}
