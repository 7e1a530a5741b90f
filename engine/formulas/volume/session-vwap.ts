import { CompensatedSum } from '../../numerics/compensated-sum.ts';
import { defineFormula } from '../formula.ts';
import { typicalPrice } from './typical-price.ts';

const DAY_MS = 86_400_000;

/**
 * Volume-weighted average price since 00:00 UTC, from the typical prices of bars. Unit: quote per
 * base. A bar belongs to the day it opened in. No value until something has traded that day.
 */
export const sessionVwap = defineFormula({
  id: 'I9',
  key: 'session-vwap',
  title: 'VWAP of the day',
  family: 'volume',
  input: 'bar',
  output: { unit: 'quote/base', min: 0 },
  role: 'context',
  source: 'Berkowitz, Logue & Noser (1988), The Total Cost of Transactions on the NYSE, J. Finance 43(1)',
  defaults: {},
  warmUp: () => 1,

  start() {
    const volume = new CompensatedSum();
    const turnover = new CompensatedSum();
    let day = -1;

    return (bar) => {
      const today = Math.floor(bar.openTime / DAY_MS);
      if (today !== day) {
        volume.clear();
        turnover.clear();
        day = today;
      }
      volume.add(bar.volumeBase);
      turnover.add(bar.volumeBase * typicalPrice(bar));
      return volume.value > 0 ? turnover.value / volume.value : undefined;
    };
  },
});
