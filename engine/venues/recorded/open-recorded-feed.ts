import { closeSync, openSync, readSync } from 'node:fs';
import type { PulledFeed } from '../feed.ts';
import { openBinanceCapture } from './binance-capture.ts';
import { openBitstampCapture } from './bitstamp-capture.ts';
import { openBookDump } from './book-dump.ts';
import { type CaptureShape, captureShapeOf } from './capture-kind.ts';
import { endingOnFailure, type RecordedFeed } from './recorded-feed.ts';
import { RecordingError } from './recording-error.ts';
import { RECORDING_MAGIC } from './recording-header.ts';
import type { Capture } from './capture.ts';
import { openSessionCapture } from './session-capture.ts';
import { openSessionFeed } from './session-feed.ts';

/** A feed, or why the files were refused in one sentence. */
export type OpenedRecording =
  | { readonly ok: true; readonly feed: RecordedFeed }
  | { readonly ok: false; readonly failure: { readonly detail: string } };

/** A recording of ours, or the shape of a capture of somebody else's. */
type RecordingKind = 'recording' | CaptureShape;

/**
 * Opens recorded market data as one feed, files in the order given. What a file is is told by its
 * content: a session recording of ours (`.ewrec`), or a gzip capture: Binance frames with receive times,
 * a raw websocket session of any venue known here, a Bybit book dump or Bitstamp order events.
 */
export function openRecordedFeed(paths: readonly string[]): OpenedRecording {
  try {
    return { ok: true, feed: endingOnFailure(openByContent(paths)) };
  } catch (error) {
    if (!(error instanceof RecordingError)) throw error;
    return { ok: false, failure: { detail: error.message } };
  }
}

/**
 * Opens gzip captures of any shape as one feed that counts what it comes upon.
 * @throws {RecordingError} when they cannot be read or are of different shapes.
 */
export function openCapture(paths: readonly string[]): Capture {
  const kind = commonKind(paths);
  if (kind === 'recording')
    throw new RecordingError(`${paths.join(', ')}: a session recording is no capture`);
  return CAPTURES[kind](paths);
}

const CAPTURES: Readonly<Record<CaptureShape, (paths: readonly string[]) => Capture>> = {
  frames: (paths) => openBinanceCapture({ paths }),
  session: openSessionCapture,
  'book-dump': openBookDump,
  orders: openBitstampCapture,
};

const openByContent = (paths: readonly string[]): PulledFeed =>
  commonKind(paths) === 'recording' ? openSessionFeed(paths) : openCapture(paths);

function commonKind(paths: readonly string[]): RecordingKind {
  const [first, ...others] = paths;
  if (first === undefined) throw new RecordingError('a recorded feed needs at least one file, had none');
  // What cannot be recognized is left to the oldest shape, whose reader says what it misses.
  const kind = kindOf(first) ?? 'frames';
  const odd = others.find((path) => (kindOf(path) ?? kind) !== kind);
  if (odd !== undefined) {
    throw new RecordingError(`${odd}: captures and session recordings cannot be mixed in one feed`);
  }
  return kind;
}

/** What a file is; undefined for a gzip file without a line that could be recognized. */
function kindOf(path: string): RecordingKind | undefined {
  const start = firstBytes(path, RECORDING_MAGIC.length);
  if (start[0] === 0x1f && start[1] === 0x8b) return captureShapeOf(path);
  if (start.toString('latin1') === RECORDING_MAGIC) return 'recording';
  throw new RecordingError(
    `${path}: must be a gzip capture of market data or a session recording (.ewrec), ` +
      `begins with ${start.length === 0 ? 'nothing' : JSON.stringify(start.toString('latin1', 0, 16))}`,
  );
}

function firstBytes(path: string, count: number): Buffer {
  try {
    const file = openSync(path, 'r');
    try {
      const bytes = Buffer.alloc(count);
      return bytes.subarray(0, readSync(file, bytes, 0, count, 0));
    } finally {
      closeSync(file);
    }
  } catch (error) {
    throw new RecordingError(`${path}: cannot be read: ${(error as Error).message}`, { cause: error });
  }
}
