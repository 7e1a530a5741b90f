import { positive } from '../../numerics/checked-numbers.ts';
import { GridPoints } from '../../numerics/grid-points.ts';
import { RollingMoments } from '../../numerics/rolling-moments.ts';
import type { MarketStep } from '../formula.ts';
import { ObservedTick } from '../order-flow/observed-tick.ts';
import { FillIntensity } from './fill-intensity.ts';

const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;
/** Changes of a second a volatility rests on at the least: as long as the first estimate of the intensity takes. */
const FEWEST_CHANGES = 60;

/** How a maker measures its market. */
export interface MakerSettings {
  /** Seconds volatility and intensity are measured over, whole minutes. */
  readonly k_window: number;
  /** Price step in quote units; 0 takes the smallest difference of prices seen. */
  readonly tick: number;
  /** Base units of one lot. */
  readonly lotBase: number;
}

/** What a maker has to know of its market and of what it holds, from quotes, trades and holdings. */
export class MakerMarket {
  readonly intensity: FillIntensity;
  readonly #lotBase: number;
  readonly #tick: ObservedTick;
  readonly #seconds: GridPoints;
  readonly #minutes: GridPoints;
  readonly #changes: RollingMoments;
  #bid = NaN;
  #ask = NaN;
  #midThen = NaN;
  #spreadSum = 0;
  #quotes = 0;
  #startedAt = NaN;
  #now = 0;
  #notional = 0;

  constructor({ k_window: window, lotBase, tick }: MakerSettings) {
    this.intensity = new FillIntensity(window);
    this.#lotBase = positive('lotBase', lotBase);
    this.#tick = new ObservedTick(tick);
    this.#seconds = new GridPoints(SECOND_MS, window);
    this.#minutes = new GridPoints(MINUTE_MS, window / 60);
    this.#changes = new RollingMoments(window);
  }

  /** Whether the volatility rests on a minute of changes. */
  get isWarm(): boolean {
    return this.#changes.count >= FEWEST_CHANGES;
  }

  get bid(): number {
    return this.#bid;
  }

  get ask(): number {
    return this.#ask;
  }

  get mid(): number {
    return (this.#bid + this.#ask) / 2;
  }

  /** In quote units; Infinity while it is not known. */
  get tick(): number {
    return this.#tick.size;
  }

  /** Variance of the mid a second, in quote units squared. */
  get variance(): number {
    return this.#changes.sampleVariance;
  }

  /** Mean of the spreads of all quotes. */
  get meanSpread(): number {
    return this.#spreadSum / this.#quotes;
  }

  /** What is held, in lots; below zero when short. */
  get inventory(): number {
    return this.#notional === 0 ? 0 : this.#notional / this.mid / this.#lotBase;
  }

  /** Seconds since the first quote. */
  get age(): number {
    return (this.#now - this.#startedAt) / SECOND_MS;
  }

  take(step: MarketStep): void {
    this.#now = step.time;
    this.#passTime(step.time);
    if (step.kind === 'quote') this.#takeQuote(step.quote.bid, step.quote.ask);
    else if (step.kind === 'trade') this.intensity.push(Math.abs(step.trade.price - this.mid) / this.tick);
    else if (step.kind === 'holdings') this.#notional = step.holdings.notionals[0] ?? 0;
  }

  #takeQuote(bid: number, ask: number): void {
    if (Number.isNaN(this.#startedAt)) this.#startedAt = this.#now;
    const before = this.#tick.size;
    this.#tick.push(bid, ask);
    if (this.#tick.size !== before) this.intensity.clear();
    this.#bid = bid;
    this.#ask = ask;
    this.#spreadSum += ask - bid;
    this.#quotes += 1;
  }

  /** What stood until now is the state at the points of time passed. */
  #passTime(time: number): void {
    for (let left = this.#seconds.passed(time); left > 0; left -= 1) {
      const change = this.mid - this.#midThen;
      if (Number.isFinite(change)) this.#changes.push(change);
      this.#midThen = this.mid;
    }
    for (let left = this.#minutes.passed(time); left > 0; left -= 1) this.intensity.endMinute(this.tick);
  }
}
