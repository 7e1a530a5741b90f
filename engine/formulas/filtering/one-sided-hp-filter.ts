import { BarVolatility } from '../../numerics/bar-volatility.ts';
import { clip } from '../../numerics/clip.ts';
import { notNegative, wholeNumber } from '../../numerics/checked-numbers.ts';
import { RecentValues } from '../../numerics/recent-values.ts';
import { RollingMoments } from '../../numerics/rolling-moments.ts';
import { CloseReturns } from '../close-returns.ts';
import { defineFormula } from '../formula.ts';
import { DIRECTION, withReadings } from '../readings.ts';
import { inUsualSizes } from './ehlers-roofing-filter.ts';

/**
 * Gap between the log price and a smooth trend through the window, in usual gaps: above zero the price is
 * stretched upward. Only the newest end of the trend is used, so nothing later enters. Warm after `n` bars.
 */
export const oneSidedHpFilter = defineFormula({
  id: 'F203',
  key: 'one-sided-hp-filter',
  title: 'One-sided Hodrick-Prescott trend and gap',
  family: 'filtering',
  output: { unit: '1' },
  role: 'direction',
  source:
    "Hodrick, R. J. and Prescott, E. C., 'Postwar U.S. Business Cycles: An Empirical Investigation', Journal of Money, Credit and Banking, 1997; one-sided use: Stock, J. H. and Watson, M. W., 'Forecasting Inflation', Journal of Monetary Economics, 1999",
  catalogue: {
    inputs: ['bars'],
    params: {
      n: { unit: 'bars', meaning: 'window' },
      lam: { unit: '1', meaning: 'smoothness' },
      N: { unit: 'bars', meaning: 'window of the gap scale' },
    },
    definition: `
      tau minimises sum (y_i-tau_i)^2+lam*sum (tau_{i+1}-2tau_i+tau_{i-1})^2 over W_n, y=ln c; only the
      last two trend values are used, so no future enters. Gap g=y_t-tau_t; slope b=tau_t-tau_{t-1}.
      z=g/sqrt(mean_N g^2). Value z; b published. Warm-up n.
    `,
    update: 'Pentadiagonal Cholesky O(5n)=1000 operations per bar.',
    signal: `
      signal = clip(0.6*tanh(b*sqrt(n)/(2*sig_t))-0.4*clip(z/2,-1,1),-1,1) (with the trend, against the
      stretch); confidence = min(1,|signal|*1.5).
    `,
    range: '(-inf,inf)',
  },
  defaults: { n: 200, lam: 100000, N: 500 },
  input: 'bar',
  readings: {
    ...DIRECTION,
    /** Last step of the trend. */
    slope: { unit: 'log price per bar' },
  },
  // The volatility that the slope is measured by takes a close and twenty returns.
  warmUp: ({ n }) => Math.max(n, 21),

  start({ N, lam, n }) {
    const filter = new SmoothTrend(n, lam);
    const logs = new RecentValues(n);
    const window = new Float64Array(n);
    const gaps = new RollingMoments(wholeNumber('N', N));
    const returns = new CloseReturns();
    const volatility = new BarVolatility();
    let z = 0;
    let slope = 0;
    const signal = () =>
      clip(
        0.6 * Math.tanh((slope * Math.sqrt(n)) / (2 * volatility.value)) - 0.4 * clip(z / 2, -1, 1),
        -1,
        1,
      );

    return withReadings(
      ({ close }) => {
        const logReturn = returns.next(close);
        if (Number.isFinite(logReturn)) volatility.push(logReturn);
        logs.push(Math.log(close));
        if (!logs.isFull) return undefined;
        logs.copyTo(window);
        const end = filter.lastOf(window);
        const gap = logs.at(0) - end.last;
        slope = end.slope;
        gaps.push(gap * gap);
        z = inUsualSizes(gap, gaps.mean);
        return volatility.isWarm ? z : undefined;
      },
      {
        signal,
        confidence: () => Math.min(1, 1.5 * Math.abs(signal())),
        slope: () => slope,
      },
    );
  },
});

/**
 * The trend of Hodrick & Prescott through windows of one length, of which the newest two values are given.
 * The banded system is the same for every window and is factored once.
 */
export class SmoothTrend {
  readonly #diagonal: Float64Array;
  readonly #first: Float64Array;
  readonly #second: Float64Array;
  readonly #solved: Float64Array;

  /** @throws {RangeError} when the window is below 5 values or `smoothness` is negative. */
  constructor(length: number, smoothness: number) {
    const n = wholeNumber('a window', length, 5);
    notNegative('a smoothness', smoothness);
    this.#diagonal = new Float64Array(n);
    this.#first = new Float64Array(n);
    this.#second = new Float64Array(n);
    this.#solved = new Float64Array(n);
    this.#factor(smoothness);
  }

  lastOf(values: Float64Array): { readonly last: number; readonly slope: number } {
    const n = values.length;
    const origin = values[n - 1] as number;
    const solved = this.#solved;
    for (let i = 0; i < n; i += 1) {
      const one = i > 0 ? (this.#first[i] as number) * (solved[i - 1] as number) : 0;
      const two = i > 1 ? (this.#second[i] as number) * (solved[i - 2] as number) : 0;
      solved[i] = (values[i] as number) - origin - one - two;
    }
    const last = (solved[n - 1] as number) / (this.#diagonal[n - 1] as number);
    const before =
      (solved[n - 2] as number) / (this.#diagonal[n - 2] as number) - (this.#first[n - 1] as number) * last;
    return { last: origin + last, slope: last - before };
  }

  /** Factors `I + s D'D` of second differences D into L diag L', L with two bands below ones. */
  #factor(smoothness: number): void {
    const n = this.#diagonal.length;
    for (let i = 0; i < n; i += 1) {
      const d1 = i > 0 ? (this.#diagonal[i - 1] as number) : 0;
      const d2 = i > 1 ? (this.#diagonal[i - 2] as number) : 0;
      const second = i > 1 ? smoothness / d2 : 0;
      const cross = i > 1 ? second * d2 * (this.#first[i - 1] as number) : 0;
      const first = i > 0 ? (smoothness * neighborBand(i, n) - cross) / d1 : 0;
      this.#second[i] = second;
      this.#first[i] = first;
      this.#diagonal[i] = 1 + smoothness * ownBand(i, n) - first * first * d1 - second * second * d2;
    }
  }
}

/** Diagonal of `D'D`: 1, 5, 6, …, 6, 5, 1. */
function ownBand(i: number, n: number): number {
  const edge = Math.min(i, n - 1 - i);
  return edge === 0 ? 1 : edge === 1 ? 5 : 6;
}

/** First band of `D'D` between `i - 1` and `i`: -2, -4, …, -4, -2. */
function neighborBand(i: number, n: number): number {
  return i === 1 || i === n - 1 ? -2 : -4;
}
