import { wholeNumber } from '../../numerics/checked-numbers.ts';
import { RollingMoments } from '../../numerics/rolling-moments.ts';
import { defineFormula } from '../formula.ts';
import { COST } from '../readings.ts';
import { withValueReadings } from '../value-readings.ts';

/**
 * The spread that bid-ask bounce of a given autocovariance of returns comes from, in the unit of the
 * returns; undefined where the covariance is not below zero, because then there was no bounce to see.
 */
export const rollSpreadOf = (covariance: number): number | undefined =>
  covariance < 0 ? 2 * Math.sqrt(-covariance) : undefined;

/**
 * Roll’s effective spread, from the last `n` log returns of closing prices: bouncing between bid and ask
 * makes neighboring returns move against each other, and by how much tells the spread. Unit: a fraction
 * of the price, never negative; 0 where neighbors do not move against each other. Warm after `n` returns.
 */
export const rollSpread = defineFormula({
  id: 'F118',
  key: 'roll-spread',
  title: 'Roll effective spread',
  family: 'microstructure',
  output: { unit: 'fraction of price', min: 0 },
  role: 'cost',
  source:
    "Roll, R., 'A Simple Implicit Measure of the Effective Bid-Ask Spread in an Efficient Market', Journal of Finance, 1984",
  catalogue: {
    inputs: ['bars'],
    params: {
      n: { unit: 'bars', meaning: 'returns in the window' },
    },
    definition: `
      N=n-1 pairs (r_t, r_{t-1}) of adjacent returns inside W_n; g=(1/(N-1))*sum (r_t-m1)(r_{t-1}-m0), m1
      and m0 the means of the two columns. Value S=2*sqrt(-g) if g<0, else 0. Warm-up n.
    `,
    update: 'Rolling sums: O(1).',
    signal: 'cost: 10000*S/2 bp for a taker fill when no book is available.',
    range: '[0,inf)',
  },
  defaults: { n: 200 },
  input: 'price',
  readings: { cost: COST },
  warmUp: ({ n }) => n + 1,

  start({ n }) {
    wholeNumber('n', n, 3);
    // A covariance is a quarter of the variance of the sums less that of the differences.
    const sums = new RollingMoments(n - 1);
    const differences = new RollingMoments(n - 1);
    let before = NaN;
    let returnBefore = NaN;

    return withValueReadings(
      ({ value }) => {
        const change = Math.log(value / before);
        before = value;
        if (!Number.isNaN(returnBefore)) {
          sums.push(change + returnBefore);
          differences.push(change - returnBefore);
        }
        returnBefore = change;
        if (!sums.isFull) return undefined;
        return rollSpreadOf((sums.sampleVariance - differences.sampleVariance) / 4) ?? 0;
      },
      {
        // A taker pays half of it.
        cost: (value) => (10_000 * value) / 2,
      },
    );
  },
});
