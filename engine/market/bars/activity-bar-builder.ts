import type { Instrument } from '../../domain/instrument/instrument.ts';
import type { TradePrint } from '../../domain/market/market-event.ts';
import type { UnixMs } from '../../domain/units/time.ts';
import type { ActivityBar } from './activity-bar.ts';
import type { BarMeasure } from './bar-measure.ts';
import type { BarThreshold } from './bar-threshold.ts';
import { PrintSum } from './print-sum.ts';

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
  readonly #sum: PrintSum;
  #isOpen = false;
  #threshold = 0;

  constructor(instrument: Instrument, measure: BarMeasure, thresholds: BarThreshold) {
    this.#instrument = instrument;
    this.#sum = new PrintSum(instrument);
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
    this.#sum.clear();
    this.#isOpen = true;
  }

  #take(print: TradePrint, lots: number): void {
    this.#content.lots += lots;
    this.#content.tickLots += lots * print.ticks;
    if (print.aggressor === 'buy') this.#content.buyLots += lots;
    this.#sum.add(print, lots);
  }

  #count(print: TradePrint): void {
    this.#content.prints += 1;
    if (print.aggressor === 'buy') this.#content.buyPrints += 1;
  }

  #bar(): ActivityBar {
    const { buyBase, closeTime, knownBase: _all, openTime, paidQuote: _paid, ...sum } = this.#sum.bar();
    const { lotValue, tickValue } = this.#instrument;
    return {
      ...sum,
      openTime: openTime as UnixMs,
      closeTime: closeTime as UnixMs,
      buyVolumeBase: buyBase,
      notionalQuote: this.#content.tickLots * tickValue * lotValue,
      tradeCount: this.#content.prints,
      threshold: this.#threshold,
    };
  }
}
