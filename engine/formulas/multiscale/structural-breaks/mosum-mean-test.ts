import { wholeNumber } from '../../../numerics/checked-numbers.ts';
import { clip } from '../../../numerics/clip.ts';
import { RecentValues } from '../../../numerics/recent-values.ts';
import { RollingMoments } from '../../../numerics/rolling-moments.ts';
import { CloseReturns } from '../../close-returns.ts';
import { defineFormula, noValue } from '../../formula.ts';
import { DIRECTION, withReadings } from '../../readings.ts';

/** Largest moving sum of a series around its mean. */
export interface MovingSums {
  /** Its size. */
  readonly statistic: number;
  /** How many values the series had at its end. */
  readonly at: number;
  /** The moving sum at the end of the series. */
  readonly last: number;
}

/**
 * Sum of the last `h` returns around the mean of `window`, in the deviations of them all, where it is too
 * large for a constant mean; 0 otherwise. Above zero the drift has shifted up. Warm after `window + 1` bars.
 */
export const mosumMeanTest = defineFormula({
  id: 'F364',
  key: 'mosum-mean-test',
  title: 'MOSUM moving-sum stability test',
  family: 'multiscale',
  output: { unit: 'scaled moving sum' },
  role: 'direction',
  source:
    "Chu, C.-S. J., Hornik, K. & Kuan, C.-M., 'MOSUM tests for parameter constancy', Biometrika 82(3), 1995",
  catalogue: {
    inputs: ['returns'],
    params: {
      window: { unit: 'bars', meaning: 'n' },
      h: { unit: 'bars', meaning: 'moving sum length' },
      cv95: { unit: '1', meaning: '95% critical value at h/n = 0.1 (simulated)' },
      cv99: { unit: '1', meaning: '99%' },
    },
    definition: `
      x = log returns, mean m and std s (ddof 1) over the window. M_t = sum_{i=t-h+1..t} (x_i -
      m)/(s*sqrt(n)), t = h..n. Statistic = max_t |M_t|; value = M_n (the last moving sum) if |M_n| >
      cv95, else 0. Critical values measured by 20000 simulated Gaussian samples: n = 400, h = 40: 90%
      0.95, 95% 1.02, 99% 1.16; n = 400, h = 80: 1.19, 1.28, 1.49; n = 200, h = 20: 0.94, 1.01, 1.14. s =
      0 -> 0.
    `,
    update: 'Rolling sums O(1).',
    signal: `
      signal = sign(value)*clip((|value|-cv95)/(cv99-cv95),0,1) (a fresh shift of drift is followed);
      confidence = 0.5*|signal|; a significant maximum at t < n is exposed as break age n-t.
    `,
    range: 'real',
  },
  defaults: { window: 400, h: 40, cv95: 1.02, cv99: 1.16 },
  input: 'bar',
  readings: {
    ...DIRECTION,
    /** Largest size of a moving sum anywhere in the window. */
    statistic: { unit: 'scaled moving sum', min: 0 },
    /** Bars since the largest moving sum ended, where it is significant and not the last. */
    breakAge: { unit: 'bars', min: 1 },
  },
  warmUp: ({ window }) => window + 1,

  start({ cv95, cv99, h, window }) {
    const length = wholeNumber('h', h);
    const returns = new CloseReturns();
    const recent = new RecentValues(wholeNumber('a window', window, length + 1));
    const all = new RollingMoments(window);
    const latest = new RollingMoments(length);
    let value = 0;
    const signal = () => Math.sign(value) * clip((Math.abs(value) - cv95) / (cv99 - cv95), 0, 1);
    const sums = () => movingSums(recent.toArray(), length);

    return withReadings(
      ({ close }) => {
        const logReturn = returns.next(close);
        if (!Number.isFinite(logReturn)) return noValue();
        recent.push(logReturn);
        all.push(logReturn);
        latest.push(logReturn);
        if (!all.isFull) return noValue();
        const spread = Math.sqrt(all.sampleVariance * window);
        const last = spread > 1e-12 ? (length * (latest.mean - all.mean)) / spread : 0;
        value = Math.abs(last) > cv95 ? last : 0;
        return value;
      },
      {
        signal,
        confidence: () => 0.5 * Math.abs(signal()),
        statistic: () => sums().statistic,
        breakAge: () => {
          const { at, statistic } = sums();
          return statistic > cv95 && at < window ? window - at : undefined;
        },
      },
    );
  },
});

/** The moving sums of `length` values of a series around its mean, in its deviation times the root of its count. */
export function movingSums(values: Float64Array, length: number): MovingSums {
  const count = values.length;
  const mean = values.reduce((sum, each) => sum + each, 0) / count;
  const squares = values.reduce((sum, each) => sum + (each - mean) ** 2, 0);
  const scale = Math.sqrt((squares / (count - 1)) * count);
  let sum = 0;
  let statistic = 0;
  let at = count;
  let last = 0;
  for (let end = 1; end <= count; end += 1) {
    sum += (values[end - 1] as number) - mean;
    if (end > length) sum -= (values[end - 1 - length] as number) - mean;
    if (end < length) continue;
    last = scale > 1e-12 ? sum / scale : 0;
    if (Math.abs(last) > statistic) {
      statistic = Math.abs(last);
      at = end;
    }
  }
  return { statistic, at, last };
}
