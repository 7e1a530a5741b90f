import { closeSync, existsSync, openSync, renameSync, rmSync, statSync, writeSync } from 'node:fs';

/** Bytes held back on the disk, so that exits, stops and cancels can still be written down when it is full. */
export const RESERVE_BYTES = 32 * 1_048_576;
const CHUNK = Buffer.alloc(1_048_576);

/** A file that only takes room, until the room is needed. */
export class DiskReserve {
  readonly #path: string;

  constructor(path: string) {
    this.#path = path;
  }

  get isHeld(): boolean {
    return existsSync(this.#path) && statSync(this.#path).size >= RESERVE_BYTES;
  }

  /**
   * Takes the room. Real bytes, because a file with a hole in it takes none.
   * @throws {Error} when the disk has less; what was taken of it is given back.
   */
  hold(): void {
    if (this.isHeld) return;
    const partial = `${this.#path}.partial`;
    try {
      const file = openSync(partial, 'w', 0o600);
      try {
        for (let held = 0; held < RESERVE_BYTES;) held += writeSync(file, CHUNK);
      } finally {
        closeSync(file);
      }
      renameSync(partial, this.#path);
    } catch (error) {
      rmSync(partial, { force: true });
      throw error;
    }
  }

  /** Gives the room back; true when there was some. */
  release(): boolean {
    const wasHeld = this.isHeld;
    rmSync(this.#path, { force: true });
    return wasHeld;
  }
}
