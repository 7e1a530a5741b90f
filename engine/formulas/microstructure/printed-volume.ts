const CAPACITY = 256;

/**
 * What was printed in the last moments and has not yet been found missing from the book: a level that shrinks
 * by it was traded away, by the rest it was canceled. Of very many prints in a moment the last 256 are known.
 */
export class PrintedVolume {
  readonly #withinMs: number;
  readonly #times = new Float64Array(CAPACITY);
  readonly #prices = new Float64Array(CAPACITY);
  /** Sizes left, below zero where a seller crossed. */
  readonly #left = new Float64Array(CAPACITY);
  #count = 0;

  constructor(withinMs: number) {
    this.#withinMs = withinMs;
  }

  /** Takes in a print; `sign` is +1 of a buyer who crossed, -1 of a seller. */
  push(time: number, price: number, signedSize: number): void {
    const place = this.#count % CAPACITY;
    this.#times[place] = time;
    this.#prices[place] = price;
    this.#left[place] = signedSize;
    this.#count += 1;
  }

  /** Uses up to `amount` of what buyers (`sign` 1) or sellers (-1) took at a price, the newest first; answers how much. */
  take(time: number, price: number, ...[sign, amount]: [1 | -1, number]): number {
    let taken = 0;
    const oldest = Math.max(0, this.#count - CAPACITY);
    for (let i = this.#count - 1; i >= oldest && taken < amount; i -= 1) {
      const place = i % CAPACITY;
      if (time - (this.#times[place] as number) > this.#withinMs) break;
      const left = sign * (this.#left[place] as number);
      if (this.#prices[place] !== price || left <= 0) continue;
      const part = Math.min(left, amount - taken);
      this.#left[place] = sign * (left - part);
      taken += part;
    }
    return taken;
  }
}
