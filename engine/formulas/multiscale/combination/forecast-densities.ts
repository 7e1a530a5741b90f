import { normalCdf, normalDensity } from '../../../numerics/normal-distribution.ts';
import { forecastsOf, OpinionRounds } from '../../opinion-rounds.ts';
import type { Opinions } from '../../step-contents.ts';

const MEMORY = 0.97;
const LEAST_VARIANCE = 1e-12;
/** No outcome is impossible: one that every forecast rules out would rule out all of them. */
const LEAST_DENSITY = 1e-300;

/**
 * Normal forecasts of the next log return by some formulas and, last, by no change: each has the variance of
 * its own errors lately. Keeps the densities they gave to the last outcomes.
 */
export class ForecastDensities {
  /** Outcomes every member had a density for. */
  outcomes = 0;
  readonly #members: readonly number[];
  readonly #rounds = new OpinionRounds(1);
  readonly #means: Float64Array;
  readonly #variances: Float64Array;
  readonly #table: Float64Array;
  readonly #window: number;

  constructor(members: readonly number[], window: number) {
    this.#members = members;
    this.#window = window;
    this.#means = new Float64Array(members.length + 1);
    this.#variances = new Float64Array(members.length + 1).fill(NaN);
    this.#table = new Float64Array(window * (members.length + 1));
  }

  /** Members, no change among them. */
  get size(): number {
    return this.#means.length;
  }

  push(close: number): void {
    this.#rounds.push(close);
  }

  hear(opinions: Opinions): void {
    const forecasts = forecastsOf(opinions, this.#rounds.sigma);
    const said = new Float64Array(this.size);
    for (const [k, id] of this.#members.entries()) said[k] = forecasts[opinions.ids.indexOf(id)] ?? 0;
    // Before there is a volatility there is no forecast, not even of no change.
    if (Number.isNaN(this.#rounds.sigma)) said.fill(NaN);
    const past = this.#rounds.next(said);
    if (past !== undefined && !Number.isNaN(past.said[0])) this.#learn(past.said, past.move);
    this.#means.set(said);
  }

  /** Densities of the last outcomes, row by row, the oldest first where it matters to nobody. */
  table(): Float64Array {
    return this.#table.slice(0, Math.min(this.outcomes, this.#window) * this.size);
  }

  probabilityUp(weights: readonly number[]): number {
    return this.#pool(weights, (mean, variance) => normalCdf(mean / Math.sqrt(variance)));
  }

  mean(weights: readonly number[]): number {
    return this.#pool(weights, (mean) => mean);
  }

  deviation(weights: readonly number[]): number {
    const middle = this.mean(weights);
    return Math.sqrt(this.#pool(weights, (mean, variance) => variance + (mean - middle) ** 2));
  }

  #pool(weights: readonly number[], of: (mean: number, variance: number) => number): number {
    return weights.reduce(
      (sum, weight, k) => sum + weight * of(this.#means[k] as number, this.#variances[k] as number),
      0,
    );
  }

  #learn(means: Readonly<Float64Array>, outcome: number): void {
    const isJudged = !Number.isNaN(this.#variances[0]);
    const at = (this.outcomes % this.#window) * this.size;
    for (let k = 0; k < this.size; k += 1) {
      const error = outcome - (means[k] as number);
      const before = this.#variances[k] as number;
      if (isJudged) this.#table[at + k] = densityAt(error, before);
      const variance = isJudged ? MEMORY * before + (1 - MEMORY) * error * error : error * error;
      this.#variances[k] = Math.max(LEAST_VARIANCE, variance);
    }
    if (isJudged) this.outcomes += 1;
  }
}

function densityAt(error: number, variance: number): number {
  const deviation = Math.sqrt(variance);
  return Math.max(LEAST_DENSITY, normalDensity(error / deviation) / deviation);
}
