import { clip } from '../../numerics/clip.ts';
import { wholeNumber } from '../../numerics/checked-numbers.ts';
import { RecentValues } from '../../numerics/recent-values.ts';
import { defineFormula } from '../formula.ts';
import { DIRECTION, withReadings } from '../readings.ts';

const NEAREST = 1e-12;

/**
 * Distance of the log price from its line over the window (from its mean with `detrend` 0) in deviations
 * of the window: above zero it is high. 0 where nothing deviates. Warm after `n` bars.
 */
export const rollingZscoreReversion = defineFormula({
  id: 'F133',
  key: 'rolling-zscore-reversion',
  title: 'Rolling z-score of log price',
  family: 'mean-reversion',
  output: { unit: 'sd units' },
  role: 'direction',
  source:
    "Gatev, E., Goetzmann, W. N. and Rouwenhorst, K. G., 'Pairs Trading: Performance of a Relative-Value Arbitrage Rule', Review of Financial Studies, 2006 (two-standard-deviation opening rule, here on one series)",
  catalogue: {
    inputs: ['bars'],
    params: {
      n: { unit: 'bars', meaning: 'window' },
      entry: { unit: 'sd', meaning: 'full signal' },
      exit: { unit: 'sd', meaning: 'flat zone' },
      detrend: { unit: '0/1', meaning: '1 = subtract the least-squares line instead of the mean' },
    },
    definition: `
      y=ln c over W_n. detrend=1: OLS line on 1..n, e=y-line, s=sqrt(sum e^2/(n-2)); detrend=0: e=y-mean,
      s=sd0. Value z=e_n/s. s<=1e-12: 0. Warm-up n.
    `,
    update: 'Rolling sums of y, i*y and y^2: O(1).',
    signal:
      'signal = -clip(z/entry,-1,1) if |z|>exit else 0; confidence = clip((|z|-exit)/(entry-exit),0,1).',
    range: '(-inf,inf)',
  },
  defaults: { n: 60, entry: 2.5, exit: 0.5, detrend: 1 },
  input: 'bar',
  readings: DIRECTION,
  warmUp: ({ n }) => n,

  start({ detrend, entry, exit, n }) {
    const logs = new RecentValues(wholeNumber('a window', n, 3));
    const window = new Float64Array(n);
    let z = 0;

    return withReadings(
      ({ close }) => {
        logs.push(Math.log(close));
        if (!logs.isFull) return undefined;
        logs.copyTo(window);
        z = detrend === 0 ? lastAboveMean(window) : lastAboveLine(window);
        return z;
      },
      {
        signal: () => (Math.abs(z) > exit ? -clip(z / entry, -1, 1) : 0),
        confidence: () => clip((Math.abs(z) - exit) / (entry - exit), 0, 1),
      },
    );
  },
});

/** The last value above the least-squares line through all, in deviations about it with two degrees of freedom less. */
export function lastAboveLine(values: Float64Array): number {
  const n = values.length;
  const center = (n - 1) / 2;
  const mean = meanOf(values);
  let slope = 0;
  for (let i = 0; i < n; i += 1) slope += (i - center) * ((values[i] as number) - mean);
  slope /= (n * (n * n - 1)) / 12;
  let squares = 0;
  for (let i = 0; i < n; i += 1) squares += ((values[i] as number) - mean - slope * (i - center)) ** 2;
  const last = (values[n - 1] as number) - mean - slope * (n - 1 - center);
  return inDeviations(last, Math.sqrt(squares / (n - 2)));
}

function lastAboveMean(values: Float64Array): number {
  const mean = meanOf(values);
  let squares = 0;
  for (let i = 0; i < values.length; i += 1) squares += ((values[i] as number) - mean) ** 2;
  return inDeviations((values[values.length - 1] as number) - mean, Math.sqrt(squares / values.length));
}

function inDeviations(distance: number, deviation: number): number {
  return deviation > NEAREST ? distance / deviation : 0;
}

/** Mean around the first value, so that equal values have exactly theirs. */
function meanOf(values: Float64Array): number {
  const origin = values[0] as number;
  let sum = 0;
  for (let i = 0; i < values.length; i += 1) sum += (values[i] as number) - origin;
  return origin + sum / values.length;
}
