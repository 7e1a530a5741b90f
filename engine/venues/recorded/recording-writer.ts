import { closeSync, openSync, writeSync } from 'node:fs';
import { crc32 } from 'node:zlib';
import type { KernelEvent } from '../../domain/session/kernel-event.ts';
import type { SessionDescription } from '../../domain/session/session-description.ts';
import { rowOf } from './event-rows.ts';
import { headerLineOf } from './recording-header.ts';

/** Events between two marks. */
export const EVENTS_PER_MARK = 1000;

/** Characters collected before they are written by themselves. */
const MOST_WAITING = 65_536;

/**
 * Writes a session's events into a recording, in order, append-only. Lines wait in memory until
 * `flush` or until they are many. Every thousand events, and at the end, a mark states how many
 * events came before and the CRC-32 of all bytes before it.
 */
export class RecordingWriter {
  readonly path: string;
  readonly #file: number;
  readonly #places = new Map<string, number>();
  #waiting = '';
  #written = 0;
  #crc = 0;
  #eventCount = 0;
  #isOpen = true;

  private constructor(path: string, file: number, session: SessionDescription) {
    this.path = path;
    this.#file = file;
    for (const [place, { id }] of session.instruments.entries()) this.#places.set(id, place);
    this.#waiting = `${headerLineOf(session)}\n`;
  }

  /**
   * Begins a recording for its owner's eyes only (mode 0600).
   * @throws {Error} of the file system when the file is there already or cannot be made.
   */
  static create(path: string, session: SessionDescription): RecordingWriter {
    const writer = new RecordingWriter(path, openSync(path, 'wx', 0o600), session);
    writer.flush();
    return writer;
  }

  /** Bytes of the recording, those not yet written included. */
  get bytes(): number {
    return this.#written + Buffer.byteLength(this.#waiting);
  }

  /** @throws {RangeError} when the instrument is not of this session, or after `close`. */
  append(event: KernelEvent): void {
    if (!this.#isOpen) throw new RangeError(`${this.path}: the recording is closed`);
    this.#waiting += `${JSON.stringify(rowOf(event, this.#placeOf))}\n`;
    this.#eventCount += 1;
    if (this.#eventCount % EVENTS_PER_MARK === 0) this.#mark();
    else if (this.#waiting.length >= MOST_WAITING) this.flush();
  }

  /** Hands everything to the operating system: it outlives this process, not a power cut. */
  flush(): void {
    if (this.#waiting === '') return;
    const bytes = Buffer.from(this.#waiting, 'utf8');
    this.#waiting = '';
    let done = 0;
    while (done < bytes.length) done += writeSync(this.#file, bytes, done);
    this.#crc = crc32(bytes, this.#crc);
    this.#written += bytes.length;
  }

  /** Writes the last mark and closes the file; closing again does nothing. */
  close(): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    try {
      this.#mark('end');
      this.flush();
    } finally {
      closeSync(this.#file);
    }
  }

  #mark(last?: 'end'): void {
    this.flush();
    const mark = ['#', this.#eventCount, this.#crc, ...(last === undefined ? [] : [last])];
    this.#waiting = `${JSON.stringify(mark)}\n`;
  }

  readonly #placeOf = (instrument: string): number => {
    const place = this.#places.get(instrument);
    if (place === undefined)
      throw new RangeError(`${this.path}: instrument ${instrument} is not of this session`);
    return place;
  };
}
