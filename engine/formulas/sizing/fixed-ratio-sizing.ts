import { positive } from '../../numerics/checked-numbers.ts';
import { CompensatedSum } from '../../numerics/compensated-sum.ts';
import { defineFormula, type MarketStep } from '../formula.ts';
import { withReadings } from '../readings.ts';
import { LEVERAGE_SCALE } from './leverage-scale.ts';

/**
 * Units to trade, from 1 up: one more for each `delta` of profit per unit already traded, given back the
 * same way. Profit counts in quote units from the first closed trade on.
 */
export const fixedRatioSizing = defineFormula({
  id: 'F327',
  key: 'fixed-ratio-sizing',
  title: 'Fixed-ratio position sizing',
  family: 'sizing',
  output: { unit: 'units', min: 1 },
  role: 'size',
  source: "Jones, R., 'The Trading Game: Playing by the Numbers to Make Millions', Wiley, 1999",
  catalogue: {
    inputs: ['external'],
    params: {
      delta: { unit: 'quote currency', meaning: 'profit per unit needed to add a unit' },
      unit: { unit: 'lots', meaning: 'smallest unit' },
    },
    definition: `
      Cumulative closed profit Pr since the start (quote currency). Units N = floor( (1 + sqrt(1 +
      8*Pr/delta))/2 + 1e-9 ) for Pr >= 0 (moving from N to N+1 needs N*delta more profit; thresholds
      delta*N*(N-1)/2), N = 1 for Pr < 0. Decreases use the same thresholds.
    `,
    update: 'O(1).',
    signal: 'size: number of units traded.',
    range: '{1,2,...}',
  },
  defaults: { delta: 100, unit: 1 },
  input: 'step',
  reads: ['closed-trade'],
  readings: { scale: LEVERAGE_SCALE },
  warmUp: () => 1,

  start({ delta, unit }) {
    positive('delta', delta);
    positive('unit', unit);
    const profit = new CompensatedSum();
    let units = 1;

    return withReadings(
      (step: MarketStep) => {
        if (step.kind !== 'closed-trade') return undefined;
        profit.add(step.trade.netPnlQuote);
        units = fixedRatioUnits(profit.value, delta);
        return units;
      },
      { scale: () => units * unit },
    );
  },
});

/** Units that a profit allows: 1 up to `delta`, and `N + 1` from `delta * N (N + 1) / 2` on. */
export function fixedRatioUnits(profit: number, delta: number): number {
  return profit < 0 ? 1 : Math.floor((1 + Math.sqrt(1 + (8 * profit) / delta)) / 2 + 1e-9);
}
