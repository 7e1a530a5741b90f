import { wholeNumber } from '../../../numerics/checked-numbers.ts';
import { RecentValues } from '../../../numerics/recent-values.ts';
import type { Bar } from '../../../domain/market/bar.ts';
import type { PeerBars } from '../../step-contents.ts';
import { MOST_SYMBOLS } from './peer-covariance.ts';

/** One number of every bar of all followed symbols, over the last times at which all have a bar. */
export class PeerRows {
  readonly #window: number;
  readonly #numberOf: (bar: Bar) => number;
  #columns: readonly RecentValues[] = [];
  #symbols: readonly string[] = [];

  constructor(window: number, numberOf: (bar: Bar) => number) {
    this.#window = wholeNumber('a window', window);
    this.#numberOf = numberOf;
  }

  /** Symbols there are numbers of. */
  get size(): number {
    return this.#columns.length;
  }

  get isFull(): boolean {
    return this.#columns[0]?.isFull === true;
  }

  /** Whether all symbols have a bar. Other symbols than before begin anew. */
  push({ bars, symbols }: PeerBars): boolean {
    const count = Math.min(MOST_SYMBOLS, bars.length);
    for (let i = 0; i < count; i += 1) if (bars[i] === undefined) return false;
    if (this.#columns.length !== count || !this.#isSame(symbols)) {
      this.#symbols = symbols.slice(0, count);
      this.#columns = Array.from({ length: count }, () => new RecentValues(this.#window));
    }
    for (let i = 0; i < count; i += 1) {
      (this.#columns[i] as RecentValues).push(this.#numberOf(bars[i] as Bar));
    }
    return true;
  }

  #isSame(symbols: readonly string[]): boolean {
    for (let i = 0; i < this.#symbols.length; i += 1) if (this.#symbols[i] !== symbols[i]) return false;
    return true;
  }

  /** Writes what is held of each symbol into its list, oldest first. */
  copyTo(targets: readonly Float64Array[]): void {
    for (let i = 0; i < this.#columns.length; i += 1) {
      (this.#columns[i] as RecentValues).copyTo(targets[i] as Float64Array);
    }
  }
}
