import { readFileSync } from 'node:fs';
import { constants, gunzipSync } from 'node:zlib';
import { RecordingError } from './recording-error.ts';

/** Largest unpacked size of one file; a larger one must be cut into several. */
const MOST_BYTES = 1_500_000_000;
const NEWLINE = 10;

/** Lines of gzip files, one after the other as if they were one; one file is in memory at a time. */
export class GzipLines {
  readonly #paths: readonly string[];
  /** Files whose gzip stream breaks off; what could be unpacked is read all the same. */
  readonly cutShort: string[] = [];
  #fileIndex = -1;
  #buffer: Buffer = Buffer.alloc(0);
  #offset = 0;
  #lineNumber = 0;

  constructor(paths: readonly string[]) {
    this.#paths = paths;
  }

  /** The file of the line read last. */
  get path(): string {
    return this.#paths[this.#fileIndex] ?? '';
  }

  /** The number of the line read last in its file, from 1. */
  get lineNumber(): number {
    return this.#lineNumber;
  }

  /** The share already read, by files and by bytes inside the file, 0 to 1. */
  get progress(): number {
    if (this.#fileIndex < 0) return 0;
    const inFile = this.#buffer.length === 0 ? 1 : this.#offset / this.#buffer.length;
    return Math.min(1, (this.#fileIndex + inFile) / this.#paths.length);
  }

  /**
   * The next line without its end; undefined after the last.
   * @throws {RecordingError} when a file cannot be read or is not gzip.
   */
  next(): string | undefined {
    while (this.#offset >= this.#buffer.length) {
      if (!this.#openNextFile()) return undefined;
    }
    const found = this.#buffer.indexOf(NEWLINE, this.#offset);
    const end = found === -1 ? this.#buffer.length : found;
    const line = this.#buffer.toString('utf8', this.#offset, end);
    this.#offset = end + 1;
    this.#lineNumber += 1;
    return line;
  }

  /** Lets go of what is in memory and reads nothing more. */
  close(): void {
    this.#fileIndex = this.#paths.length;
    this.#buffer = Buffer.alloc(0);
    this.#offset = 0;
  }

  #openNextFile(): boolean {
    if (this.#fileIndex + 1 >= this.#paths.length) {
      this.close();
      return false;
    }
    this.#fileIndex += 1;
    this.#offset = 0;
    this.#lineNumber = 0;
    this.#buffer = this.#unpack(this.path);
    return true;
  }

  #unpack(path: string): Buffer {
    try {
      const packed = readFileSync(path);
      try {
        return gunzipSync(packed, { maxOutputLength: MOST_BYTES });
      } catch (error) {
        if (!(error instanceof Error) || !('code' in error) || error.code !== 'Z_BUF_ERROR') throw error;
        this.cutShort.push(path);
        return gunzipSync(packed, { maxOutputLength: MOST_BYTES, finishFlush: constants.Z_SYNC_FLUSH });
      }
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      throw new RecordingError(`${path}: a capture must be a readable gzip file: ${why}`, { cause: error });
    }
  }
}
