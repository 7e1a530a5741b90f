import { wholeNumber } from '../../numerics/checked-numbers.ts';
import { RollingMoments } from '../../numerics/rolling-moments.ts';
import { defineFormula } from '../formula.ts';

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
  input: 'price',
  output: { unit: 'ratio', min: 0 },
  role: 'cost',
  source:
    'Roll (1984), A Simple Implicit Measure of the Effective Bid-Ask Spread in an Efficient Market, J. Finance 39(4)',
  defaults: { n: 200 },
  warmUp: ({ n }) => n + 1,

  start({ n }) {
    wholeNumber('n', n, 3);
    // A covariance is a quarter of the variance of the sums less that of the differences.
    const sums = new RollingMoments(n - 1);
    const differences = new RollingMoments(n - 1);
    let before = NaN;
    let returnBefore = NaN;

    return ({ value }) => {
      const change = Math.log(value / before);
      before = value;
      if (!Number.isNaN(returnBefore)) {
        sums.push(change + returnBefore);
        differences.push(change - returnBefore);
      }
      returnBefore = change;
      if (!sums.isFull) return undefined;
      return rollSpreadOf((sums.sampleVariance - differences.sampleVariance) / 4) ?? 0;
    };
  },
});
