import { wholeNumber } from './checked-numbers.ts';
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

/** The lines at every value of a series. */
export interface MacdSeries {
  readonly macd: Float64Array;
  readonly macdSignal: Float64Array;
  readonly histogram: Float64Array;
}

/** The lines of a whole series at once, the same numbers as one by one; into `lines` where they are given. */
export function macdSeries(
  prices: ArrayLike<number>,
  { fast, signal, slow }: { readonly fast: number; readonly slow: number; readonly signal: number },
  lines: MacdSeries = emptyLines(prices.length),
): MacdSeries {
  const { histogram, macd, macdSignal } = lines;
  const fastWeight = weightOf(fast);
  const slowWeight = weightOf(slow);
  const signalWeight = weightOf(signal);
  let quick = prices[0] ?? NaN;
  let calm = quick;
  let smooth = 0;
  for (let i = 0; i < prices.length; i += 1) {
    const price = prices[i] as number;
    quick = fastWeight * price + (1 - fastWeight) * quick;
    calm = slowWeight * price + (1 - slowWeight) * calm;
    const line = quick - calm;
    smooth = signalWeight * line + (1 - signalWeight) * smooth;
    macd[i] = line;
    macdSignal[i] = smooth;
    histogram[i] = line - smooth;
  }
  return lines;
}

const weightOf = (length: number): number => 2 / (wholeNumber('a window', length) + 1);

const emptyLines = (count: number): MacdSeries => ({
  macd: new Float64Array(count),
  macdSignal: new Float64Array(count),
  histogram: new Float64Array(count),
});
