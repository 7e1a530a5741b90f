const BINS = 10;

/** Forecasts of a tenth of the scale and what came of them. */
export interface ReliabilityBin {
  readonly count: number;
  /** Mean probability foretold; NaN where there was none. */
  readonly foretold: number;
  /** Share that came true; NaN where there was none. */
  readonly happened: number;
}

/**
 * How good foretold probabilities turned out to be, beside those of somebody who only knew how often it
 * happens. Tenths are open at the bottom: 0.5 belongs to the fifth.
 *
 * Source: Brier (1950), Verification of forecasts expressed in terms of probability, Monthly Weather Review 78(1).
 */
export class ForecastCalibration {
  readonly #counts = new Float64Array(BINS);
  readonly #foretold = new Float64Array(BINS);
  readonly #happened = new Float64Array(BINS);
  #count = 0;
  #squares = 0;
  #squaresOfBase = 0;
  #squaredGains = 0;

  get count(): number {
    return this.#count;
  }

  /** Mean squared error of the forecasts, 0 to 1; undefined before the first. */
  get brier(): number | undefined {
    return this.#count > 0 ? this.#squares / this.#count : undefined;
  }

  /** Share of the base rate's error that the forecasts save: above zero they are worth something. */
  get skill(): number | undefined {
    return this.#squaresOfBase > 0 ? 1 - this.#squares / this.#squaresOfBase : undefined;
  }

  /**
   * How many standard errors the mean saving lies above zero, for forecasts whose outcomes do not overlap;
   * undefined below two and where every one saved the same.
   */
  get skillT(): number | undefined {
    const count = this.#count;
    if (count < 2) return undefined;
    const mean = (this.#squaresOfBase - this.#squares) / count;
    const variance = (this.#squaredGains - count * mean * mean) / (count - 1);
    return variance > 0 ? mean / Math.sqrt(variance / count) : undefined;
  }

  /** Mean distance of foretold and happened over the tenths, each by its count; undefined before the first. */
  get calibrationError(): number | undefined {
    if (this.#count === 0) return undefined;
    let sum = 0;
    for (let bin = 0; bin < BINS; bin += 1)
      sum += Math.abs((this.#foretold[bin] as number) - (this.#happened[bin] as number));
    return sum / this.#count;
  }

  /** The tenths, lowest first. */
  get reliability(): readonly ReliabilityBin[] {
    return Array.from(this.#counts, (count, bin) => ({
      count,
      foretold: (this.#foretold[bin] as number) / count,
      happened: (this.#happened[bin] as number) / count,
    }));
  }

  /** Takes in a forecast, the base rate known when it was made, and whether it came true. */
  push(probability: number, baseRate: number, hasHappened: boolean): void {
    const outcome = hasHappened ? 1 : 0;
    const bin = Math.min(BINS - 1, Math.max(0, Math.ceil(probability * BINS) - 1));
    this.#counts[bin] = (this.#counts[bin] as number) + 1;
    this.#foretold[bin] = (this.#foretold[bin] as number) + probability;
    this.#happened[bin] = (this.#happened[bin] as number) + outcome;
    this.#count += 1;
    const error = (probability - outcome) ** 2;
    const errorOfBase = (baseRate - outcome) ** 2;
    this.#squares += error;
    this.#squaresOfBase += errorOfBase;
    this.#squaredGains += (errorOfBase - error) ** 2;
  }
}
