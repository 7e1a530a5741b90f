import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { FlateErrorCode, Gunzip } from 'fflate';
import { RecordingError } from './recording-error.ts';

/** Gzip unpacks to at most about a thousand times as much: 8 MB a read, however hostile the file. */
const READ_BYTES = 8192;

/**
 * A gzip file unpacked piece by piece: no more than what one read of it unpacks to is in memory. Node can
 * unpack synchronously only as a whole.
 */
export class GzipChunks {
  readonly #path: string;
  readonly #file: number;
  readonly #size: number;
  readonly #packed = new Uint8Array(READ_BYTES);
  readonly #gunzip: Gunzip;
  #ready: Uint8Array[] = [];
  #readBytes = 0;
  #isOpen = true;
  /** Whether the stream broke off before its end. */
  isCutShort = false;

  /** @throws {RecordingError} when the file cannot be opened. */
  constructor(path: string) {
    this.#path = path;
    try {
      this.#file = openSync(path, 'r');
      this.#size = fstatSync(this.#file).size;
    } catch (error) {
      throw this.#refusal(error);
    }
    this.#gunzip = new Gunzip((chunk) => {
      if (chunk.length > 0) this.#ready.push(chunk);
    });
  }

  /** The share of the file that was read, 0 to 1. */
  get progress(): number {
    return this.#size === 0 ? 1 : this.#readBytes / this.#size;
  }

  /**
   * The next piece; undefined after the last.
   * @throws {RecordingError} when what was packed is damaged.
   */
  next(): Buffer | undefined {
    while (this.#ready.length === 0) {
      if (!this.#isOpen) return undefined;
      this.#readOn();
    }
    const chunk = this.#ready.shift() as Uint8Array;
    return Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
  }

  close(): void {
    this.#ready = [];
    if (!this.#isOpen) return;
    this.#isOpen = false;
    closeSync(this.#file);
  }

  #readOn(): void {
    const count = readSync(this.#file, this.#packed, 0, READ_BYTES, this.#readBytes);
    this.#readBytes += count;
    const isLast = count === 0;
    try {
      this.#gunzip.push(this.#packed.slice(0, count), isLast);
    } catch (error) {
      if (!isBreakingOff(error)) throw this.#refusal(error);
      this.isCutShort = true;
    }
    if (!isLast) return;
    this.#isOpen = false;
    closeSync(this.#file);
  }

  #refusal(error: unknown): RecordingError {
    const why = error instanceof Error ? error.message : String(error);
    return new RecordingError(`${this.#path}: a capture must be a readable gzip file: ${why}`, {
      cause: error,
    });
  }
}

const isBreakingOff = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === FlateErrorCode.UnexpectedEOF;
