import { closeSync, openSync, readSync } from 'node:fs';
import type { PulledFeed } from '../feed.ts';
import { openBinanceCapture } from './binance-capture.ts';
import { endingOnFailure, type RecordedFeed } from './recorded-feed.ts';
import { RecordingError } from './recording-error.ts';
import { RECORDING_MAGIC } from './recording-header.ts';
import { openSessionFeed } from './session-feed.ts';

/** A feed, or why the files were refused in one sentence. */
export type OpenedRecording =
  | { readonly ok: true; readonly feed: RecordedFeed }
  | { readonly ok: false; readonly failure: { readonly detail: string } };

type RecordingKind = 'capture' | 'session';

/**
 * Opens recorded market data as one feed, files in the order given. What a file is is told by its
 * content: a gzip capture of Binance frames, or a session recording of ours (`.ewrec`).
 */
export function openRecordedFeed(paths: readonly string[]): OpenedRecording {
  try {
    return { ok: true, feed: endingOnFailure(openByContent(paths)) };
  } catch (error) {
    if (!(error instanceof RecordingError)) throw error;
    return { ok: false, failure: { detail: error.message } };
  }
}

function openByContent(paths: readonly string[]): PulledFeed {
  const [first, ...others] = paths;
  if (first === undefined) throw new RecordingError('a recorded feed needs at least one file, had none');
  const kind = kindOf(first);
  const odd = others.find((path) => kindOf(path) !== kind);
  if (odd !== undefined) {
    throw new RecordingError(`${odd}: captures and session recordings cannot be mixed in one feed`);
  }
  return kind === 'capture' ? openBinanceCapture({ paths }) : openSessionFeed(paths);
}

function kindOf(path: string): RecordingKind {
  const start = firstBytes(path, RECORDING_MAGIC.length);
  if (start[0] === 0x1f && start[1] === 0x8b) return 'capture';
  if (start.toString('latin1') === RECORDING_MAGIC) return 'session';
  throw new RecordingError(
    `${path}: must be a gzip capture of Binance frames or a session recording (.ewrec), ` +
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
