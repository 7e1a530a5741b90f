import { crc32 } from 'node:zlib';
import type { Instrument } from '../../domain/instrument/instrument.ts';
import type { MarketEvent } from '../../domain/market/market-event.ts';
import { unixMs } from '../../domain/units/time.ts';
import { isMarketEvent } from '../../domain/session/kernel-event.ts';
import { type EventRow, eventOf } from '../../venues/recorded/event-rows.ts';
import { LineReader } from '../../venues/recorded/line-reader.ts';
import { RecordingError } from '../../venues/recorded/recording-error.ts';
import { NOTHING_ARCHIVED, type RecordingProgress } from './archive-state.ts';

/** A market event of a recording and its number among all events there, from 1. */
export interface NumberedEvent {
  readonly position: number;
  readonly event: MarketEvent;
}

/**
 * Reads a recording from where it was left, while it may still be written: a last line without its end
 * is not there yet. Marks are checked against the bytes before them.
 */
export class RecordingTail {
  readonly #lines: LineReader;
  readonly #instruments: readonly Instrument[];
  #bytes: number;
  #events: number;
  #crc: number;
  #time: number;
  #lastLine = '';

  /** @throws {RecordingError} when the file cannot be opened. */
  constructor(path: string, instruments: readonly Instrument[], from: RecordingProgress = NOTHING_ARCHIVED) {
    this.#lines = new LineReader(path, from.bytes);
    this.#instruments = instruments;
    this.#bytes = from.bytes;
    this.#events = from.events;
    this.#crc = from.crc;
    this.#time = from.time;
    // The header has been read by whoever knows the instruments.
    if (from.bytes === 0 && this.#lines.next() !== undefined) this.#pass();
  }

  /** How far it has been read. */
  get progress(): RecordingProgress {
    return { bytes: this.#bytes, events: this.#events, crc: this.#crc, time: this.#time };
  }

  /** Bytes of a last line that is not whole. */
  get tornBytes(): number {
    return Buffer.byteLength(this.#lastLine);
  }

  /**
   * The next market event; undefined when no whole line is left.
   * @throws {RecordingError} naming the file, the byte and the rule when a line is malformed.
   */
  next(): NumberedEvent | undefined {
    for (let line = this.#lines.next(); line !== undefined; line = this.#lines.next()) {
      const event = this.#take(line);
      this.#pass();
      if (event) return event;
    }
    this.#lastLine = this.#lines.torn;
    return undefined;
  }

  close(): void {
    this.#lines.close();
  }

  #take(line: string): NumberedEvent | undefined {
    try {
      const row = JSON.parse(line) as EventRow;
      if (!Array.isArray(row)) throw new RecordingError('a line must be a JSON list');
      if (row[0] === '#') {
        this.#checkMark(row);
        return undefined;
      }
      const event = eventOf(row, this.#instruments);
      this.#events += 1;
      if (event.time > this.#time) this.#time = event.time;
      if (!isMarketEvent(event)) return undefined;
      // The kernel took an event with an earlier time for one of its own time, too.
      const time = unixMs(this.#time);
      return { position: this.#events, event: event.time === time ? event : { ...event, time } };
    } catch (error) {
      const rule = error instanceof Error ? error.message : String(error);
      throw new RecordingError(`${this.#lines.path} at byte ${this.#bytes}: ${rule}`, { cause: error });
    }
  }

  #checkMark(row: EventRow): void {
    if (row[1] === this.#events && row[2] === this.#crc) return;
    throw new RecordingError(
      `the mark must state ${this.#events} events and CRC-32 ${this.#crc}, stated ${String(row[1])} and ${String(row[2])}`,
    );
  }

  #pass(): void {
    const { lineBytes } = this.#lines;
    this.#bytes += lineBytes.length;
    this.#crc = crc32(lineBytes, this.#crc);
  }
}
