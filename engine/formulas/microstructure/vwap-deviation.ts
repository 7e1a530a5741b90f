import { RollingSum } from '../../numerics/rolling-sum.ts';
import { defineFormula } from '../formula.ts';
import { typicalPrice } from '../volume/typical-price.ts';

/** A spread below this share of the price is rounding, not movement. */
const NO_SPREAD = 1e-12;

/**
 * How far the close is from the volume-weighted average price of the last `n` bars, in volume-weighted
 * standard deviations of their typical prices. Above zero the close is dear. 0 where prices did not
 * move; no value where nothing traded. Warm after `n` bars.
 */
export const vwapDeviation = defineFormula({
  id: 'F110',
  key: 'vwap-deviation',
  title: 'VWAP deviation with volume-weighted bands',
  family: 'microstructure',
  input: 'bar',
  output: { unit: 'z-score' },
  role: 'direction',
  source: 'Berkowitz, Logue & Noser (1988), The Total Cost of Transactions on the NYSE, J. Finance 43(1)',
  defaults: { n: 240 },
  warmUp: ({ n }) => n,

  start({ n }) {
    const volumes = new RollingSum(n);
    const firsts = new RollingSum(n);
    const seconds = new RollingSum(n);
    // Distances from one close instead of prices: squares of prices would eat the digits that matter.
    let origin: number | undefined;

    return (bar) => {
      origin ??= bar.close;
      const distance = typicalPrice(bar) - origin;
      const volume = volumes.push(bar.volumeBase);
      const first = firsts.push(bar.volumeBase * distance);
      const second = seconds.push(bar.volumeBase * distance * distance);
      if (volume === undefined || first === undefined || second === undefined || volume <= 0)
        return undefined;
      const mean = first / volume;
      const spread = Math.sqrt(Math.max(0, second / volume - mean * mean));
      return spread > NO_SPREAD * (origin + mean) ? (bar.close - origin - mean) / spread : 0;
    };
  },
});
