import { positive } from '../../../numerics/checked-numbers.ts';
import { groupAt } from '../../edge/vote/started-vote.ts';
import { defineFormula, type MarketStep } from '../../formula.ts';
import { forecastsOf, OpinionRounds } from '../../opinion-rounds.ts';
import { DIRECTION, withReadings } from '../../readings.ts';
import type { Opinions } from '../../step-contents.ts';

const FIRST = 20;
const STEEPNESS = 4;

/**
 * Forecast of the next bar from those of the direction formulas, each weighted by how small its errors were
 * lately, in standard deviations of a bar. A signal with its confidence is a forecast of at most a tenth of
 * one. `group` as in the vote. Each bar is followed by the opinions at its close; warm with the first outcome
 * of a forecast after 20 returns.
 */
export const batesGrangerCombination = defineFormula({
  id: 'F387',
  key: 'bates-granger-combination',
  title: 'Bates-Granger forecast combination (discounted inverse MSE)',
  family: 'multiscale',
  output: { unit: 'standard deviations' },
  role: 'direction',
  source:
    "Bates, J. M. & Granger, C. W. J., 'The Combination of Forecasts', Operational Research Quarterly 20(4), 1969",
  catalogue: {
    inputs: ['external', 'bars'],
    params: {
      delta: { unit: 'per forecast', meaning: 'discount' },
      prior: { unit: 'forecasts', meaning: 'pseudo-errors equal to the pooled MSE' },
      min_n: { unit: 'forecasts', meaning: 'warm-up' },
    },
    definition: `
      K return forecasts f_k (outputs of direction formulas expressed as forecasts:
      signal*confidence*sigma_bar*0.1 unless the formula gives a return forecast). Discounted squared
      errors S_k <- delta*S_k + (y - f_k)^2, n <- delta*n + 1. MSE_k = (S_k + prior*Sbar/n)/(n+prior) with
      Sbar = mean of S. Weights w_k = (1/MSE_k)/sum_j(1/MSE_j). Combined F = sum w_k f_k. Value
      F/sigma_bar.
    `,
    update: 'O(K) per bar.',
    signal: 'signal = tanh(4*value); confidence = min(1,4*|value|)*min(1,n/min_n).',
    range: 'real',
  },
  defaults: { delta: 0.98, prior: 20, min_n: 50, group: 1 },
  input: 'step',
  reads: ['bar', 'opinions'],
  readings: {
    ...DIRECTION,
    /** The forecast itself. */
    forecast: { unit: 'log return' },
    /** Outcomes that count, faded. */
    outcomes: { unit: 'forecasts', min: 0 },
  },
  warmUp: () => 2 * (FIRST + 2),

  start({ delta, group, min_n: enough, prior }) {
    groupAt(group);
    positive('min_n', enough);
    const rounds = new OpinionRounds(1);
    let combination = new BatesGranger(0, { delta, prior });
    let forecast = NaN;
    const value = () => forecast / rounds.sigma;

    const take = (opinions: Opinions): void => {
      const said = forecastsOf(opinions, rounds.sigma);
      if (said.length !== combination.size) combination = new BatesGranger(said.length, { delta, prior });
      const past = rounds.next(said);
      if (past !== undefined) combination.learn(past.said, past.move);
      forecast = combination.combine(said);
    };
    return withReadings(
      (step: MarketStep) => {
        if (step.kind === 'bar') rounds.push(step.bar.close);
        if (step.kind === 'opinions') take(step.opinions);
        return combination.count > 0 ? value() : undefined;
      },
      {
        signal: () => Math.tanh(STEEPNESS * value()),
        confidence: () =>
          Math.min(1, STEEPNESS * Math.abs(value())) * Math.min(1, combination.count / enough),
        forecast: () => forecast,
        outcomes: () => combination.count,
      },
    );
  },
});

/** Forecasts weighted by the inverse of their mean squared errors, which fade and are drawn toward their mean. */
export class BatesGranger {
  count = 0;
  readonly #squares: Float64Array;
  /** Mean squared errors as they count in a mean. */
  readonly #errors: Float64Array;
  readonly #settings: { readonly delta: number; readonly prior: number };

  /** @throws {RangeError} unless `delta` is above 0 and at most 1 and `prior` above zero. */
  constructor(size: number, settings: { readonly delta: number; readonly prior: number }) {
    const { delta, prior } = settings;
    if (!(delta > 0 && delta <= 1)) throw new RangeError(`delta must be above 0 and at most 1, was ${delta}`);
    positive('prior', prior);
    this.#squares = new Float64Array(size);
    this.#errors = new Float64Array(size);
    this.#settings = settings;
  }

  get size(): number {
    return this.#squares.length;
  }

  /** Takes in what came of forecasts; those that were none (NaN) teach nothing. */
  learn(forecasts: Readonly<Float64Array>, outcome: number): void {
    if (Number.isNaN(forecasts[0] ?? NaN)) return;
    const { delta } = this.#settings;
    this.count = delta * this.count + 1;
    for (let k = 0; k < this.#squares.length; k += 1) {
      const error = outcome - (forecasts[k] as number);
      this.#squares[k] = delta * (this.#squares[k] as number) + error * error;
    }
  }

  combine(forecasts: Readonly<Float64Array>): number {
    const { prior } = this.#settings;
    const squares = this.#squares;
    const errors = this.#errors;
    let sum = 0;
    for (let k = 0; k < squares.length; k += 1) sum += squares[k] as number;
    const added = (prior * (sum / this.size)) / this.count;
    const share = this.count + prior;
    for (let k = 0; k < squares.length; k += 1) errors[k] = ((squares[k] as number) + added) / share;
    return inverseErrorMean(errors, forecasts);
  }
}

/** Mean of forecasts, each weighted by the inverse of its mean squared error; the plain mean where none erred. */
export function inverseErrorMean(errors: ArrayLike<number>, forecasts: Readonly<Float64Array>): number {
  let weights = 0;
  let sum = 0;
  let plain = 0;
  for (let k = 0; k < forecasts.length; k += 1) {
    const weight = 1 / (errors[k] as number);
    const forecast = forecasts[k] as number;
    weights += weight;
    sum += weight * forecast;
    plain += forecast;
  }
  return Number.isFinite(weights) ? sum / weights : plain / forecasts.length;
}
