import { bartlettSum } from '../../numerics/bartlett-sum.ts';
import { confidenceOfZ } from '../../numerics/confidence.ts';
import { customaryLags } from '../../numerics/newey-west.ts';
import { RecentValues } from '../../numerics/recent-values.ts';
import { CloseReturns } from '../close-returns.ts';
import { defineFormula } from '../formula.ts';
import { DIRECTION, withReadings } from '../readings.ts';

const NO_VARIANCE = 1e-18;

/**
 * Mean of the last `n` returns in units of its standard error, which allows for returns that remember each
 * other: above zero the price drifts up. Warm after `n` returns.
 */
export const neweyWestDriftT = defineFormula({
  id: 'F6',
  key: 'newey-west-drift-t',
  title: 'Drift t-statistic with Newey-West standard error',
  family: 'statistics',
  output: { unit: 't-statistic' },
  role: 'direction',
  source:
    "Newey, W. K. and West, K. D., 'A Simple, Positive Semi-Definite, Heteroskedasticity and Autocorrelation Consistent Covariance Matrix', Econometrica, 1987",
  catalogue: {
    inputs: ['returns'],
    params: {
      n: { unit: 'bars', meaning: 'window' },
    },
    definition: `
      Over W_n: u = r - mean. Lag L = floor(4*(n/100)^(2/9)). LRV = g_0 + 2*sum_{l=1..L} (1-l/(L+1))*g_l,
      g_l = (1/n)*sum_{t>l} u_t*u_{t-l}. Value t = mean(r)/sqrt(LRV/n). If LRV <= 1e-18: t = 0. Warm-up n
      returns.
    `,
    update: 'g_l by rolling cross-product sums: O(L) per bar.',
    signal: 'signal = tanh(t/2); confidence = zc(t).',
    range: '(-inf,inf)',
  },
  defaults: { n: 120 },
  input: 'bar',
  readings: DIRECTION,
  warmUp: ({ n }) => n + 1,

  start({ n }) {
    const lags = customaryLags(n);
    const returns = new CloseReturns();
    const recent = new RecentValues(n);
    const window = new Float64Array(n);
    let t = 0;

    return withReadings(
      ({ close }) => {
        const logReturn = returns.next(close);
        if (!Number.isFinite(logReturn)) return undefined;
        recent.push(logReturn);
        if (!recent.isFull) return undefined;
        recent.copyTo(window);
        t = meanInErrors(window, lags);
        return t;
      },
      { signal: () => Math.tanh(t / 2), confidence: () => confidenceOfZ(t) },
    );
  },
});

/** Mean of `values`, which it centers in place, over its Newey-West standard error; 0 where nothing varies. */
export function meanInErrors(values: Float64Array, lags: number): number {
  const n = values.length;
  let sum = 0;
  for (let i = 0; i < n; i += 1) sum += values[i] as number;
  const mean = sum / n;
  for (let i = 0; i < n; i += 1) values[i] = (values[i] as number) - mean;
  const variance = bartlettSum(values, values, lags) / n;
  return variance > NO_VARIANCE ? mean / Math.sqrt(variance / n) : 0;
}
