import type { TradeTick } from '../formula.ts';
import { DecayingQuantile } from '../../numerics/decaying-quantile.ts';

/**
 * Puts the prints of one taker order together again, those of one millisecond and side, and knows how
 * large such orders are: a quantile of the notional of those before the current one.
 */
export class MergedTrade {
  time = 0;
  /** +1 when the taker buys, -1 when the taker sells, 0 before the first print. */
  sign = 0;
  /** Value of its prints so far, in quote units. */
  notionalQuote = 0;
  readonly #quantile: DecayingQuantile;

  /** `share` is the rank of the quantile; a trade loses weight by one `sample`-th with every later one. */
  constructor(share: number, sample: number) {
    if (!(sample > 1)) throw new RangeError(`the sample of a quantile must be above 1 trade, was ${sample}`);
    this.#quantile = new DecayingQuantile(share, Math.LN2 / -Math.log1p(-1 / sample));
  }

  /** How many merged trades ended before the current one. */
  get endedCount(): number {
    return this.#quantile.count;
  }

  /** The notional that counts as large, from what ended before; undefined before the first end. */
  get largeFromQuote(): number | undefined {
    return this.#quantile.value;
  }

  /** Whether the current one counts as large by now. */
  get isLarge(): boolean {
    const from = this.#quantile.value;
    return from !== undefined && this.notionalQuote >= from;
  }

  /** Whether a print belongs to another merged trade than the current one. */
  endsWith({ time, side }: TradeTick): boolean {
    return this.sign !== 0 && (time !== this.time || side !== (this.sign > 0 ? 'buy' : 'sell'));
  }

  /** Takes in a print. */
  push(print: TradeTick): void {
    if (this.endsWith(print)) {
      this.#quantile.push(this.notionalQuote);
      this.notionalQuote = 0;
    }
    this.time = print.time;
    this.sign = print.side === 'buy' ? 1 : -1;
    this.notionalQuote += print.price * print.sizeBase;
  }
}
