import { ExponentialAverage } from './exponential-average.ts';

/** The two lines of the moving-average convergence, all averages begun at their first value. */
export class MacdLines {
  readonly #fast: ExponentialAverage;
  readonly #slow: ExponentialAverage;
  readonly #signal: ExponentialAverage;

  constructor(fast: number, slow: number, signal: number) {
    this.#fast = new ExponentialAverage(fast);
    this.#slow = new ExponentialAverage(slow);
    this.#signal = new ExponentialAverage(signal);
  }

  get macd(): number {
    return this.#fast.value - this.#slow.value;
  }

  get macdSignal(): number {
    return this.#signal.value;
  }

  get histogram(): number {
    return this.macd - this.macdSignal;
  }

  push(price: number): void {
    this.#fast.push(price);
    this.#slow.push(price);
    this.#signal.push(this.macd);
  }
}
