import { closeSync, existsSync, openSync, renameSync, rmSync, statSync, writeSync } from 'node:fs';

/** Bytes held back on the disk, so that exits, stops and cancels can still be written down when it is full. */
export const RESERVE_BYTES = 32 * 1_048_576;
/** Written at a time: a fraction of a millisecond. */
export const SLICE_BYTES = 1_048_576;
const SLICE = Buffer.alloc(SLICE_BYTES);

/** A file that only takes room, until the room is needed. */
export class DiskReserve {
  readonly #path: string;
  #takenBytes = 0;

  constructor(path: string) {
    this.#path = path;
  }

  get isHeld(): boolean {
    return existsSync(this.#path) && statSync(this.#path).size >= RESERVE_BYTES;
  }

  /**
   * Takes the next slice of the room and answers whether all of it is held now. Real bytes, because a file with a
   * hole in it takes none.
   * @throws {Error} when the disk has less; what was taken of it is given back.
   */
  takeSlice(): boolean {
    if (this.isHeld) return true;
    try {
      // What a start before left half taken is written over.
      const file = openSync(this.#partial, this.#takenBytes === 0 ? 'w' : 'a', 0o600);
      try {
        this.#takenBytes += writeSync(file, SLICE);
      } finally {
        closeSync(file);
      }
      if (this.#takenBytes < RESERVE_BYTES) return false;
      renameSync(this.#partial, this.#path);
      this.#takenBytes = 0;
      return true;
    } catch (error) {
      this.release();
      throw error;
    }
  }

  /** Gives the room back, also what is taken of it so far; true when there was some. */
  release(): boolean {
    const wasHeld = this.isHeld || this.#takenBytes > 0;
    this.#takenBytes = 0;
    rmSync(this.#path, { force: true });
    rmSync(this.#partial, { force: true });
    return wasHeld;
  }

  get #partial(): string {
    return `${this.#path}.partial`;
  }
}
