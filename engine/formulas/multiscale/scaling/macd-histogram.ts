import { ExponentialAverage } from '../../../numerics/exponential-average.ts';

/** Difference of a fast and a slow exponential average, less its own average; all begun at the first value. */
export class MacdHistogram {
  readonly #fast: ExponentialAverage;
  readonly #slow: ExponentialAverage;
  readonly #signal: ExponentialAverage;

  constructor(fast: number, slow: number, signal: number) {
    this.#fast = new ExponentialAverage(fast);
    this.#slow = new ExponentialAverage(slow);
    this.#signal = new ExponentialAverage(signal);
  }

  /** The histogram after this value, in its units. */
  push(value: number): number {
    this.#fast.push(value);
    this.#slow.push(value);
    const difference = this.#fast.value - this.#slow.value;
    this.#signal.push(difference);
    return difference - this.#signal.value;
  }
}
