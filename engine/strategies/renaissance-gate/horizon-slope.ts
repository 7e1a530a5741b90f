import { bpsBetween } from '../../domain/units/bps.ts';
import { type LineFit, RollingRegression } from '../../numerics/rolling-regression.ts';

/** Newey-West lags: pairs are sampled every fifth of the horizon, so five neighbors overlap. */
const LAGS = 5;
/** A fit is worth looking at from this many pairs on. */
const MIN_PAIRS = 60;

/** How the book's imbalance has foretold the mid so far, at one horizon. */
export interface SlopeEstimate extends LineFit {
  readonly horizonMs: number;
  /** Slope over its standard error. */
  readonly t: number;
}

interface Pending {
  readonly dueAt: number;
  readonly x: number;
  readonly mid: number;
}

/**
 * Regresses the move of the mid over the next `horizonMs`, in bps, on the log imbalance of now.
 * Causal: a pair enters the fit only when its horizon has passed.
 */
export class HorizonSlope {
  readonly horizonMs: number;
  readonly #strideMs: number;
  readonly #refitMs: number;
  readonly #regression: RollingRegression;
  readonly #pending: Pending[] = [];
  #nextSampleAt = 0;
  #nextFitAt = 0;
  #estimate: SlopeEstimate | undefined;

  constructor(horizonMs: number, window: number) {
    this.horizonMs = horizonMs;
    this.#strideMs = Math.max(100, horizonMs / 5);
    this.#refitMs = Math.max(1000, this.#strideMs);
    this.#regression = new RollingRegression(window, LAGS);
  }

  observe(time: number, x: number, mid: number): void {
    let due = this.#pending[0];
    while (due && time >= due.dueAt) {
      this.#regression.push(due.x, bpsBetween(due.mid, mid));
      this.#pending.shift();
      due = this.#pending[0];
    }
    if (time < this.#nextSampleAt) return;
    this.#nextSampleAt = time + this.#strideMs;
    this.#pending.push({ dueAt: time + this.horizonMs, x, mid });
  }

  /** The fit of now, renewed about once a second; undefined before it rests on enough pairs. */
  estimate(time: number): SlopeEstimate | undefined {
    if (time < this.#nextFitAt) return this.#estimate;
    this.#nextFitAt = time + this.#refitMs;
    const fit = this.#regression.count >= MIN_PAIRS ? this.#regression.fit() : undefined;
    this.#estimate =
      fit && fit.slopeError > 0
        ? { ...fit, horizonMs: this.horizonMs, t: fit.slope / fit.slopeError }
        : undefined;
    return this.#estimate;
  }
}
