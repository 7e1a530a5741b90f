import { RollingMoments } from '../../numerics/rolling-moments.ts';
import { defineFormula } from '../formula.ts';

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
  input: 'bar',
  output: { unit: 'return/million', min: 0 },
  role: 'size',
  source:
    'Amihud (2002), Illiquidity and stock returns: cross-section and time-series effects, J. Financial Markets 5(1)',
  defaults: { n: 288 },
  warmUp: ({ n }) => Math.ceil(n / 4) + 1,

  start({ n }) {
    const ratios = new RollingMoments(n);
    let closeBefore = 0;

    return ({ close, volumeBase }) => {
      if (closeBefore > 0 && volumeBase > 0) {
        ratios.push(Math.abs(close / closeBefore - 1) / ((volumeBase * close) / 1e6));
      }
      closeBefore = close;
      return ratios.count >= n / 4 ? Math.max(0, ratios.mean) : undefined;
    };
  },
});
