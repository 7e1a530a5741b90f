import { crc32 } from 'node:zlib';
import type { KernelEvent } from '../../domain/session/kernel-event.ts';
import type { SessionDescription } from '../../domain/session/session-description.ts';
import { type EventRow, eventOf } from './event-rows.ts';
import { LineReader } from './line-reader.ts';
import { RecordingError } from './recording-error.ts';
import { readHeader } from './recording-header.ts';

/**
 * How a recording ends: `complete` with its last mark; `open` when it was never closed; `torn` when
 * its last line is cut off, as after a crash; `unread` while the end has not been reached.
 */
export type RecordingEnd = 'unread' | 'complete' | 'open' | 'torn';

/** A recording being read, one event at a time. */
export interface Recording {
  readonly path: string;
  readonly description: SessionDescription;
  /**
   * The next event; undefined after the last.
   * @throws {RecordingError} naming the file, the line and the rule when a line is malformed.
   */
  next(): KernelEvent | undefined;
  /** Events given out so far. */
  readonly eventCount: number;
  readonly end: RecordingEnd;
  /** The share of the file already read, 0 to 1. */
  readonly progress: number;
  close(): void;
}

/**
 * Opens a session recording and reads its header.
 * @throws {RecordingError} when the file cannot be opened or its header is malformed.
 */
export function readRecording(path: string): Recording {
  return new RecordingReader(new LineReader(path));
}

class RecordingReader implements Recording {
  readonly path: string;
  readonly description: SessionDescription;
  readonly #lines: LineReader;
  eventCount = 0;
  end: RecordingEnd = 'unread';
  #crc = 0;

  constructor(lines: LineReader) {
    this.#lines = lines;
    this.path = lines.path;
    try {
      const first = lines.next();
      if (first === undefined) throw new RecordingError('the file holds no whole line, so no header');
      this.description = readHeader(first);
      this.#crc = crc32(lines.lineBytes, 0);
    } catch (error) {
      lines.close();
      throw this.#placed(error);
    }
  }

  get progress(): number {
    return this.end === 'unread' ? this.#lines.progress : 1;
  }

  next(): KernelEvent | undefined {
    try {
      for (let line = this.#lines.next(); line !== undefined; line = this.#lines.next()) {
        const event = this.#take(line);
        if (event !== undefined) return event;
      }
    } catch (error) {
      throw this.#placed(error);
    }
    if (this.end === 'unread') this.end = this.#lines.torn === '' ? 'open' : 'torn';
    return undefined;
  }

  close(): void {
    this.#lines.close();
  }

  /** The event of a line; undefined for a mark. */
  #take(line: string): KernelEvent | undefined {
    if (this.end === 'complete') throw new RecordingError('nothing may follow the last mark');
    const row = rowFrom(line);
    if (row[0] === '#') {
      this.#checkMark(row);
      this.#crc = crc32(this.#lines.lineBytes, this.#crc);
      return undefined;
    }
    const event = eventOf(row, this.description.instruments);
    this.#crc = crc32(this.#lines.lineBytes, this.#crc);
    this.eventCount += 1;
    return event;
  }

  #checkMark(row: EventRow): void {
    if (row[1] !== this.eventCount) {
      throw new RecordingError(
        `the mark must state ${this.eventCount} events before it, stated ${String(row[1])}`,
      );
    }
    if (row[2] !== this.#crc) {
      throw new RecordingError(
        `the bytes before the mark must have CRC-32 ${String(row[2])}, have ${this.#crc}`,
      );
    }
    if (row[3] === 'end') this.end = 'complete';
  }

  #placed(error: unknown): unknown {
    if (!(error instanceof RecordingError) || error.message.startsWith(this.path)) return error;
    return new RecordingError(`${this.path} line ${Math.max(1, this.#lines.lineNumber)}: ${error.message}`, {
      cause: error,
    });
  }
}

function rowFrom(line: string): EventRow {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch (error) {
    throw new RecordingError('a line must be a JSON list', { cause: error });
  }
  if (!Array.isArray(value)) throw new RecordingError('a line must be a JSON list');
  return value as EventRow;
}
