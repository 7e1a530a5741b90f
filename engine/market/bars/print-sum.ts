import { type Instrument, priceOf, quantityOf } from '../../domain/instrument/instrument.ts';
import type { TradePrint } from '../../domain/market/market-event.ts';
import type { Lots } from '../../domain/units/lots.ts';
import type { Ticks } from '../../domain/units/ticks.ts';
import type { ChartBar } from './chart-bar.ts';

/** What prints, or parts of them, come to as one bar; whole ticks and lots until it is read. */
export class PrintSum {
  readonly #instrument: Instrument;
  #prints = 0;
  #lots = 0;
  #buyLots = 0;
  #openTime = 0;
  #closeTime = 0;
  #open = 0;
  #high = 0;
  #low = 0;
  #close = 0;
  // Distances from the open instead of prices, so that squares of ticks stay exact.
  #offsetLots = 0;
  #squareLots = 0;

  constructor(instrument: Instrument) {
    this.#instrument = instrument;
  }

  get isEmpty(): boolean {
    return this.#lots === 0;
  }

  clear(): void {
    this.#prints = this.#lots = this.#buyLots = this.#offsetLots = this.#squareLots = 0;
  }

  /** Takes in so many lots of a print; every call counts as one print. */
  add(print: TradePrint, lots: number): void {
    const { ticks, time } = print;
    if (this.#lots === 0) {
      this.#openTime = time;
      this.#open = this.#high = this.#low = ticks;
    }
    if (ticks > this.#high) this.#high = ticks;
    if (ticks < this.#low) this.#low = ticks;
    this.#close = ticks;
    this.#closeTime = time;
    const offset = ticks - this.#open;
    this.#offsetLots += offset * lots;
    this.#squareLots += offset * offset * lots;
    this.#lots += lots;
    if (print.aggressor === 'buy') this.#buyLots += lots;
    this.#prints += 1;
  }

  /** The bar of what was taken in; only while it is not empty. */
  bar(): ChartBar {
    const { lotValue, tickValue } = this.#instrument;
    const price = (ticks: number) => priceOf(this.#instrument, ticks as Ticks);
    const quantity = (lots: number) => quantityOf(this.#instrument, lots as Lots);
    const scatter = Math.max(0, this.#squareLots - this.#offsetLots ** 2 / this.#lots);
    return {
      openTime: this.#openTime,
      closeTime: this.#closeTime,
      open: price(this.#open),
      high: price(this.#high),
      low: price(this.#low),
      close: price(this.#close),
      volumeBase: quantity(this.#lots),
      knownBase: quantity(this.#lots),
      buyBase: quantity(this.#buyLots),
      tradeCount: this.#prints,
      paidQuote: (this.#open * this.#lots + this.#offsetLots) * tickValue * lotValue,
      scatter: scatter * tickValue ** 2 * lotValue,
    };
  }
}
