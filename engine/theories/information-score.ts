import type { TheoryScore } from '../domain/theory/theory-reading.ts';
import { RunningMeanError } from '../numerics/running-mean-error.ts';
import { GainPath } from './gain-path.ts';

/** Predictions before a mean is given, in all and without those that overlap. */
const LEAST = 100;
const LEAST_APART = 30;
/** What is closer to nothing is rounding. */
const LEAST_GAIN = 1e-9;
/** Lags of the standard error, in horizons: outcomes of neighboring predictions share bars. */
const LAGS_IN_HORIZONS = 2;

/**
 * How many bits a prediction was worth on average, against one that knew only how often the price rose
 * before: `log2(p / base)` where it rose, `log2((1 - p) / (1 - base))` where it fell.
 *
 * Source: Good (1952), Rational Decisions, Journal of the Royal Statistical Society B 14(1) (logarithmic score).
 */
export class InformationScore {
  readonly #gains: RunningMeanError;
  readonly #path = new GainPath();
  readonly #needed: number;

  /** `horizon` is that of the predictions, in bars. */
  constructor(horizon: number) {
    this.#gains = new RunningMeanError(LAGS_IN_HORIZONS * horizon);
    this.#needed = Math.max(LEAST, LEAST_APART * horizon);
  }

  push(probability: number, baseRate: number, hasRisen: boolean): void {
    const told = hasRisen ? Math.log2(probability / baseRate) : Math.log2((1 - probability) / (1 - baseRate));
    const gain = Math.abs(told) < LEAST_GAIN ? 0 : told;
    this.#gains.push(gain);
    this.#path.push(gain);
  }

  read(): TheoryScore {
    const { count, error, mean } = this.#gains;
    const path = this.#path.values;
    if (count < this.#needed) return { count, needed: this.#needed, path };
    return { count, needed: this.#needed, gainBits: mean, errorBits: error, path };
  }
}
