import type { PeerBars } from './step-contents.ts';

/**
 * Log returns of the first `most` followed symbols, the own one first, from one time at which all of them
 * have a bar to the next; a time at which one is missing is left out.
 */
export class PeerReturns {
  readonly #most: number;
  #symbols: readonly string[] = [];
  #closes: Float64Array = new Float64Array(0);
  #returns: Float64Array = new Float64Array(0);

  constructor(most: number) {
    this.#most = most;
  }

  /** How many times other symbols than before have come; 1 with the first. */
  generation = 0;

  /** One return per symbol, as of the last time that had some; the list is used again. */
  get values(): Readonly<Float64Array> {
    return this.#returns;
  }

  /** Takes in the bars of a time; whether they gave returns. Other symbols than before begin anew. */
  push({ bars, symbols }: PeerBars): boolean {
    const count = Math.min(this.#most, bars.length);
    for (let i = 0; i < count; i += 1) if (bars[i] === undefined) return false;
    const isFirst = this.#closes.length !== count || !this.#isSame(symbols, count);
    if (isFirst) {
      this.generation += 1;
      this.#symbols = symbols.slice(0, count);
      this.#closes = new Float64Array(count);
      this.#returns = new Float64Array(count);
    }
    for (let i = 0; i < count; i += 1) {
      const close = bars[i]?.close as number;
      this.#returns[i] = isFirst ? NaN : Math.log(close / (this.#closes[i] as number));
      this.#closes[i] = close;
    }
    return !isFirst;
  }

  #isSame(symbols: readonly string[], count: number): boolean {
    for (let i = 0; i < count; i += 1) if (symbols[i] !== this.#symbols[i]) return false;
    return true;
  }
}
