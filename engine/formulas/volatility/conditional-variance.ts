import { wholeNumber } from '../../numerics/checked-numbers.ts';
import { RecentValues } from '../../numerics/recent-values.ts';
import type { FormulaParams } from '../formula.ts';
import type { FitJob, FitModel, FittedModel, Refit } from '../refit.ts';

/** Variance of the next bar from the innovation of this one, its variance and the parameters of the model. */
export type VarianceStep = (theta: readonly number[], innovation: number, variance: number) => number;

/** A run of variances along innovations. */
export interface VariancePath {
  /** Gaussian log-likelihood of the innovations. */
  readonly logLikelihood: number;
  /** Variance of the bar after the last. */
  readonly next: number;
  readonly variances: readonly number[];
}

const BACKCAST = 75;
const DECAY = 0.94;
/** Numbers of a model before its own parameters: mean, scale and the variance of the next bar. */
const HEAD = 3;

/** Where a recursion of variances begins: a weighted mean of the first 75 squares, the first weighing most. */
export function backcast(innovations: ArrayLike<number>): number {
  let sum = 0;
  let weights = 0;
  for (let i = 0; i <= BACKCAST && i < innovations.length; i += 1) {
    const weight = DECAY ** i;
    sum += weight * (innovations[i] as number) ** 2;
    weights += weight;
  }
  return weights > 0 ? sum / weights : 0;
}

/** What {@link variancePath} says of the likelihood, without keeping the variances: a search asks hundreds of times. */
export function varianceLikelihood(
  next: VarianceStep,
  theta: readonly number[],
  innovations: Float64Array,
  first: number,
): number {
  let variance = first;
  let sum = innovations.length * Math.log(2 * Math.PI);
  for (let i = 0; i < innovations.length; i += 1) {
    const innovation = innovations[i] as number;
    sum += Math.log(variance) + (innovation * innovation) / variance;
    variance = next(theta, innovation, variance);
  }
  return -0.5 * sum;
}

/** Variances along the innovations, from `first` on, under the model. */
export function variancePath(
  next: VarianceStep,
  theta: readonly number[],
  innovations: ArrayLike<number>,
  first: number,
): VariancePath {
  const variances: number[] = [];
  let variance = first;
  let logLikelihood = 0;
  for (let i = 0; i < innovations.length; i += 1) {
    const innovation = innovations[i] as number;
    variances.push(variance);
    logLikelihood -= 0.5 * (Math.log(2 * Math.PI) + Math.log(variance) + innovation ** 2 / variance);
    variance = next(theta, innovation, variance);
  }
  return { logLikelihood, next: variance, variances };
}

/**
 * Fits a model of variances to the returns of a job: demeaned, in units of their deviation. `search` finds
 * the parameters from the innovations, starting at those of the fit before. No model of returns that do
 * not vary.
 */
export function fitVariance(
  { data: { returns = new Float64Array() }, last }: FitJob,
  next: VarianceStep,
  search: (innovations: Float64Array, last: readonly number[] | undefined) => readonly number[],
): FitModel | undefined {
  const mean = returns.reduce((sum, each) => sum + each, 0) / returns.length;
  const scale = Math.sqrt(returns.reduce((sum, each) => sum + (each - mean) ** 2, 0) / returns.length);
  if (!(scale > 1e-12)) return undefined;
  const innovations = returns.map((each) => (each - mean) / scale);
  const theta = search(innovations, last && Array.from(last).slice(HEAD));
  const path = variancePath(next, theta, innovations, backcast(innovations));
  return [mean, scale, path.next, ...theta];
}

/** A fitted model of variances that walks along with the returns, and when it is fitted again. */
export class ConditionalVariance implements Refit {
  readonly #params: FormulaParams;
  readonly #next: VarianceStep;
  readonly #returns: RecentValues;
  readonly #every: number;
  readonly #first: number;
  #sinceDue = 0;
  #model: FittedModel | undefined;
  #theta: readonly number[] | undefined;
  #variance = NaN;

  /** Fitted first on half of `n` returns, then every `k` on the last `n`. */
  constructor(params: FormulaParams & { readonly n: number; readonly k: number }, next: VarianceStep) {
    this.#params = params;
    this.#next = next;
    this.#returns = new RecentValues(wholeNumber('a window', params.n, 4));
    this.#every = wholeNumber('a refit interval', params.k);
    this.#first = Math.ceil(params.n / 2);
    this.#sinceDue = this.#every - this.#first;
  }

  /** Returns that lie before the first value: those of the first fit and the one that finds it done. */
  static firstValueAt({ n }: { readonly n: number }): number {
    return Math.ceil(n / 2) + 1;
  }

  /** Parameters of the model; none before the first fit. */
  get theta(): readonly number[] | undefined {
    return this.#theta;
  }

  /** Variance of the next bar in squares of {@link scale}; NaN before the first fit. */
  get variance(): number {
    return this.#variance;
  }

  /** Log return that counts as one innovation. */
  get scale(): number {
    return this.#model?.[1] ?? NaN;
  }

  /** Takes in the return of a closed bar. */
  push(logReturn: number): void {
    this.#returns.push(logReturn);
    this.#sinceDue += 1;
    if (this.#model === undefined || this.#theta === undefined) return;
    const mean = this.#model[0] ?? NaN;
    const scale = this.#model[1] ?? NaN;
    this.#variance = this.#next(this.#theta, (logReturn - mean) / scale, this.#variance);
  }

  due(): FitJob | undefined {
    if (this.#sinceDue < this.#every) return undefined;
    this.#sinceDue = 0;
    const job = { params: this.#params, data: { returns: this.#returns.toArray() } };
    return this.#model === undefined ? job : { ...job, last: this.#model };
  }

  /** The model stands at the end of the returns it was fitted to, so it has to count from the next. */
  accept(model: FittedModel): void {
    this.#model = model;
    this.#theta = [...model.subarray(HEAD)];
    this.#variance = model[2] ?? NaN;
  }
}
