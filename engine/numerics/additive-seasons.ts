import { wholeNumber } from './checked-numbers.ts';

/** How fast level, trend and season follow what is seen, each 0 to 1. */
export interface SmoothingWeights {
  readonly alpha: number;
  readonly beta: number;
  readonly gamma: number;
}

/**
 * Exponential smoothing of a series with a level, a trend and a season that repeats every `length` values and
 * adds to them. The first two seasons set where it begins.
 *
 * Source: Winters (1960), Forecasting Sales by Exponentially Weighted Moving Averages, Management Science 6(3).
 */
export class AdditiveSeasons {
  readonly #weights: SmoothingWeights;
  readonly #seasons: Float64Array;
  readonly #first: number[] = [];
  #place = 0;
  #level = NaN;
  #trend = NaN;

  constructor(length: number, weights: SmoothingWeights) {
    this.#seasons = new Float64Array(wholeNumber('a season', length));
    this.#weights = weights;
  }

  /** Whether two seasons were seen. */
  get isWarm(): boolean {
    return !Number.isNaN(this.#level);
  }

  /** NaN until warm. */
  get level(): number {
    return this.#level;
  }

  /** Rise of the level in one value; NaN until warm. */
  get trend(): number {
    return this.#trend;
  }

  /** The next value as it is expected; NaN until warm. */
  get forecast(): number {
    return this.#level + this.#trend + (this.#seasons[this.#place] as number);
  }

  push(value: number): void {
    if (!this.isWarm) {
      this.#first.push(value);
      if (this.#first.length === 2 * this.#seasons.length) this.#begin();
      return;
    }
    this.#learn(value);
  }

  /** Passes over values that were not seen; what was seen of unfinished first seasons is forgotten. */
  skip(count: number): void {
    if (this.isWarm) this.#place = (this.#place + count) % this.#seasons.length;
    else this.#first.length = 0;
  }

  /** The first season gives the level, the seasons and, with the second, the trend; the second is then learned. */
  #begin(): void {
    const length = this.#seasons.length;
    const [first, second] = [this.#first.slice(0, length), this.#first.slice(length)];
    this.#level = meanOf(first);
    this.#trend = (meanOf(second) - this.#level) / length;
    first.forEach((value, i) => {
      this.#seasons[i] = value - this.#level;
    });
    second.forEach((value) => this.#learn(value));
    this.#first.length = 0;
  }

  #learn(value: number): void {
    const { alpha, beta, gamma } = this.#weights;
    const season = this.#seasons[this.#place] as number;
    const expected = this.#level + this.#trend;
    const before = this.#level;
    this.#level = alpha * (value - season) + (1 - alpha) * expected;
    this.#trend = beta * (this.#level - before) + (1 - beta) * this.#trend;
    this.#seasons[this.#place] = gamma * (value - expected) + (1 - gamma) * season;
    this.#place = this.#place + 1 === this.#seasons.length ? 0 : this.#place + 1;
  }
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, each) => sum + each, 0) / values.length;
}
