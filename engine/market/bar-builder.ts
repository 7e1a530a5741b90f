import type { Bar } from '../domain/market/bar.ts';
import type { TradePrint } from '../domain/market/market-event.ts';
import { type Instrument, priceOf, quantityOf } from '../domain/instrument/instrument.ts';
import type { Lots } from '../domain/units/lots.ts';
import type { Ticks } from '../domain/units/ticks.ts';
import type { UnixMs } from '../domain/units/time.ts';

/** Receives each bar once, when its period has ended. */
export type BarSink = (bar: Bar) => void;

/**
 * Turns prints into bars of equal periods `[openTime, openTime + intervalMs)` in event time.
 *
 * Causal: a bar is given out only when time has reached its end and is never changed after that. A
 * period without a print gives a flat bar of no volume at the last close, so that bars stay evenly
 * spaced; before the first print there are none. The first bar may cover only part of its period.
 */
export class BarBuilder {
  readonly #instrument: Instrument;
  readonly #intervalMs: number;
  #openTime = -1;
  #open = 0;
  #high = 0;
  #low = 0;
  #close = 0;
  #lots = 0;
  #buyLots = 0;
  #tradeCount = 0;

  /** @throws {RangeError} when `intervalMs` is not a whole number above zero. */
  constructor(instrument: Instrument, intervalMs: number) {
    if (!Number.isSafeInteger(intervalMs) || intervalMs <= 0) {
      throw new RangeError(`bar interval must be whole milliseconds above zero, was ${intervalMs}`);
    }
    this.#instrument = instrument;
    this.#intervalMs = intervalMs;
  }

  /** When the bar that is forming ends, in ms since 1970; Infinity before the first print. */
  get nextCloseTime(): number {
    return this.#openTime < 0 ? Number.POSITIVE_INFINITY : this.#openTime + this.#intervalMs;
  }

  /** The bar as it stands now; undefined before the first print. */
  get formingBar(): Bar | undefined {
    return this.#openTime < 0 ? undefined : this.#bar();
  }

  /** Takes in a print after closing the bars that ended before it. */
  add(print: TradePrint, onClosed: BarSink): void {
    this.advance(print.time, onClosed);
    if (this.#openTime < 0) this.#begin(print.time - (print.time % this.#intervalMs), print.ticks);
    if (this.#tradeCount === 0) this.#restart(print.ticks);
    if (print.ticks > this.#high) this.#high = print.ticks;
    if (print.ticks < this.#low) this.#low = print.ticks;
    this.#close = print.ticks;
    this.#lots += print.lots;
    if (print.aggressor === 'buy') this.#buyLots += print.lots;
    this.#tradeCount += 1;
  }

  /** Closes every bar whose period has ended by `time`. */
  advance(time: UnixMs, onClosed: BarSink): void {
    while (time >= this.nextCloseTime) {
      onClosed(this.#bar());
      this.#begin(this.#openTime + this.#intervalMs, this.#close);
    }
  }

  #begin(openTime: number, ticks: number): void {
    this.#openTime = openTime;
    this.#lots = 0;
    this.#buyLots = 0;
    this.#tradeCount = 0;
    this.#restart(ticks);
  }

  #restart(ticks: number): void {
    this.#open = ticks;
    this.#high = ticks;
    this.#low = ticks;
    this.#close = ticks;
  }

  #bar(): Bar {
    const price = (ticks: number) => priceOf(this.#instrument, ticks as Ticks);
    const quantity = (lots: number) => quantityOf(this.#instrument, lots as Lots);
    return {
      openTime: this.#openTime as UnixMs,
      intervalMs: this.#intervalMs,
      open: price(this.#open),
      high: price(this.#high),
      low: price(this.#low),
      close: price(this.#close),
      volumeBase: quantity(this.#lots),
      buyVolumeBase: quantity(this.#buyLots),
      tradeCount: this.#tradeCount,
    };
  }
}
