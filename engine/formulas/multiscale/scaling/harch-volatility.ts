import { wholeNumber } from '../../../numerics/checked-numbers.ts';
import { RecentValues } from '../../../numerics/recent-values.ts';
import { RollingSum } from '../../../numerics/rolling-sum.ts';
import { CloseReturns } from '../../close-returns.ts';
import { defineFormula, noValue } from '../../formula.ts';
import type { Reading, ReadingFunction } from '../../readings.ts';
import { SIZE, withReadings } from '../../readings.ts';
import { type FitJob, withRefit } from '../../refit.ts';
import { fitHarch } from './harch-fit.ts';

const HORIZONS = [1, 4, 12, 48, 192, 768];
const LONGEST = 768;
/** Rows a fit has at least, for seven coefficients. */
const FEWEST_ROWS = 16;
const LEAST_VARIANCE = 1e-12;
const LARGEST = 2;

const ofHorizons = <Value>(value: (place: number) => Value): Record<string, Value> =>
  Object.fromEntries(HORIZONS.map((bars, place) => [`impact${bars}`, value(place)]));

/**
 * Forecast volatility of the next bar from what returns of six horizons added up to: a long move counts for
 * more than as much going back and forth. Log return per bar, above zero. Fitted every `refit` bars; warm
 * after `window + 2` bars.
 */
export const harchVolatility = defineFormula({
  id: 'F380',
  key: 'harch-volatility',
  title: 'HARCH volatility of heterogeneous horizons',
  family: 'multiscale',
  output: { unit: 'log return per bar', min: 0 },
  role: 'size',
  source:
    "Muller, U. A., Dacorogna, M. M., Dave, R. D., Olsen, R. B., Pictet, O. V. & von Weizsacker, J. E., 'Volatilities of different time resolutions - Analyzing the dynamics of market components', Journal of Empirical Finance 4, 1997",
  catalogue: {
    inputs: ['returns'],
    params: {
      n: { fixed: [1, 4, 12, 48, 192, 768], unit: 'bars', meaning: 'component horizons' },
      window: { unit: 'bars', meaning: 'estimation sample' },
      refit: { unit: 'bars', meaning: 'refit' },
      target: { unit: 'per bar', meaning: 'volatility at multiplier 1' },
    },
    definition: `
      Forecast for the next bar: s2 = c0 + sum_j c_j*( sum_{i=0..n_j-1} r_{t-i} )^2, all c >= 0. Unlike
      averages of squared returns the squared aggregated returns see whether moves added up or cancelled.
      Estimation: non-negative least squares of r_{t+1}^2/m on the regressors (both divided by the EWMA
      variance m, decay 0.97, as weights) by coordinate descent from c = 0: c_j = max(0, (x_j.(y - sum_{k
      != j} c_k x_k))/(x_j.x_j)), 200 sweeps. s2 floored at 1e-12. Impact of component j: I_j = n_j*c_j
      (share of the total).
    `,
    update: 'Rolling sums O(number of horizons) per bar; refit batch on rolling cross products O(k^2).',
    signal: 'size: multiplier = min(2, target/sqrt(s2)).',
    range: '(0,inf)',
  },
  defaults: { window: 4000, refit: 200, target: 0.01 },
  input: 'bar',
  readings: {
    scale: { ...SIZE.scale, max: LARGEST },
    /** Share of the traders of each horizon, in bars, in the forecast beyond its constant. */
    ...ofHorizons((): Reading => ({ unit: 'share', min: 0, max: 1 })),
  },
  warmUp: ({ window }) => window + 2,
  fit: ({ data: { returns = new Float64Array() } }: FitJob) => fitHarch(returns, HORIZONS),

  start(params) {
    const { refit, target, window } = params;
    const returns = new CloseReturns();
    const recent = new RecentValues(wholeNumber('a window', window, LONGEST + FEWEST_ROWS));
    const every = wholeNumber('a refit interval', refit);
    const sums = HORIZONS.map((bars) => new RollingSum(bars));
    const moves = new Float64Array(HORIZONS.length);
    let barsLeft = 0;
    let coefficients: readonly number[] = [];
    let volatility = NaN;

    const step = ({ close }: { readonly close: number }) => {
      const logReturn = returns.next(close);
      if (!Number.isFinite(logReturn)) return noValue();
      recent.push(logReturn);
      for (let j = 0; j < sums.length; j += 1) moves[j] = (sums[j] as RollingSum).push(logReturn) ?? NaN;
      barsLeft -= 1;
      if (coefficients.length === 0) return noValue();
      volatility = Math.sqrt(harchVariance(coefficients, moves));
      return volatility;
    };
    const readings: Record<string, ReadingFunction> = {
      scale: () => Math.min(LARGEST, target / volatility),
      ...ofHorizons((place) => () => impactShare(coefficients, place)),
    };
    return withRefit(withReadings(step, readings), {
      due: () => {
        if (!recent.isFull || barsLeft > 0) return undefined;
        barsLeft = every;
        return { params, data: { returns: recent.toArray() } };
      },
      accept: (model) => {
        coefficients = [...model];
      },
    });
  },
});

/** Variance of the next bar from the coefficients, the constant first, and the return over each horizon. */
export function harchVariance(coefficients: readonly number[], moves: ArrayLike<number>): number {
  let variance = coefficients[0] as number;
  for (let j = 0; j < moves.length; j += 1) {
    const move = moves[j] as number;
    variance += (coefficients[j + 1] as number) * move * move;
  }
  return Math.max(LEAST_VARIANCE, variance);
}

function impactShare(coefficients: readonly number[], place: number): number | undefined {
  const impacts = HORIZONS.map((bars, j) => bars * (coefficients[j + 1] ?? 0));
  const total = impacts.reduce((sum, each) => sum + each, 0);
  return total > 0 ? (impacts[place] as number) / total : undefined;
}
