import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { RecordingError } from './recording-error.ts';

const CHUNK_BYTES = 262_144;
const NEWLINE = 10;
/** No line of ours is longer: a snapshot of a thousand levels has about 40 kB. */
const MOST_LINE_BYTES = 64 * 1_048_576;

/** Reads a file line by line, one chunk in memory at a time. */
export class LineReader {
  readonly path: string;
  readonly #file: number;
  readonly #size: number;
  #chunk: Buffer = Buffer.alloc(0);
  #offset = 0;
  #readBytes: number;
  #lineNumber = 0;
  #isOpen = true;
  /** The bytes of the line given last, its end included. */
  lineBytes: Buffer = Buffer.alloc(0);
  /** What follows the last line end, when the file does not end with one. */
  torn = '';

  /**
   * Begins at byte `from` of the file.
   * @throws {RecordingError} when the file cannot be opened.
   */
  constructor(path: string, from = 0) {
    this.path = path;
    try {
      this.#file = openSync(path, 'r');
      this.#size = fstatSync(this.#file).size;
    } catch (error) {
      throw new RecordingError(`${path}: cannot be opened: ${(error as Error).message}`, { cause: error });
    }
    this.#readBytes = from;
  }

  /** Number of the line given last, from 1. */
  get lineNumber(): number {
    return this.#lineNumber;
  }

  /** The share of the file already given out, 0 to 1. */
  get progress(): number {
    return this.#size === 0
      ? 1
      : Math.min(1, (this.#readBytes - this.#chunk.length + this.#offset) / this.#size);
  }

  /** The next whole line without its end; undefined after the last. What has no line end goes to `torn`. */
  next(): string | undefined {
    for (;;) {
      const end = this.#chunk.indexOf(NEWLINE, this.#offset);
      if (end !== -1) {
        this.lineBytes = this.#chunk.subarray(this.#offset, end + 1);
        this.#offset = end + 1;
        this.#lineNumber += 1;
        return this.lineBytes.toString('utf8', 0, this.lineBytes.length - 1);
      }
      if (!this.#readOn()) return undefined;
    }
  }

  close(): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    this.#chunk = Buffer.alloc(0);
    this.#offset = 0;
    closeSync(this.#file);
  }

  #readOn(): boolean {
    if (!this.#isOpen) return false;
    const rest = this.#chunk.subarray(this.#offset);
    if (rest.length > MOST_LINE_BYTES) {
      throw new RecordingError(
        `${this.path} line ${this.#lineNumber + 1}: a line must not be longer than ${MOST_LINE_BYTES} bytes`,
      );
    }
    const next = Buffer.allocUnsafe(rest.length + CHUNK_BYTES);
    rest.copy(next);
    const count = readSync(this.#file, next, rest.length, CHUNK_BYTES, this.#readBytes);
    if (count === 0) {
      this.torn = rest.toString('utf8');
      this.close();
      return false;
    }
    this.#readBytes += count;
    this.#chunk = next.subarray(0, rest.length + count);
    this.#offset = 0;
    return true;
  }
}
