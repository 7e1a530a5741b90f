import { CompensatedSum } from '../../numerics/compensated-sum.ts';
import { defineFormula } from '../formula.ts';

const DAY_MS = 86_400_000;

/**
 * Cumulative volume delta: base volume of buyers who crossed the spread less that of sellers who did,
 * added up since the run began, or since 00:00 UTC with `resetDaily` 1. Above zero, takers bought
 * more than they sold. Unit: base, signed. Warm with the first trade.
 */
export const cumulativeVolumeDelta = defineFormula({
  id: 'I8',
  key: 'running-volume-delta',
  title: 'Cumulative volume delta',
  family: 'order-flow',
  input: 'trade',
  output: { unit: 'base' },
  role: 'context',
  source:
    'Chordia & Subrahmanyam (2004), Order imbalance and individual stock returns, J. Financial Economics 72(3)',
  defaults: { resetDaily: 0 },
  warmUp: () => 1,

  start({ resetDaily }) {
    const total = new CompensatedSum();
    let day = -1;

    return ({ time, sizeBase, side }) => {
      const today = Math.floor(time / DAY_MS);
      if (resetDaily !== 0 && today !== day) total.clear();
      day = today;
      total.add(side === 'buy' ? sizeBase : -sizeBase);
      return total.value;
    };
  },
});
