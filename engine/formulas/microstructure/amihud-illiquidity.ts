import { clip } from '../../numerics/clip.ts';
import { LateWindow } from '../../numerics/late-window.ts';
import { RollingMoments } from '../../numerics/rolling-moments.ts';
import { defineFormula } from '../formula.ts';
import { SIZE, withReadings } from '../readings.ts';

/**
 * Amihud illiquidity: mean over the last `n` bars that traded of the absolute simple return per million
 * of quote volume. Never negative; the larger, the further a given value moves the price. Warm after a
 * quarter of the window.
 */
export const amihudIlliquidity = defineFormula({
  id: 'F117',
  key: 'amihud-illiquidity',
  title: 'Amihud illiquidity',
  family: 'microstructure',
  output: { unit: 'return per million', min: 0 },
  role: 'size',
  source:
    "Amihud, Y., 'Illiquidity and stock returns: cross-section and time-series effects', Journal of Financial Markets, 2002",
  catalogue: {
    inputs: ['bars'],
    params: {
      n: { unit: 'bars', meaning: 'window' },
      N: { unit: 'bars', meaning: 'history of the rank' },
    },
    definition: `
      A_t=|R_t|/(v_t*c_t/10^6), simple return per million of quote volume; bars with v=0 are skipped.
      Value ILLIQ = mean over the last n counted bars. Warm-up n/4 bars.
    `,
    update: 'O(1) per bar.',
    signal: 'size: scale = clip(median_N(ILLIQ)/ILLIQ,0.2,1) (thin markets trade smaller).',
    range: '[0,inf)',
  },
  defaults: { n: 288, N: 2000 },
  input: 'bar',
  readings: SIZE,
  warmUp: ({ n }) => Math.ceil(n / 4) + 1,

  start({ N, n }) {
    const ratios = new RollingMoments(n);
    const history = new LateWindow(N);
    let closeBefore = 0;
    let value = 0;

    return withReadings(
      ({ close, volumeBase }) => {
        if (closeBefore > 0 && volumeBase > 0) {
          ratios.push(Math.abs(close / closeBefore - 1) / ((volumeBase * close) / 1e6));
        }
        closeBefore = close;
        if (!(ratios.count >= n / 4)) return undefined;
        value = Math.max(0, ratios.mean);
        history.push(value);
        return value;
      },
      { scale: () => (value > 0 ? clip(history.quantile(0.5) / value, 0.2, 1) : 1) },
    );
  },
});
