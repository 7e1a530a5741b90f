import { wholeNumber } from '../../numerics/checked-numbers.ts';
import { RecentValues } from '../../numerics/recent-values.ts';
import { isSameList } from '../same-list.ts';
import type { PeerBars } from '../step-contents.ts';

/** The last closes of every followed symbol, the own one first; NaN where one lacks a bar. Other symbols than before begin anew. */
export class SymbolCloses {
  readonly #length: number;
  #symbols: readonly string[] = [];
  #closes: readonly RecentValues[] = [];

  constructor(length: number) {
    this.#length = wholeNumber('a window', length);
  }

  get symbols(): readonly string[] {
    return this.#symbols;
  }

  /** Whether so many times were seen as the window is long. */
  get isFull(): boolean {
    return this.#closes[0]?.isFull === true;
  }

  /** Takes in the bars of a time; whether the symbols are other ones than before. */
  push({ bars, symbols }: PeerBars): boolean {
    const isNew = !isSameList(symbols, this.#symbols);
    if (isNew) {
      this.#symbols = [...symbols];
      this.#closes = symbols.map(() => new RecentValues(this.#length));
    }
    for (let i = 0; i < bars.length; i += 1) this.#closes[i]?.push(bars[i]?.close ?? NaN);
    return isNew;
  }

  /** Close of a symbol `age` times ago; NaN where it had none. */
  at(symbol: number, age: number): number {
    return this.#closes[symbol]?.at(age) ?? NaN;
  }
}
