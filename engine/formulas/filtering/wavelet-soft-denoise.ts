import { BarVolatility } from '../../numerics/bar-volatility.ts';
import { wholeNumber } from '../../numerics/checked-numbers.ts';
import { quantileOfSorted } from '../../numerics/quantile.ts';
import { RecentValues } from '../../numerics/recent-values.ts';
import { CloseReturns } from '../close-returns.ts';
import { defineFormula } from '../formula.ts';
import { DIRECTION, withReadings } from '../readings.ts';

/** Scaling filter of Daubechies with four vanishing moments; see Daubechies (1992), Ten Lectures on Wavelets. */
const SMOOTH = [
  0.2303778133088965, 0.7148465705529157, 0.6308807679298589, -0.027983769416859854, -0.18703481171909309,
  0.030841381835560764, 0.0328830116668852, -0.010597401785069032,
] as const;
const TAPS = SMOOTH.length;
const DETAIL = SMOOTH.map((_, k) => (k % 2 === 0 ? 1 : -1) * (SMOOTH[TAPS - 1 - k] as number));
/** Taps before the place a coefficient belongs to. */
const SHIFT = 3;
const NORMAL_MEDIAN = 0.67448975;

/**
 * Slope of the log price over `h` bars after everything smaller than noise was taken out of its wavelets:
 * log price a bar, above zero it rises. Warm after `n` bars.
 */
export const waveletSoftDenoise = defineFormula({
  id: 'F194',
  key: 'wavelet-soft-denoise',
  title: 'Wavelet soft-threshold denoised price',
  family: 'filtering',
  output: { unit: 'log price per bar' },
  role: 'direction',
  source: "Donoho, D. L., 'De-noising by soft-thresholding', IEEE Transactions on Information Theory, 1995",
  catalogue: {
    inputs: ['bars'],
    params: {
      n: { unit: 'bars', meaning: 'window' },
      J: { unit: 'levels', meaning: 'levels' },
      k: { unit: 'bars', meaning: 'recompute interval' },
      h: { unit: 'bars', meaning: 'slope span' },
    },
    definition: `
      y=ln c over W_n minus the straight line from its first to its last point (keeps the periodic
      transform continuous at the newest bar). Orthonormal periodic DWT with the Daubechies-4 scaling
      filter g (8 taps: 0.2303778133, 0.7148465706, 0.6308807679, -0.0279837694, -0.1870348117,
      0.0308413818, 0.0328830117, -0.0105974018; give at least 15 digits in code), h_k=(-1)^k g_{7-k}:
      a_k=sum_m g_m*x[(2k+m-3) mod n], d_k=sum_m h_m*x[(2k+m-3) mod n], J levels. Noise s=median|d of
      level 1|/0.67448975; T=s*sqrt(2 ln n); soft threshold all details; inverse; add the line. Denoised
      x. Value (x_t-x_{t-h})/h. Warm-up n.
    `,
    update: 'O(8n) per recomputation.',
    signal: 'signal = tanh(value*sqrt(h)/(0.5*sig_t)); confidence = min(1,|value|*h/(2*s+1e-12)).',
    range: '(-inf,inf)',
  },
  defaults: { n: 256, J: 4, k: 1, h: 5 },
  input: 'bar',
  readings: {
    ...DIRECTION,
    /** Deviation of the noise in one log price. */
    noise: { unit: 'log price', min: 0 },
  },
  // The volatility that the slope is measured by takes a close and twenty returns.
  warmUp: ({ n }) => Math.max(n, 21),

  start({ J, h, k: every, n }) {
    if (wholeNumber('a window', n, 8) % 2 ** wholeNumber('J', J) !== 0) {
      throw new RangeError(`a window must be whole multiples of 2^J, was ${n} with J ${J}`);
    }
    const horizon = wholeNumber('h', h);
    const logs = new RecentValues(n);
    const returns = new CloseReturns();
    const volatility = new BarVolatility();
    const recomputed = wholeNumber('k', every);
    let barsLeft = 0;
    let slope = 0;
    let noise = 0;

    return withReadings(
      ({ close }) => {
        const logReturn = returns.next(close);
        if (Number.isFinite(logReturn)) volatility.push(logReturn);
        logs.push(Math.log(close));
        if (!logs.isFull || !volatility.isWarm) return undefined;
        if (barsLeft === 0) {
          const found = denoised(logs.toArray(), J);
          noise = found.noise;
          slope = ((found.values[n - 1] as number) - (found.values[n - 1 - horizon] as number)) / horizon;
          barsLeft = recomputed;
        }
        barsLeft -= 1;
        return slope;
      },
      {
        signal: () => Math.tanh((slope * Math.sqrt(horizon)) / (0.5 * volatility.value)),
        confidence: () => Math.min(1, (Math.abs(slope) * horizon) / (2 * noise + 1e-12)),
        noise: () => noise,
      },
    );
  },
});

/** Values without their noise, the deviation of that noise and the threshold below which details are taken for it. */
export function denoised(
  values: Float64Array,
  levels: number,
): { readonly values: Float64Array; readonly noise: number; readonly threshold: number } {
  const n = values.length;
  const first = values[0] as number;
  const step = ((values[n - 1] as number) - first) / (n - 1);
  let smooth: Float64Array = values.map((each, i) => each - first - step * i);
  const details: Float64Array[] = [];
  for (let level = 0; level < levels; level += 1) {
    details.push(filteredHalf(smooth, DETAIL));
    smooth = filteredHalf(smooth, SMOOTH);
  }
  const sizes = (details[0] ?? new Float64Array()).map(Math.abs).sort();
  const noise = (quantileOfSorted(sizes, 0.5) ?? 0) / NORMAL_MEDIAN;
  const threshold = noise * Math.sqrt(2 * Math.log(n));
  for (const detail of details.toReversed()) {
    for (let k = 0; k < detail.length; k += 1) {
      const each = detail[k] as number;
      detail[k] = Math.sign(each) * Math.max(0, Math.abs(each) - threshold);
    }
    smooth = joined(smooth, detail);
  }
  return { values: smooth.map((each, i) => each + first + step * i), noise, threshold };
}

function filteredHalf(values: Float64Array, taps: readonly number[]): Float64Array {
  const n = values.length;
  const half = new Float64Array(n / 2);
  for (let k = 0; k < half.length; k += 1) {
    let place = (2 * k - SHIFT + n) % n;
    let sum = 0;
    for (let m = 0; m < TAPS; m += 1) {
      sum += (taps[m] as number) * (values[place] as number);
      place = place + 1 === n ? 0 : place + 1;
    }
    half[k] = sum;
  }
  return half;
}

/** The inverse: what a smooth and its details were made from. */
function joined(smooth: Float64Array, detail: Float64Array): Float64Array {
  const n = 2 * smooth.length;
  const values = new Float64Array(n);
  for (let k = 0; k < smooth.length; k += 1) {
    const low = smooth[k] as number;
    const high = detail[k] as number;
    let place = (2 * k - SHIFT + n) % n;
    for (let m = 0; m < TAPS; m += 1) {
      values[place] = (values[place] as number) + (SMOOTH[m] as number) * low + (DETAIL[m] as number) * high;
      place = place + 1 === n ? 0 : place + 1;
    }
  }
  return values;
}
