/** Spoils the checksums of books on purpose. */
export class ChecksumFault {
  #left = 0;

  /** The next `count` checksums are wrong. */
  spoilNext(count = 1): void {
    this.#left += count;
  }

  /** The checksum that is sent in place of the right one. */
  sent(right: number): number {
    if (this.#left === 0) return right;
    this.#left -= 1;
    return right ^ 1;
  }
}
