import type { Random } from '../../../numerics/random.ts';
import type { Calibration } from '../calibration.ts';
import { FAIR_STEP_MS, FairPrice, VOLATILITY_STEP_MS } from './fair-price.ts';
import { MeanRevertingValue } from './mean-reversion.ts';
import { RegimeSwitch } from './regime.ts';

const MEAN_MS_BETWEEN_NEWS = 40 * 60_000;
const SHARE_OF_MARKET_WIDE_NEWS = 0.4;
const SMALLEST_NEWS_BPS = 5;
const MEAN_NEWS_BPS = 11;

interface EconomySettings {
  readonly calibrations: readonly Calibration[];
  readonly startTicks: readonly number[];
  readonly startMs: number;
  readonly random: Random;
  readonly noEdge: boolean;
}

/** The world behind the books: one regime, one factor, news, and a fair price per instrument. */
export class Economy {
  readonly prices: readonly FairPrice[];
  readonly regime: RegimeSwitch;
  readonly #random: Random;
  readonly #sharedLogVolatility = new MeanRevertingValue(0.42, 40 * 60_000, VOLATILITY_STEP_MS);
  #nextNewsMs: number;
  #steps = 0;

  constructor({ calibrations, startTicks, startMs, random, noEdge }: EconomySettings) {
    this.#random = random.fork('factors');
    this.regime = new RegimeSwitch(random.fork('regime'), startMs);
    this.#nextNewsMs = startMs + this.#random.exponential(MEAN_MS_BETWEEN_NEWS);
    this.prices = calibrations.map(
      (calibration, index) =>
        new FairPrice(calibration, startTicks[index] ?? 0, random.fork(`fair-${index}`), noEdge),
    );
  }

  /** One step of `FAIR_STEP_MS`, ending at `nowMs`. */
  step(nowMs: number): void {
    if (this.#steps % (VOLATILITY_STEP_MS / FAIR_STEP_MS) === 0) this.#stepVolatility(nowMs);
    this.#steps += 1;
    const publicFactor = this.#random.normal();
    const privateFactor = this.#random.normal();
    for (const price of this.prices) price.step(publicFactor, privateFactor);
    if (nowMs >= this.#nextNewsMs) this.#breakNews(nowMs);
  }

  #stepVolatility(nowMs: number): void {
    this.regime.advanceTo(nowMs);
    this.#sharedLogVolatility.step(this.#random);
    for (const price of this.prices) price.stepVolatility(this.regime, this.#sharedLogVolatility.value);
  }

  #breakNews(nowMs: number): void {
    const random = this.#random;
    this.#nextNewsMs = nowMs + random.exponential(MEAN_MS_BETWEEN_NEWS);
    const size = SMALLEST_NEWS_BPS + random.exponential(MEAN_NEWS_BPS - SMALLEST_NEWS_BPS);
    const move = (random.uniform() < 0.5 ? size : -size) / 10_000;
    const concerned = random.integer(this.prices.length);
    const marketWide = random.uniform() < SHARE_OF_MARKET_WIDE_NEWS;
    for (const [index, price] of this.prices.entries())
      if (marketWide || index === concerned) price.shock(move);
  }
}
