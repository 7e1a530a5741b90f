import type { Instrument } from '../domain/instrument/instrument.ts';
import type { VenueBar } from '../domain/market/market-event.ts';
import type { BarDepth, BarOfFill } from '../domain/order/fill-cause.ts';
import { type Ticks, ticks } from '../domain/units/ticks.ts';
import { squareRootImpact } from '../numerics/square-root-impact.ts';
import type { BookView } from './book-view.ts';

/**
 * Most of what a bar traded that our orders get of it together: a fortieth, as Zipline's VolumeShareSlippage allows
 * of a minute by default.
 */
export const BAR_VOLUME_SHARE = 0.025;

/** A bar and the one before it, whose range and volume say how deep the market was as the bar began. */
export interface BarPair {
  readonly bar: VenueBar;
  readonly before: VenueBar;
}

/** What one bar offers our orders, prices in ticks. It has less for every order that was served. */
export class BarOffer {
  readonly openTime: number;
  readonly open: Ticks;
  readonly high: Ticks;
  readonly low: Ticks;
  readonly #depth: Omit<BarDepth, 'usedLots'>;
  #usedLots = 0;

  constructor({ bar, before }: BarPair, instrument: Instrument, book: BookView) {
    const spread = book.bestAsk > 0 && book.bestBid > 0 ? book.bestAsk - book.bestBid : 1;
    this.openTime = bar.openTime;
    this.open = inTicks(bar.open, instrument);
    this.high = inTicks(bar.high, instrument);
    this.low = inTicks(bar.low, instrument);
    this.#depth = {
      halfSpreadTicks: Math.max(1, Math.ceil(spread / 2)),
      rangeTicks: Math.max(0, Math.round((before.high - before.low) / instrument.tickValue)),
      volumeLots: volumeLotsOf(before, instrument),
      // Where anything traded somebody got the smallest size there is.
      allowedLots: Math.max(1, Math.floor(volumeLotsOf(bar, instrument) * BAR_VOLUME_SHARE)),
    };
  }

  /** Lots of an order that the bar can still serve. */
  lotsFor(lots: number): number {
    return Math.max(0, Math.min(lots, this.#depth.allowedLots - this.#usedLots));
  }

  /** Takes lots out of the offer. */
  use(lots: number): void {
    this.#usedLots += lots;
  }

  /** The record of the bar for an order that rests and pays nothing on top. */
  forMaker(): BarOfFill {
    return this.#record(0);
  }

  /** The record of the bar for an order that takes so many lots. */
  forTaker(lots: number): BarOfFill {
    return this.#record(slippageOf({ ...this.#depth, usedLots: this.#usedLots }, lots));
  }

  #record(slippageTicks: number): BarOfFill {
    const { high, low, open } = this;
    return { open, high, low, slippageTicks, depth: { ...this.#depth, usedLots: this.#usedLots } };
  }
}

/** Ticks an order that takes so many lots pays on top: half the spread, and the square-root law for all we took. */
export const slippageOf = (depth: BarDepth, lots: number): number =>
  Math.ceil(
    depth.halfSpreadTicks + squareRootImpact(depth.rangeTicks, depth.usedLots + lots, depth.volumeLots),
  );

/** The tick nearest to a price of a bar, at least one. */
export const inTicks = (price: number, { tickValue }: Instrument): Ticks =>
  ticks(Math.max(1, Math.round(price / tickValue)));

const volumeLotsOf = ({ volumeBase }: VenueBar, { lotValue }: Instrument): number =>
  Math.max(0, Math.floor(volumeBase / lotValue));
