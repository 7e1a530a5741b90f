import { BarVolatility } from '../../numerics/bar-volatility.ts';
import { wholeNumber } from '../../numerics/checked-numbers.ts';
import { RecentValues } from '../../numerics/recent-values.ts';
import { CloseReturns } from '../close-returns.ts';
import { defineFormula } from '../formula.ts';
import { DIRECTION, withReadings } from '../readings.ts';
import { SoftWavelets } from './soft-wavelets.ts';

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
    const wavelets = new SoftWavelets(n, J);
    const returns = new CloseReturns();
    const volatility = new BarVolatility();
    const recomputed = wholeNumber('k', every);
    let barsLeft = 0;
    let slope = 0;

    return withReadings(
      ({ close }) => {
        const logReturn = returns.next(close);
        if (Number.isFinite(logReturn)) volatility.push(logReturn);
        logs.push(Math.log(close));
        if (!logs.isFull || !volatility.isWarm) return undefined;
        if (barsLeft === 0) {
          logs.copyTo(wavelets.values);
          wavelets.split();
          const values = wavelets.join(n - 1 - horizon);
          slope = ((values[n - 1] as number) - (values[n - 1 - horizon] as number)) / horizon;
          barsLeft = recomputed;
        }
        barsLeft -= 1;
        return slope;
      },
      {
        signal: () => Math.tanh((slope * Math.sqrt(horizon)) / (0.5 * volatility.value)),
        confidence: () => Math.min(1, (Math.abs(slope) * horizon) / (2 * wavelets.noise + 1e-12)),
        noise: () => wavelets.noise,
      },
    );
  },
});
