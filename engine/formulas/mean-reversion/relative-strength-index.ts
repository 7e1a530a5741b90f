import { WilderAverage } from '../../numerics/wilder-average.ts';
import { defineFormula, finiteOrNone } from '../formula.ts';

/**
 * Relative strength index: Wilder's average gain as a share of average gain plus average loss, times
 * 100. Index from 0 (only losses) to 100 (only gains); 50 when nothing moved. Fed with closes; warm after
 * `n + 1`, because a change needs two closes.
 */
export const relativeStrengthIndex = defineFormula({
  id: 'I34',
  key: 'relative-strength-index',
  title: 'Relative strength index of charts',
  family: 'mean-reversion',
  input: 'price',
  output: { unit: 'index', min: 0, max: 100 },
  role: 'context',
  source: 'Wilder (1978), New Concepts in Technical Trading Systems',
  defaults: { n: 14 },
  warmUp: ({ n }) => n + 1,
  checksItself: true,

  start({ n }) {
    const gains = new WilderAverage(n);
    const losses = new WilderAverage(n);
    const before = { close: NaN };

    return ({ value }) => {
      const change = value - before.close;
      before.close = value;
      // Only the very first close has nothing before it.
      if (Number.isNaN(change)) return undefined;
      // Half of the size and the change together: a branch on the sign of a price change is a coin toss.
      const size = Math.abs(change);
      gains.push((size + change) / 2);
      losses.push((size - change) / 2);
      if (!gains.isWarm) return undefined;
      const both = gains.value + losses.value;
      return both > 0 ? finiteOrNone((100 * gains.value) / both) : 50;
    };
  },
});
