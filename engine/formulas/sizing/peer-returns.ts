import { RecentValues } from '../../numerics/recent-values.ts';
import type { PeerBars } from '../step-contents.ts';

/**
 * Log returns of the followed symbols over the last `length` bars. Whoever lacks a bar in them is left out
 * until it has them all. A change of the symbols followed begins anew.
 */
export class PeerReturns {
  readonly #length: number;
  #symbols = '';
  #closes: Float64Array = new Float64Array();
  #returns: readonly RecentValues[] = [];

  constructor(length: number) {
    this.#length = length;
  }

  push({ bars, symbols }: PeerBars): void {
    const names = symbols.join();
    if (names !== this.#symbols) {
      this.#symbols = names;
      this.#closes = new Float64Array(bars.length).fill(NaN);
      this.#returns = bars.map(() => new RecentValues(this.#length));
      bars.forEach((bar, i) => (this.#closes[i] = bar?.close ?? NaN));
      return;
    }
    for (let i = 0; i < bars.length; i += 1) {
      const close = bars[i]?.close ?? NaN;
      this.#returns[i]?.push(Math.log(close / (this.#closes[i] as number)));
      this.#closes[i] = close;
    }
  }

  /** Whether the own symbol has all of its returns. */
  get isFull(): boolean {
    return this.#returns[0]?.isFull === true;
  }

  /** The returns of those who have them all, oldest first, the own symbol first; nothing where it lacks one. */
  complete(): Float64Array[] {
    const [own, ...others] = this.#returns.map((each) => each.toArray());
    if (own === undefined || !isComplete(own, this.#length)) return [];
    return [own, ...others.filter((each) => isComplete(each, this.#length))];
  }
}

const isComplete = (returns: Float64Array, length: number): boolean =>
  returns.length === length && returns.every(Number.isFinite);
