import type { LineFit } from '../../numerics/rolling-regression.ts';
import { defineFormula } from '../formula.ts';
import { COST, withReadings } from '../readings.ts';
import { ImpactIntervals, neededIntervals } from './impact-intervals.ts';

const MILLION = 1e6;
const SIGNIFICANT = 2;
/** Nothing can be surer than this. */
const MOST_T = 1e6;

/**
 * Kyle’s lambda: how far the mid moves with what takers buy, the slope of its change over an interval of
 * `step` seconds on the notional bought less sold in it, over the last `n` intervals. Bps per unit of
 * quote notional; above zero, buying lifts the price. No value while flow does not vary. Warm after
 * `n` / 4 intervals.
 */
export const kyleLambda = defineFormula({
  id: 'F115',
  key: 'kyle-lambda',
  title: 'Kyle lambda',
  family: 'microstructure',
  output: { unit: 'bp per unit of quote notional' },
  role: 'cost',
  source: "Kyle, A. S., 'Continuous Auctions and Insider Trading', Econometrica, 1985",
  catalogue: {
    inputs: ['trades', 'book'],
    params: {
      step: { unit: 's', meaning: 'interval' },
      n: { unit: 'intervals', meaning: 'window' },
    },
    definition: `
      Interval k: dm_k = change of the mid in bp of the mid, x_k = sum of s*q*p (signed taker notional).
      lambda = sum (x_k-xbar)*(dm_k-mbar)/sum (x_k-xbar)^2 over the last n intervals (OLS with constant).
      t-value from the residual variance (n-2). Value lambda. sum=0: null. Warm-up n/4 intervals.
    `,
    update: 'Rolling sums: O(1) per interval.',
    signal: `
      cost: expected impact of a taker order of notional X = max(lambda,0)*X/2 bp on average (half of the
      final move) when t>2, else the value of the last significant lambda.
    `,
    range: '(-inf,inf)',
  },
  defaults: { step: 10, n: 360, notional: 10_000 },
  input: 'trade-quote',
  readings: {
    /** Mean impact of a taker order of `notional` quote units, half of its final move; by the last slope beyond doubt. */
    cost: COST,
    /** The slope in its standard errors. */
    tValue: { unit: 't-statistic' },
  },
  // A step of the interval after the last one ends it.
  warmUp: ({ n }) => neededIntervals(n) + 2,
  warmUpMs: ({ step, n }) => (neededIntervals(n) + 1) * step * 1000,

  start({ n, notional, step }) {
    const intervals = new ImpactIntervals(step, n);
    let judged: LineFit | undefined;
    let significant: number | undefined;

    return withReadings(
      (input) => {
        intervals.push(input);
        const { fit } = intervals;
        if (fit !== undefined && fit !== judged && tValueOf(fit) > SIGNIFICANT) significant = fit.slope;
        judged = fit;
        return fit && fit.slope / MILLION;
      },
      {
        cost: () => significant && (Math.max(significant, 0) * (notional / MILLION)) / 2,
        tValue: () => judged && tValueOf(judged),
      },
    );
  },
});

/** The slope in standard errors that hold when all errors have the same variance and no memory. */
function tValueOf({ count, rSquared = 0, slope }: LineFit): number {
  const t = Math.sqrt((rSquared * (count - 2)) / Math.max(0, 1 - rSquared));
  return Math.sign(slope) * Math.min(t, MOST_T);
}
