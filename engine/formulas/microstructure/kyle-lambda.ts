import { defineFormula } from '../formula.ts';
import { ImpactIntervals, neededIntervals } from './impact-intervals.ts';

/**
 * Kyle’s lambda: how far the mid moves with what takers buy, the slope of its change over an interval of
 * `step` seconds on the notional bought less sold in it, over the last `n` intervals. Unit: bps per million
 * of quote notional; above zero, buying lifts the price. No value while flow does not vary. Warm after
 * `n` / 4 intervals.
 */
export const kyleLambda = defineFormula({
  id: 'F115',
  key: 'kyle-lambda',
  title: 'Kyle lambda',
  family: 'microstructure',
  input: 'trade-quote',
  output: { unit: 'bps/million' },
  role: 'cost',
  source: 'Kyle (1985), Continuous Auctions and Insider Trading, Econometrica 53(6)',
  defaults: { step: 10, n: 360 },
  // A step of the interval after the last one ends it.
  warmUp: ({ n }) => neededIntervals(n) + 2,
  warmUpMs: ({ step, n }) => neededIntervals(n) * step * 1000,

  start({ step, n }) {
    const intervals = new ImpactIntervals(step, n);
    return (input) => {
      intervals.push(input);
      return intervals.fit?.slope;
    };
  },
});
