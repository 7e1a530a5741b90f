import { CompensatedSum } from '../../numerics/compensated-sum.ts';
import { defineFormula } from '../formula.ts';
import { typicalPrice } from './typical-price.ts';

const DAY_MS = 86_400_000;

/**
 * Width of the VWAP bands of the day: volume-weighted population deviation of the typical prices of
 * bars around their VWAP since 00:00 UTC. Unit: quote per base, never negative. No value until
 * something has traded that day.
 */
export const sessionVwapDeviation = defineFormula({
  id: 'I14',
  key: 'session-vwap-deviation',
  title: 'VWAP band width of the day',
  family: 'volume',
  input: 'bar',
  output: { unit: 'quote/base', min: 0 },
  role: 'context',
  source: 'Berkowitz, Logue & Noser (1988), The Total Cost of Transactions on the NYSE, J. Finance 43(1)',
  defaults: {},
  warmUp: () => 1,

  start() {
    const volume = new CompensatedSum();
    const firsts = new CompensatedSum();
    const seconds = new CompensatedSum();
    let day = -1;
    let origin = 0;

    return (bar) => {
      const today = Math.floor(bar.openTime / DAY_MS);
      if (today !== day) {
        for (const sum of [volume, firsts, seconds]) sum.clear();
        day = today;
        origin = typicalPrice(bar);
      }
      const distance = typicalPrice(bar) - origin;
      volume.add(bar.volumeBase);
      firsts.add(bar.volumeBase * distance);
      seconds.add(bar.volumeBase * distance * distance);
      if (volume.value <= 0) return undefined;
      const mean = firsts.value / volume.value;
      return Math.sqrt(Math.max(0, seconds.value / volume.value - mean * mean));
    };
  },
});
