import { ForecastCalibration } from '../../numerics/forecast-calibration.ts';
import { logisticProbability, logisticRegression } from '../../numerics/logistic-regression.ts';
import { bpsBetween } from '../../domain/units/bps.ts';
import type { OrderFlowParameters } from './parameters.ts';

/** Outcomes between two fits. */
const REFIT_EVERY = 50;

interface Pending {
  readonly dueAt: number;
  readonly row: readonly number[];
  readonly mid: number;
  /** What was foretold then, by a fit that knew nothing later; kept where its outcome will be scored. */
  readonly scored: number | undefined;
  readonly baseRate: number;
}

/**
 * Learns from past outcomes how likely the mid is to be higher after the horizon, given that it has moved.
 * Walk-forward: an outcome enters the fit when its horizon is over, and forecasts are scored that were made
 * before theirs was known.
 */
export class OutcomeModel {
  readonly calibration = new ForecastCalibration();
  readonly #params: OrderFlowParameters;
  readonly #pending: Pending[] = [];
  readonly #rows: (readonly number[])[] = [];
  readonly #ups: number[] = [];
  #coefficients: readonly number[] | undefined;
  #outcomes = 0;
  #sinceFit = 0;
  #nextScoredAt = 0;
  #upCount = 0;
  #moves = 0;

  constructor(params: OrderFlowParameters) {
    this.#params = params;
  }

  /** Outcomes known so far, whether or not the mid had moved. */
  get outcomeCount(): number {
    return this.#outcomes;
  }

  /** Weights of the last fit, that of the constant first; undefined before one. */
  get coefficients(): readonly number[] | undefined {
    return this.#coefficients;
  }

  /** Mean absolute move of the mid over the horizon, in bps; undefined before an outcome. */
  get meanMoveBps(): number | undefined {
    return this.#outcomes > 0 ? this.#moves / this.#outcomes : undefined;
  }

  /** Enough forecasts have been scored, and they were better than the base rate by more than luck. */
  get isTrusted(): boolean {
    const { count, skillT } = this.calibration;
    return count >= this.#params.fewestScored && (skillT ?? 0) > this.#params.skillZ;
  }

  /** Takes in a moment; answers how likely up is, undefined before there is a fit. */
  observe(time: number, row: readonly number[], mid: number): number | undefined {
    this.#settle(time, mid);
    const probability = this.#coefficients && logisticProbability(this.#coefficients, row);
    const moved = this.#ups.length;
    const baseRate = moved > 0 ? this.#upCount / moved : 0.5;
    const dueAt = time + this.#params.horizonMs;
    // Outcomes that overlap say nearly the same: one of each horizon is scored.
    const isScored = probability !== undefined && time >= this.#nextScoredAt;
    if (isScored) this.#nextScoredAt = dueAt;
    this.#pending.push({ dueAt, row, mid, scored: isScored ? probability : undefined, baseRate });
    return probability;
  }

  #settle(time: number, mid: number): void {
    const { decideEveryMs, horizonMs } = this.#params;
    // After a silence nobody knows where the mid stood when the horizon was over.
    const latest = Math.max(horizonMs, decideEveryMs);
    let due = this.#pending[0];
    while (due !== undefined && due.dueAt <= time) {
      if (time - due.dueAt <= latest) this.#learn(due, bpsBetween(due.mid, mid));
      this.#pending.shift();
      due = this.#pending[0];
    }
    if (this.#rows.length < this.#params.fewestOutcomes || this.#sinceFit < REFIT_EVERY) return;
    this.#sinceFit = 0;
    this.#coefficients = logisticRegression(this.#rows, this.#ups, this.#params.ridge)?.coefficients;
  }

  #learn({ baseRate, row, scored }: Pending, moveBps: number): void {
    this.#outcomes += 1;
    this.#moves += Math.abs(moveBps);
    // Where the mid is where it was there is nothing to call up or down.
    if (moveBps === 0) return;
    const isUp = moveBps > 0;
    if (scored !== undefined) this.calibration.push(scored, baseRate, isUp);
    this.#rows.push(row);
    this.#ups.push(isUp ? 1 : 0);
    if (isUp) this.#upCount += 1;
    this.#sinceFit += 1;
    if (this.#rows.length <= this.#params.fitWindow) return;
    this.#rows.shift();
    this.#upCount -= this.#ups.shift() ?? 0;
  }
}
