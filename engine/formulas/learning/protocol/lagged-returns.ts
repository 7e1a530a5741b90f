import { wholeNumber } from '../../../numerics/checked-numbers.ts';
import { StandardizedReturns } from './standardized-returns.ts';

/** The last standardized returns, newest first, and a constant 1 behind them: what a forecast of the next is made of. */
export class LaggedReturns {
  /** The same list each time. */
  readonly inputs: Float64Array;
  readonly #returns = new StandardizedReturns();
  readonly #lags: number;
  #count = 0;

  constructor(lags: number) {
    this.#lags = wholeNumber('lags', lags);
    this.inputs = new Float64Array(lags + 1);
    this.inputs[lags] = 1;
  }

  /** Whether all lags were seen. */
  get isFull(): boolean {
    return this.#count >= this.#lags;
  }

  /** The standardized return up to this close, not yet among the inputs; NaN where there is none. */
  next(close: number): number {
    return this.#returns.next(close);
  }

  /** Puts a return in front of the inputs. */
  push(standardized: number): void {
    this.inputs.copyWithin(1, 0, this.#lags - 1);
    this.inputs[0] = standardized;
    if (this.#count < this.#lags) this.#count += 1;
  }
}
