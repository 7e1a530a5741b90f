import { RecentValues } from '../../numerics/recent-values.ts';
import { isSameList } from '../same-list.ts';
import type { PeerBars } from '../step-contents.ts';

/**
 * Log returns of the followed symbols over the last `length` bars. Whoever lacks a bar in them is left out
 * until it has them all. A change of the symbols followed begins anew.
 */
export class PeerReturns {
  readonly #length: number;
  #symbols: readonly string[] = [];
  #closes: Float64Array = new Float64Array();
  #returns: readonly RecentValues[] = [];
  /** How many of the newest returns of each symbol are numbers without a gap. */
  #unbroken: Int32Array = new Int32Array();
  /** A copy of the returns of each symbol, made when all of them are asked for, and the copies that are complete. */
  #copies: readonly Float64Array[] = [];
  readonly #complete: Float64Array[] = [];

  constructor(length: number) {
    this.#length = length;
  }

  push({ bars, symbols }: PeerBars): void {
    if (!isSameList(symbols, this.#symbols)) {
      this.#symbols = [...symbols];
      this.#closes = new Float64Array(bars.length).fill(NaN);
      this.#returns = bars.map(() => new RecentValues(this.#length));
      this.#unbroken = new Int32Array(bars.length);
      this.#copies = bars.map(() => new Float64Array(this.#length));
      bars.forEach((bar, i) => (this.#closes[i] = bar?.close ?? NaN));
      return;
    }
    for (let i = 0; i < bars.length; i += 1) {
      const close = bars[i]?.close ?? NaN;
      const logReturn = Math.log(close / (this.#closes[i] as number));
      this.#returns[i]?.push(logReturn);
      this.#unbroken[i] = isFinite(logReturn) ? Math.min(this.#length, (this.#unbroken[i] as number) + 1) : 0;
      this.#closes[i] = close;
    }
  }

  /** Whether the own symbol has all of its returns. */
  get isFull(): boolean {
    return this.#returns[0]?.isFull === true;
  }

  /**
   * The returns of those who have them all, oldest first, the own symbol first; nothing where it lacks one. Valid
   * until the next call.
   */
  complete(): readonly Float64Array[] {
    this.#complete.length = 0;
    for (let i = 0; i < this.#returns.length; i += 1) {
      if (this.#unbroken[i] !== this.#length) {
        if (i === 0) break;
        continue;
      }
      const copy = this.#copies[i] as Float64Array;
      this.#returns[i]?.copyTo(copy);
      this.#complete.push(copy);
    }
    return this.#complete;
  }
}

/** Compared and not asked by a function, for which the number would become an object. */
const isFinite = (value: number): boolean => value > -Infinity && value < Infinity;
