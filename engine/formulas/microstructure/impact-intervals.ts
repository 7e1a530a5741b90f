import { wholeNumber } from '../../numerics/checked-numbers.ts';
import { customaryLags } from '../../numerics/newey-west.ts';
import { type LineFit, RollingRegression } from '../../numerics/rolling-regression.ts';
import type { TapeStep } from '../formula.ts';

const BPS = 10_000;
const MILLION = 1e6;
/** A line needs three points before its slope says anything. */
const FEWEST = 3;

/** Intervals before there is a fit: a quarter of the window. */
export const neededIntervals = (n: number): number => Math.max(FEWEST, Math.ceil(n / 4));

/**
 * The line of the mid's change over an interval, in bps, on the notional takers bought less what they sold
 * in it, in millions of quote units, over the last `n` intervals of `stepSec`. Intervals in which nothing
 * happened count. Errors are those of Newey and West with the customary number of lags.
 */
export class ImpactIntervals {
  readonly #stepMs: number;
  readonly #n: number;
  readonly #line: RollingRegression;
  #current = -1;
  #mid = 0;
  #midBefore = 0;
  #flow = 0;
  #fit: LineFit | undefined;

  /** @throws {RangeError} when `stepSec` is not above zero or `n` is below 3. */
  constructor(stepSec: number, n: number) {
    if (!(stepSec > 0)) throw new RangeError(`step must be above 0 s, was ${stepSec}`);
    this.#stepMs = stepSec * 1000;
    this.#n = wholeNumber('n', n, FEWEST);
    this.#line = new RollingRegression(n, customaryLags(n));
  }

  /** The line through the last complete intervals; undefined before a quarter of the window and without flow. */
  get fit(): LineFit | undefined {
    return this.#fit;
  }

  push(step: TapeStep): void {
    const interval = Math.floor(step.time / this.#stepMs);
    if (this.#current >= 0 && interval !== this.#current) this.#end(interval - this.#current);
    this.#current = interval;
    this.#mid = (step.bid + step.ask) / 2;
    if (step.event === 'trade') this.#flow += (step.side === 'buy' ? 1 : -1) * step.price * step.sizeBase;
  }

  #end(count: number): void {
    // The first interval only gives the second a price to start from.
    if (this.#midBefore > 0) this.#line.push(this.#flow / MILLION, (this.#mid / this.#midBefore - 1) * BPS);
    // After a silence longer than the window every interval in it is empty anyway.
    for (let i = 1; i < Math.min(count, this.#n + 1); i += 1) this.#line.push(0, 0);
    this.#midBefore = this.#mid;
    this.#flow = 0;
    this.#fit = this.#line.count >= neededIntervals(this.#n) ? this.#line.fit() : undefined;
  }
}
