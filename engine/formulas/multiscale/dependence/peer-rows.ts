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

  get isFull(): boolean {
    return this.#columns[0]?.isFull === true;
  }

  /** Whether all symbols have a bar. Other symbols than before begin anew. */
  push({ bars, symbols }: PeerBars): boolean {
    const count = Math.min(MOST_SYMBOLS, bars.length);
    for (let i = 0; i < count; i += 1) if (bars[i] === undefined) return false;
    if (this.#columns.length !== count || this.#symbols.some((each, i) => each !== symbols[i])) {
      this.#symbols = symbols.slice(0, count);
      this.#columns = Array.from({ length: count }, () => new RecentValues(this.#window));
    }
    for (let i = 0; i < count; i += 1) {
      (this.#columns[i] as RecentValues).push(this.#numberOf(bars[i] as Bar));
    }
    return true;
  }

  /** A list for each symbol, oldest first. */
  toArrays(): Float64Array[] {
    return this.#columns.map((column) => column.toArray());
  }
}
