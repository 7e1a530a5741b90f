import { wholeNumber } from '../../numerics/checked-numbers.ts';
import { RecentValues } from '../../numerics/recent-values.ts';
import { RollingSum } from '../../numerics/rolling-sum.ts';

/** Lengths in days. */
export interface MomentumDays {
  /** Of the own return whose sign the strategy follows. */
  readonly lookback: number;
  /** Of the return of the market that makes a bear market. */
  readonly bear: number;
  /** Of both variances. */
  readonly varDays: number;
  /** From a state to the return after it; as many are kept. */
  readonly fitDays: number;
}

/**
 * What a strategy earned that holds a symbol in the direction of its last return, day by day, beside the state
 * of the market that the day before ended in: its variance after a fall, 0 after a rise.
 */
export class MomentumHistory {
  readonly #varDays: number;
  readonly #trend: RollingSum;
  readonly #market: RollingSum;
  readonly #marketSquares: RollingSum;
  readonly #squares: RollingSum;
  readonly #states: RecentValues;
  readonly #variances: RecentValues;
  readonly #returns: RecentValues;
  #side = NaN;
  #isBear = false;

  constructor({ bear, fitDays, lookback, varDays }: MomentumDays) {
    this.#varDays = wholeNumber('var_window', varDays);
    this.#trend = new RollingSum(lookback);
    this.#market = new RollingSum(bear);
    this.#marketSquares = new RollingSum(varDays);
    this.#squares = new RollingSum(varDays);
    this.#states = new RecentValues(wholeNumber('fit_days', fitDays, 3) + 1);
    this.#variances = new RecentValues(fitDays + 1);
    this.#returns = new RecentValues(fitDays + 1);
  }

  /** States that are followed by a return. */
  get pairs(): number {
    return Math.max(0, this.#states.count - 1);
  }

  /** 1 where the strategy is long the symbol now, -1 short. */
  get side(): number {
    return this.#side;
  }

  get isBear(): boolean {
    return this.#isBear;
  }

  /** Variance of the market after a fall, 0 after a rise. */
  get state(): number {
    return this.#states.at(0);
  }

  /** Mean of the squared returns of the strategy. */
  get variance(): number {
    return this.#variances.at(0);
  }

  /** States, variances and returns of the same days, oldest first. */
  toArrays(): Readonly<Record<'states' | 'variances' | 'returns', Float64Array>> {
    return {
      states: this.#states.toArray(),
      variances: this.#variances.toArray(),
      returns: this.#returns.toArray(),
    };
  }

  /** Takes in the log returns of a day. */
  push(own: number, market: number): void {
    const earned = this.#side * own;
    const trend = this.#trend.push(own);
    const fall = this.#market.push(market);
    const marketSquares = this.#marketSquares.push(market * market);
    const squares = Number.isNaN(earned) ? undefined : this.#squares.push(earned * earned);
    if (trend !== undefined) this.#side = Math.sign(trend);
    if (fall === undefined || marketSquares === undefined || squares === undefined) return;
    this.#isBear = fall < 0;
    this.#states.push(this.#isBear ? Math.max(0, marketSquares) / this.#varDays : 0);
    this.#variances.push(Math.max(0, squares) / this.#varDays);
    this.#returns.push(earned);
  }
}
