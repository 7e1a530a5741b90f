import type { Bar } from '../../domain/market/bar.ts';
import { RollingSum } from '../../numerics/rolling-sum.ts';
import { defineFormula } from '../formula.ts';
import { COST } from '../readings.ts';
import { withValueReadings } from '../value-readings.ts';
import { highLowSpread } from './high-low-spread.ts';

/**
 * Corwin-Schultz spread: mean over the last `window` pairs of neighboring bars of the spread their highs
 * and lows imply, a pair that implies none counting as 0. A bar that gapped away from the close before it
 * is moved back first. Unit: a fraction of the price, 0 to 2. Warm after `window` + 1 bars.
 */
export const corwinSchultzSpread = defineFormula({
  id: 'F313',
  key: 'corwin-schultz-spread',
  title: 'Corwin-Schultz high-low spread',
  family: 'execution-cost',
  output: { unit: 'fraction', min: 0, max: 2 },
  role: 'cost',
  source:
    "Corwin, S. A. & Schultz, P., 'A Simple Way to Estimate Bid-Ask Spreads from Daily High and Low Prices', Journal of Finance 67(2), 2012",
  catalogue: {
    inputs: ['bars'],
    params: {
      window: { unit: 'bar pairs', meaning: 'averaging' },
      bar: { fixed: '1d', unit: 'bar', meaning: 'bar length; gap adjustment on' },
    },
    definition: `
      For consecutive bars 1,2: gap adjustment: if L_2 > C_1 shift H_2,L_2 down by L_2-C_1; if H_2 < C_1
      shift up by C_1-H_2. beta = ln(H1/L1)^2 + ln(H2/L2)^2; gamma = ln(max(H1,H2)/min(L1,L2))^2; k =
      3-2*sqrt(2); alpha = (sqrt(2*beta)-sqrt(beta))/k - sqrt(gamma/k); S = 2*(e^alpha - 1)/(1+e^alpha);
      negative S -> 0. Value = mean of S over the last window pairs.
    `,
    update: 'O(1) per bar.',
    signal: 'cost: half-spread estimate where no book is stored.',
    range: '[0,2)',
  },
  defaults: { window: 20 },
  input: 'bar',
  barMs: 86_400_000,
  readings: { cost: COST },
  warmUp: ({ window }) => window + 1,

  start({ window }) {
    const spreads = new RollingSum(window);
    const before = { high: NaN, low: NaN, close: NaN };

    return withValueReadings(
      (bar) => {
        const spread = Number.isNaN(before.close) ? undefined : pairSpread(before, bar);
        before.high = bar.high;
        before.low = bar.low;
        before.close = bar.close;
        const sum = spread === undefined ? undefined : spreads.push(Math.max(0, spread));
        return sum === undefined ? undefined : Math.min(2, Math.max(0, sum / window));
      },
      {
        // A taker pays half of it.
        cost: (value) => (10_000 * value) / 2,
      },
    );
  },
});

function pairSpread(before: Pick<Bar, 'high' | 'low' | 'close'>, { high, low }: Bar): number {
  const shift = Math.max(0, low - before.close) + Math.min(0, high - before.close);
  const top = high - shift;
  const bottom = low - shift;
  const singles = Math.log(before.high / before.low) ** 2 + Math.log(top / bottom) ** 2;
  const joint = Math.log(Math.max(before.high, top) / Math.min(before.low, bottom)) ** 2;
  return highLowSpread(singles, joint);
}
