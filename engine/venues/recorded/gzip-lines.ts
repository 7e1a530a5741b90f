import { closeSync, fstatSync, openSync, readFileSync, readSync } from 'node:fs';
import { constants, gunzipSync } from 'node:zlib';
import { GzipChunks } from './gzip-chunks.ts';
import { RecordingError } from './recording-error.ts';

/** Files that unpack to no more than this are unpacked at once, which is faster. */
const MOST_AT_ONCE_BYTES = 48 * 1_048_576;
/** No line of any capture is longer: a whole book of Coinbase has 6 MB. */
const MOST_LINE_BYTES = 64 * 1_048_576;
const LENGTH_BYTES = 4;
const NEWLINE = 10;

/** Pieces of a file, unpacked. */
interface Pieces {
  readonly progress: number;
  readonly isCutShort: boolean;
  next(): Buffer | undefined;
  close(): void;
}

/** Lines of gzip files, one after the other as if they were one, in bounded memory however long they are. */
export class GzipLines {
  readonly #paths: readonly string[];
  /** Files whose gzip stream breaks off; what could be unpacked is read all the same. */
  readonly cutShort: string[] = [];
  #fileIndex = -1;
  #pieces: Pieces | undefined;
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
    const left = this.#buffer.length === 0 ? 0 : 1 - this.#offset / this.#buffer.length;
    const inFile = Math.max(0, (this.#pieces?.progress ?? 1) - (this.#pieces instanceof AtOnce ? left : 0));
    return Math.min(1, (this.#fileIndex + inFile) / this.#paths.length);
  }

  /**
   * The next line without its end; undefined after the last.
   * @throws {RecordingError} when a file cannot be read or is not gzip, or a line is beyond all measure.
   */
  next(): string | undefined {
    for (;;) {
      const end = this.#buffer.indexOf(NEWLINE, this.#offset);
      if (end !== -1) return this.#lineTo(end);
      if (this.#readOn()) continue;
      if (this.#offset < this.#buffer.length) return this.#lineTo(this.#buffer.length);
      if (!this.#openNextFile()) return undefined;
    }
  }

  /** Lets go of what is in memory and reads nothing more. */
  close(): void {
    this.#fileIndex = this.#paths.length;
    this.#pieces?.close();
    this.#pieces = undefined;
    this.#buffer = Buffer.alloc(0);
    this.#offset = 0;
  }

  #lineTo(end: number): string {
    const line = this.#buffer.toString('utf8', this.#offset, end);
    this.#offset = end + 1;
    this.#lineNumber += 1;
    return line;
  }

  /** Puts the next piece behind what is left of the one before; false when the file has no more. */
  #readOn(): boolean {
    const piece = this.#pieces?.next();
    if (piece === undefined) {
      this.#noteEnd();
      return false;
    }
    const rest = this.#buffer.subarray(Math.min(this.#offset, this.#buffer.length));
    if (rest.length > MOST_LINE_BYTES) {
      throw new RecordingError(
        `${this.path} line ${this.#lineNumber + 1}: a line must not be longer than ${MOST_LINE_BYTES} bytes`,
      );
    }
    this.#buffer = rest.length === 0 ? piece : Buffer.concat([rest, piece]);
    this.#offset = 0;
    return true;
  }

  #noteEnd(): void {
    if (this.#pieces?.isCutShort === true && !this.cutShort.includes(this.path))
      this.cutShort.push(this.path);
  }

  #openNextFile(): boolean {
    if (this.#fileIndex + 1 >= this.#paths.length) {
      this.close();
      return false;
    }
    this.#pieces?.close();
    this.#fileIndex += 1;
    this.#buffer = Buffer.alloc(0);
    this.#offset = 0;
    this.#lineNumber = 0;
    this.#pieces = piecesOf(this.path);
    return true;
  }
}

function piecesOf(path: string): Pieces {
  try {
    if (unpackedBytes(path) <= MOST_AT_ONCE_BYTES) return new AtOnce(path);
  } catch (error) {
    // The length a file tells of itself may be wrong: what turns out larger is read piece by piece.
    if (!(error instanceof RangeError)) {
      const why = error instanceof Error ? error.message : String(error);
      throw new RecordingError(`${path}: a capture must be a readable gzip file: ${why}`, { cause: error });
    }
  }
  return new GzipChunks(path);
}

/** What the end of a gzip file says of its unpacked length, which counts only up to 4 GB. */
function unpackedBytes(path: string): number {
  const file = openSync(path, 'r');
  try {
    const { size } = fstatSync(file);
    const bytes = Buffer.alloc(LENGTH_BYTES);
    readSync(file, bytes, 0, LENGTH_BYTES, Math.max(0, size - LENGTH_BYTES));
    return Math.max(size, bytes.readUInt32LE(0));
  } finally {
    closeSync(file);
  }
}

/** A small file as one piece. */
class AtOnce implements Pieces {
  #piece: Buffer | undefined;
  isCutShort = false;

  /** @throws {RangeError} when the file unpacks to more than it says. */
  constructor(path: string) {
    const packed = readFileSync(path);
    try {
      this.#piece = gunzipSync(packed, { maxOutputLength: MOST_AT_ONCE_BYTES });
    } catch (error) {
      if (!(error instanceof Error) || !('code' in error) || error.code !== 'Z_BUF_ERROR') throw error;
      this.isCutShort = true;
      this.#piece = gunzipSync(packed, {
        maxOutputLength: MOST_AT_ONCE_BYTES,
        finishFlush: constants.Z_SYNC_FLUSH,
      });
    }
  }

  get progress(): number {
    return 1;
  }

  next(): Buffer | undefined {
    const piece = this.#piece;
    this.#piece = undefined;
    return piece === undefined || piece.length === 0 ? undefined : piece;
  }

  close(): void {
    this.#piece = undefined;
  }
}
