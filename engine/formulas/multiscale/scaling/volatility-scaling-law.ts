import { wholeNumber } from '../../../numerics/checked-numbers.ts';
import { clip } from '../../../numerics/clip.ts';
import { lineSlope } from '../../../numerics/line-slope.ts';
import { RecentValues } from '../../../numerics/recent-values.ts';
import { RollingSum } from '../../../numerics/rolling-sum.ts';
import { defineFormula, noValue } from '../../formula.ts';

const LAGS = [1, 2, 4, 8, 16, 32, 64];
const LONGEST = 64;
const LOG_LAGS = LAGS.map(Math.log);

/**
 * Exponent with which the mean absolute move grows with its duration: 0.5 for a random walk, more where
 * moves add up, less where they cancel. Over the last `window` closes, computed every `refit` bars; kept
 * within 0 and 1. No value while the price does not move at some lag. Warm after `window` bars.
 */
export const volatilityScalingLaw = defineFormula({
  id: 'F350',
  key: 'volatility-scaling-law',
  title: 'Mean absolute move scaling law',
  family: 'multiscale',
  output: { unit: '1', min: 0, max: 1 },
  role: 'context',
  source:
    "Muller, U. A. et al., 'Statistical study of foreign exchange rates, empirical evidence of a price change scaling law, and intraday analysis', Journal of Banking & Finance 14(6), 1990",
  catalogue: {
    inputs: ['bars'],
    params: {
      lags: { fixed: [1, 2, 4, 8, 16, 32, 64], unit: 'bars', meaning: 'horizons' },
      window: { unit: 'bars', meaning: 'sample' },
      refit: { unit: 'bars', meaning: 'refit' },
    },
    definition: `
      M(k) = mean |ln C_t - ln C_{t-k}| over overlapping windows. OLS ln M = c + H*ln k. A threshold
      defined at horizon k1 is carried to k2 as th2 = th1*(k2/k1)^H. Random walk H = 0.5. M(k) = 0 for any
      k -> null.
    `,
    update: 'Running sums per lag O(number of lags) per bar; OLS every refit bars.',
    signal: 'context: rescales stops, targets and bands of every formula that is run on another time frame.',
    range: '[0,1]',
  },
  defaults: { window: 2000, refit: 60 },
  input: 'bar',
  warmUp: ({ window }) => window,

  start({ refit, window }) {
    const length = wholeNumber('a window', window, LONGEST + 1);
    const every = wholeNumber('a refit interval', refit);
    const logs = new RecentValues(LONGEST + 1);
    const sums = LAGS.map((lag) => new RollingSum(length - lag));
    const means = Float64Array.from(LAGS, () => 0);
    let bars = 0;
    let exponent = NaN;

    return ({ close }) => {
      const log = Math.log(close);
      logs.push(log);
      bars += 1;
      for (let i = 0; i < LAGS.length; i += 1) {
        const lag = LAGS[i] as number;
        if (logs.count <= lag) break;
        const sum = (sums[i] as RollingSum).push(Math.abs(log - logs.at(lag)));
        means[i] = (sum ?? NaN) / (length - lag);
      }
      if (bars < length) return noValue();
      if ((bars - length) % every === 0) exponent = moveExponent(means);
      return exponent >= 0 ? exponent : noValue();
    };
  },
});

/** Mean absolute difference of a series `lag` values apart, all overlapping pairs. */
export function meanAbsoluteMove(values: readonly number[], lag: number): number {
  const moves = values.slice(lag).map((value, i) => Math.abs(value - (values[i] as number)));
  return moves.reduce((sum, move) => sum + move, 0) / moves.length;
}

/** Slope of the log mean moves on the log of their lags, within 0 and 1; NaN where nothing moves at a lag. */
export function moveExponent(means: ArrayLike<number>, logLags: readonly number[] = LOG_LAGS): number {
  const logs = Array.from(means, (mean) => (mean > 1e-12 ? Math.log(mean) : NaN));
  return clip(lineSlope(logLags, logs), 0, 1);
}

/** A threshold for moves over `from` bars carried over to moves over `to` bars. */
export function carriedThreshold(
  threshold: number,
  { exponent, from, to }: { readonly exponent: number; readonly from: number; readonly to: number },
): number {
  return threshold * (to / from) ** exponent;
}
