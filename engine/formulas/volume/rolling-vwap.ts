import { RollingSum } from '../../numerics/rolling-sum.ts';
import { defineFormula } from '../formula.ts';
import { typicalPrice } from './typical-price.ts';

/**
 * Volume-weighted average price of the last `window` bars, from their typical prices. Unit: quote per
 * base. Warm after `window` bars; no value where none of them traded.
 */
export const rollingVwap = defineFormula({
  id: 'I10',
  key: 'rolling-vwap',
  title: 'Rolling VWAP',
  family: 'volume',
  input: 'bar',
  output: { unit: 'quote/base', min: 0 },
  role: 'context',
  source: 'Berkowitz, Logue & Noser (1988), The Total Cost of Transactions on the NYSE, J. Finance 43(1)',
  defaults: { window: 60 },
  warmUp: ({ window }) => window,

  start({ window }) {
    const volumes = new RollingSum(window);
    const turnovers = new RollingSum(window);

    return (bar) => {
      const volume = volumes.push(bar.volumeBase);
      const turnover = turnovers.push(bar.volumeBase * typicalPrice(bar));
      return volume !== undefined && turnover !== undefined && volume > 0 ? turnover / volume : undefined;
    };
  },
});
