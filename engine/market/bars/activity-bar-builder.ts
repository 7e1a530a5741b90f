import { type Instrument, priceOf, quantityOf } from '../../domain/instrument/instrument.ts';
import type { TradePrint } from '../../domain/market/market-event.ts';
import type { Lots } from '../../domain/units/lots.ts';
import type { Ticks } from '../../domain/units/ticks.ts';
import type { UnixMs } from '../../domain/units/time.ts';
import type { ActivityBar } from './activity-bar.ts';
import type { BarMeasure } from './bar-measure.ts';
import type { BarThreshold } from './bar-threshold.ts';

/** Receives each bar once, when the print that filled it has come. */
export type ActivityBarSink = (bar: ActivityBar) => void;

/**
 * Turns prints into bars that close when their measure reaches a threshold.
 *
 * Causal: a bar closes with the print that fills it and is never changed after that; its threshold is
 * that of the session it began in. What a print has beyond a full bar is carried over into the next
 * ones at the same price and time, so no volume is lost and none is counted twice.
 */
export class ActivityBarBuilder {
  readonly #instrument: Instrument;
  readonly #measure: BarMeasure;
  readonly #thresholds: BarThreshold;
  readonly #content = { lots: 0, buyLots: 0, tickLots: 0, prints: 0, buyPrints: 0 };
  #isOpen = false;
  #threshold = 0;
  #openTime = 0;
  #closeTime = 0;
  #open = 0;
  #high = 0;
  #low = 0;
  #close = 0;

  constructor(instrument: Instrument, measure: BarMeasure, thresholds: BarThreshold) {
    this.#instrument = instrument;
    this.#measure = measure;
    this.#thresholds = thresholds;
  }

  /** The bar as it stands now; undefined while none is open. */
  get formingBar(): ActivityBar | undefined {
    return this.#isOpen ? this.#bar() : undefined;
  }

  /** Takes in a print and gives out the bars it fills, in order. */
  add(print: TradePrint, onClosed: ActivityBarSink): void {
    let rest: number = print.lots;
    while (rest > 0) {
      if (!this.#isOpen) this.#begin(print);
      const until = this.#measure.lotsUntilFull(this.#content, print, this.#threshold);
      const taken = Math.min(rest, until);
      this.#take(print, taken);
      if (rest === print.lots) this.#count(print);
      rest -= taken;
      if (taken === until) {
        onClosed(this.#bar());
        this.#isOpen = false;
      }
    }
    this.#thresholds.observe(print.time, this.#measure.activityOf(print));
  }

  #begin(print: TradePrint): void {
    const content = this.#content;
    content.lots = content.buyLots = content.tickLots = content.prints = content.buyPrints = 0;
    this.#threshold = this.#thresholds.at(print.time);
    this.#openTime = print.time;
    this.#open = this.#high = this.#low = print.ticks;
    this.#isOpen = true;
  }

  #take(print: TradePrint, lots: number): void {
    this.#content.lots += lots;
    this.#content.tickLots += lots * print.ticks;
    if (print.aggressor === 'buy') this.#content.buyLots += lots;
    if (print.ticks > this.#high) this.#high = print.ticks;
    if (print.ticks < this.#low) this.#low = print.ticks;
    this.#close = print.ticks;
    this.#closeTime = print.time;
  }

  #count(print: TradePrint): void {
    this.#content.prints += 1;
    if (print.aggressor === 'buy') this.#content.buyPrints += 1;
  }

  #bar(): ActivityBar {
    const instrument = this.#instrument;
    const price = (ticks: number) => priceOf(instrument, ticks as Ticks);
    const quantity = (lots: number) => quantityOf(instrument, lots as Lots);
    return {
      openTime: this.#openTime as UnixMs,
      closeTime: this.#closeTime as UnixMs,
      open: price(this.#open),
      high: price(this.#high),
      low: price(this.#low),
      close: price(this.#close),
      volumeBase: quantity(this.#content.lots),
      buyVolumeBase: quantity(this.#content.buyLots),
      notionalQuote: this.#content.tickLots * instrument.tickValue * instrument.lotValue,
      tradeCount: this.#content.prints,
      threshold: this.#threshold,
    };
  }
}
