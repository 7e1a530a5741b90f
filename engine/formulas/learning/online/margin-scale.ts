const MEMORY = 0.99;
const LEAST = 1e-9;

/** Puts the margins of a linear classifier, whose size means nothing by itself, in units of their usual size. */
export class MarginScale {
  #usual: number | undefined;

  /** Begins at the size of the first margin where no `start` is given. */
  constructor(start?: number) {
    this.#usual = start;
  }

  /** The margin in units of the running mean size, itself included. */
  scaled(margin: number): number {
    const size = Math.abs(margin);
    const usual = this.#usual === undefined ? size : MEMORY * this.#usual + (1 - MEMORY) * size;
    this.#usual = usual;
    return margin / Math.max(LEAST, usual);
  }
}
