import type { PeerBars } from '../step-contents.ts';
import { isSameList } from '../same-list.ts';

const BITCOIN = /^BTC\//;

/** What stands for the market where the own symbol is bitcoin. */
export type MarketOfBitcoin = 'itself' | 'the others';

/**
 * Log returns of the own symbol and of the market from one time to the next. The market is bitcoin; where it is
 * not followed, or is the own symbol and is not to stand for itself, all other symbols in equal parts. A symbol
 * that lacks a bar is left out of that time and the next.
 */
export class MarketReturns {
  readonly #ofBitcoin: MarketOfBitcoin;
  #symbols: readonly string[] = [];
  #closes: Float64Array = new Float64Array();
  #returns: Float64Array = new Float64Array();
  #market = NaN;

  constructor(ofBitcoin: MarketOfBitcoin) {
    this.#ofBitcoin = ofBitcoin;
  }

  /** The newest return of the own symbol; NaN where it is not known. */
  get own(): number {
    return this.#returns[0] ?? NaN;
  }

  /** The newest return of the market; NaN where it is not known. */
  get market(): number {
    return this.#market;
  }

  /** Takes in the bars of a time; whether both returns are known. Other symbols than before begin anew. */
  push({ bars, leader, symbols }: PeerBars): boolean {
    if (!isSameList(symbols, this.#symbols)) {
      this.#symbols = [...symbols];
      this.#closes = new Float64Array(bars.length).fill(NaN);
      this.#returns = new Float64Array(bars.length);
    }
    this.#update(bars);
    const isBitcoin = BITCOIN.test(symbols[0] ?? '');
    if (isBitcoin && this.#ofBitcoin === 'itself') this.#market = this.own;
    else this.#market = isBitcoin || leader < 1 ? this.#meanOfOthers() : (this.#returns[leader] ?? NaN);
    return Number.isFinite(this.#market) && Number.isFinite(this.own);
  }

  #update(bars: PeerBars['bars']): void {
    for (let i = 0; i < bars.length; i += 1) {
      const close = bars[i]?.close ?? NaN;
      this.#returns[i] = Math.log(close / (this.#closes[i] as number));
      this.#closes[i] = close;
    }
  }

  #meanOfOthers(): number {
    let sum = 0;
    let count = 0;
    for (let i = 1; i < this.#returns.length; i += 1) {
      const each = this.#returns[i] as number;
      if (!Number.isFinite(each)) continue;
      sum += each;
      count += 1;
    }
    return sum / count;
  }
}
