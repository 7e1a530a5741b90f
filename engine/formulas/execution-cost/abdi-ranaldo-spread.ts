import { RollingSum } from '../../numerics/rolling-sum.ts';
import { defineFormula } from '../formula.ts';
import { COST } from '../readings.ts';
import { withValueReadings } from '../value-readings.ts';

/**
 * Abdi-Ranaldo spread from how far a close stands from the middle of the range of its own bar and of the
 * next, in logs. With `pooled` 0 the mean of the spreads of the last `window` pairs of bars, a pair that
 * implies none counting as 0; with `pooled` 1 the spread of the mean pair, 0 where it implies none. Unit:
 * a fraction of the price, never negative. Warm after `window` + 1 bars.
 */
export const abdiRanaldoSpread = defineFormula({
  id: 'F314',
  key: 'abdi-ranaldo-spread',
  title: 'Abdi-Ranaldo close-high-low spread',
  family: 'execution-cost',
  output: { unit: 'fraction', min: 0 },
  role: 'cost',
  source:
    "Abdi, F. & Ranaldo, A., 'A Simple Estimation of Bid-Ask Spreads from Daily Close, High, and Low Prices', Review of Financial Studies 30(12), 2017",
  catalogue: {
    inputs: ['bars'],
    params: {
      window: { unit: 'bars', meaning: 'averaging' },
    },
    definition: `
      c = ln C, eta_t = (ln H_t + ln L_t)/2. Term_t = 4*(c_t - eta_t)*(c_t - eta_{t+1}) (known at the
      close of t+1). Two-bar corrected spread s_t = sqrt(max(0,Term_t)); value = mean of s_t over the last
      window terms. Also the window version sqrt(max(0, mean Term)).
    `,
    update: 'O(1) per bar.',
    signal: 'cost: as id 313; the engine uses the median of ids 313, 314, 315.',
    range: '[0,inf)',
  },
  defaults: { window: 21, pooled: 0 },
  input: 'bar',
  readings: { cost: COST },
  warmUp: ({ window }) => window + 1,

  start({ window, pooled }) {
    const terms = new RollingSum(window);
    let closeBefore = NaN;
    let middleBefore = NaN;

    return withValueReadings(
      ({ high, low, close }) => {
        const middle = (Math.log(high) + Math.log(low)) / 2;
        const term = 4 * (closeBefore - middleBefore) * (closeBefore - middle);
        closeBefore = Math.log(close);
        middleBefore = middle;
        if (Number.isNaN(term)) return undefined;
        const sum = terms.push(pooled === 0 ? Math.sqrt(Math.max(0, term)) : term);
        if (sum === undefined) return undefined;
        const mean = Math.max(0, sum / window);
        return pooled === 0 ? mean : Math.sqrt(mean);
      },
      {
        // A taker pays half of it.
        cost: (value) => (10_000 * value) / 2,
      },
    );
  },
});
