import type { Bar } from '../../domain/market/bar.ts';
import type { Quote } from '../../domain/market/quote.ts';
import { BarVolatility } from '../../numerics/bar-volatility.ts';
import { RollingMoments } from '../../numerics/rolling-moments.ts';
import { CloseReturns } from '../close-returns.ts';

const DAY_SECONDS = 86_400;
/** Bars whose volume is averaged: a day of minutes. */
const VOLUME_BARS = 1440;
const ONE_PERCENT = 0.01;

/** Impacts that are known; 0 is to be estimated. */
export interface GivenImpacts {
  readonly eta: number;
  readonly gam: number;
}

/**
 * What trading costs here and now. Where no impact is given, taking 1 % of the volume is thought to move
 * the price by half the spread while it lasts, and 1 % of a day's volume by a tenth of the spread for good.
 */
export class ImpactCalibration {
  readonly #given: GivenImpacts;
  readonly #returns = new CloseReturns();
  readonly #volatility = new BarVolatility();
  readonly #volumes = new RollingMoments(VOLUME_BARS);
  #close = NaN;
  #barSeconds = NaN;
  #spread = NaN;

  constructor(given: GivenImpacts) {
    this.#given = given;
  }

  onBar({ close, intervalMs, volumeBase }: Bar): void {
    const logReturn = this.#returns.next(close);
    if (Number.isFinite(logReturn)) this.#volatility.push(logReturn);
    this.#volumes.push(volumeBase);
    this.#close = close;
    this.#barSeconds = intervalMs / 1000;
  }

  /** An empty or crossed book says nothing. */
  onQuote({ ask, bid }: Quote): void {
    if (ask > bid) this.#spread = ask - bid;
  }

  get isReady(): boolean {
    return this.#volatility.isWarm && !Number.isNaN(this.#spread) && this.#volumes.mean > 0;
  }

  /** Best ask less best bid, in quote units. */
  get spread(): number {
    return this.#spread;
  }

  /** Price volatility per root of a second. */
  get sigma(): number {
    return (this.#close * this.#volatility.value) / Math.sqrt(this.#barSeconds);
  }

  /** Temporary impact: price per base unit a second. */
  get eta(): number {
    return this.#given.eta || this.#spread / 2 / (ONE_PERCENT * this.#volumeRate);
  }

  /** Permanent impact: price per base unit. */
  get gam(): number {
    return this.#given.gam || (0.1 * this.#spread) / (ONE_PERCENT * this.#volumeRate * DAY_SECONDS);
  }

  /** Base units a second. */
  get #volumeRate(): number {
    return this.#volumes.mean / this.#barSeconds;
  }
}
