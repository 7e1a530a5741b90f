import type { Random } from '../../../numerics/random.ts';
import type { Calibration } from '../calibration.ts';
import { MeanRevertingValue } from './mean-reversion.ts';

/** How often fair prices move, and how often their volatility does. */
export const FAIR_STEP_MS = 100;
export const VOLATILITY_STEP_MS = 1000;

const STEPS_PER_YEAR = (365 * 86_400_000) / FAIR_STEP_MS;
const PRIVATE_SHARE = 0.16;
const PRIVATE_LEAK = FAIR_STEP_MS / 20_000;
const NEWS_LEAK = FAIR_STEP_MS / 60_000;
const NEWS_CALMS = 2 ** (-VOLATILITY_STEP_MS / 180_000);
/** What is still private, as a share of the price, when interest is as one-sided as it gets. */
const PRESSURE_FULL = 0.0002;
const BASIS_MEAN = 0.0003;

export interface SharedMood {
  /** Multiplies volatility; the same for all instruments. */
  readonly volatility: number;
  /** Signed drift per minute as a share of the volatility of a minute. */
  readonly drift: number;
}

/**
 * What one instrument is worth, never shown to anybody outside. `publicPrice` is what every agent can
 * work out; informed agents also know what has not become public yet, which leaks out over seconds
 * (private signals) or minutes (the slow half of news). Prices in ticks, as doubles.
 *
 * With `noEdge` nothing is private and nothing drifts: the public price is a martingale.
 */
export class FairPrice {
  /** The price of the thing itself, without the perpetual's premium. */
  index: number;
  /** Volatility now against its middle, 1 = middle. */
  activity = 1;
  readonly #random: Random;
  readonly #noEdge: boolean;
  readonly #stepVolatility: number;
  readonly #loading: number;
  readonly #logVolatility = new MeanRevertingValue(0.22, 5 * 60_000, VOLATILITY_STEP_MS);
  readonly #basis = new MeanRevertingValue(0.00045, 10 * 3_600_000, VOLATILITY_STEP_MS);
  #private = 0;
  #news = 0;
  #excitement = 0;
  #drift = 0;

  constructor(calibration: Calibration, startTicks: number, random: Random, noEdge: boolean) {
    this.#random = random;
    this.#noEdge = noEdge;
    this.#loading = calibration.factorLoading;
    this.#stepVolatility = calibration.annualVolatility / Math.sqrt(STEPS_PER_YEAR);
    this.index = startTicks / (1 + BASIS_MEAN);
  }

  /** Fair price of the perpetual as everybody knows it. */
  get publicPrice(): number {
    return this.index * (1 + BASIS_MEAN + this.#basis.value);
  }

  /** The same with what only the informed know. */
  get informedPrice(): number {
    return this.publicPrice * (1 + this.#private + this.#news);
  }

  /**
   * How one-sided the interest in the book is, -1 to 1, above zero for buyers: whoever knows more also rests
   * more on one side, before the price has moved. Always 0 with `noEdge`.
   */
  get pressure(): number {
    return Math.max(-1, Math.min(1, (this.#private + this.#news) / PRESSURE_FULL));
  }

  /** One step of `FAIR_STEP_MS`; the factors are standard normal and shared by all instruments. */
  step(publicFactor: number, privateFactor: number): void {
    const deviation = this.#stepVolatility * this.activity;
    const hidden = this.#noEdge ? 0 : PRIVATE_SHARE;
    const leaked = this.#private * PRIVATE_LEAK + this.#news * NEWS_LEAK;
    const shock = Math.sqrt(1 - hidden) * deviation * this.#mixed(publicFactor);
    this.index *= 1 + shock + leaked + this.#drift;
    if (this.#noEdge) return;
    this.#private +=
      Math.sqrt(hidden) * deviation * this.#mixed(privateFactor) - this.#private * PRIVATE_LEAK;
    this.#news -= this.#news * NEWS_LEAK;
  }

  /** One step of `VOLATILITY_STEP_MS`. `sharedLogVolatility` is the part all instruments have in common. */
  stepVolatility(mood: SharedMood, sharedLogVolatility: number): void {
    this.#logVolatility.step(this.#random);
    this.#basis.step(this.#random);
    this.#excitement *= NEWS_CALMS;
    this.activity =
      mood.volatility * Math.exp(this.#logVolatility.value + sharedLogVolatility) * (1 + this.#excitement);
    const perMinute = this.#stepVolatility * this.activity * Math.sqrt(60_000 / FAIR_STEP_MS);
    this.#drift = this.#noEdge ? 0 : (mood.drift * perMinute * FAIR_STEP_MS) / 60_000;
  }

  /** News moves the price by `move` (a fraction): part at once, the rest as it sinks in. */
  shock(move: number): void {
    const atOnce = this.#noEdge ? 1 : 0.65;
    this.index *= 1 + move * atOnce;
    this.#news += move * (1 - atOnce);
    this.#excitement += 1.2;
  }

  #mixed(factor: number): number {
    return this.#loading * factor + Math.sqrt(1 - this.#loading * this.#loading) * this.#random.normal();
  }
}
