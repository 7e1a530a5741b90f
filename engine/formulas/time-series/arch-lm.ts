import { wholeNumber } from '../../numerics/checked-numbers.ts';
import { ColumnRegression } from '../../numerics/column-regression.ts';
import { writeDemeaned } from '../../numerics/demeaned.ts';
import { LaggedSeries } from '../../numerics/lagged-columns.ts';
import { RecentValues } from '../../numerics/recent-values.ts';
import { chiSquaredTail } from '../../numerics/tail-probabilities.ts';
import { CloseReturns } from '../close-returns.ts';
import { defineFormula } from '../formula.ts';
import { withReadings } from '../readings.ts';

/**
 * Whether large moves follow large moves: rows times the share of the squared returns that the last `q`
 * squares explain. Warm after `n` returns, tested again every `k` bars.
 */
export const archLm = defineFormula({
  id: 'F50',
  key: 'arch-lm',
  title: 'Engle ARCH-LM test',
  family: 'time-series',
  output: { unit: 'chi-square statistic', min: 0 },
  role: 'context',
  source:
    "Engle, R. F., 'Autoregressive Conditional Heteroscedasticity with Estimates of the Variance of United Kingdom Inflation', Econometrica, 1982",
  catalogue: {
    inputs: ['returns'],
    params: {
      n: { unit: 'bars', meaning: 'window' },
      q: { unit: 'lags', meaning: 'lags of squared returns' },
      k: { unit: 'bars', meaning: 'recompute interval' },
    },
    definition: `
      e=r-mean over W_n. OLS of e_t^2 on (1,e_{t-1}^2,...,e_{t-q}^2), T=n-q rows. Value LM=T*R^2; p-value
      from chi-square(q). Warm-up n.
    `,
    update: 'Rolling cross products O(q^2) per bar, solve every k bars.',
    signal: `
      context: p<0.05 tells the sizing formulas to use a conditional volatility (151-155) instead of the
      unconditional one. Signal 0.
    `,
    range: '[0,inf)',
  },
  defaults: { n: 250, q: 5, k: 10 },
  input: 'bar',
  readings: {
    /** Of a statistic at least as large where the volatility does not change; below 0.05 it does. */
    pValue: { unit: 'probability', min: 0, max: 1 },
  },
  warmUp: ({ n }) => n + 1,

  start({ k, n, q }) {
    const closes = new CloseReturns();
    const returns = new RecentValues(wholeNumber('a window', n, 2 * wholeNumber('lags', q) + 2));
    const window = new Float64Array(n);
    const multiplier = new LagrangeMultiplier(n, q);
    const every = wholeNumber('an interval', k);
    let barsToTest = 0;
    let statistic: number | undefined;

    return withReadings(
      ({ close }) => {
        const logReturn = closes.next(close);
        if (!Number.isFinite(logReturn)) return undefined;
        returns.push(logReturn);
        if (!returns.isFull) return undefined;
        if (barsToTest === 0) {
          returns.copyTo(window);
          writeDemeaned(window, window);
          statistic = multiplier.of(window);
          barsToTest = every;
        }
        barsToTest -= 1;
        return statistic;
      },
      { pValue: () => (statistic === undefined ? undefined : chiSquaredTail(statistic, q)) },
    );
  },
});

/** Rows times the R squared of squared innovations on their last `lags`, of `count` innovations at a time. */
export class LagrangeMultiplier {
  readonly #squares: LaggedSeries;
  readonly #regression = new ColumnRegression();

  constructor(count: number, lags: number) {
    this.#squares = new LaggedSeries(count, lags);
  }

  /** Undefined where the squares do not vary. */
  of(innovations: Float64Array): number | undefined {
    const { columns, rows, values } = this.#squares;
    for (let t = 0; t < values.length; t += 1) {
      const innovation = innovations[t] as number;
      values[t] = innovation * innovation;
    }
    const fit = this.#regression.fit(columns, rows);
    if (fit === undefined || !(fit.totalSquares > 0)) return undefined;
    return fit.count * Math.max(0, 1 - fit.sumOfSquares / fit.totalSquares);
  }
}
