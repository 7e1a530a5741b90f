import { WilderAverage } from '../../numerics/wilder-average.ts';
import { defineFormula, finiteOrNone } from '../formula.ts';
import { trueRange } from './true-range.ts';

/**
 * Average true range (Wilder) in quote units, never negative. With `firstBar` 1 the first bar counts
 * with high less low, as the exit of that name has it, and the value is warm after `n` bars; with 0 the
 * average begins at the second bar, as other chart programs do, and is warm after `n + 1`.
 */
export const meanTrueRange = defineFormula({
  id: 'I33',
  key: 'mean-true-range',
  title: 'Average true range of charts',
  family: 'volatility',
  input: 'bar',
  output: { unit: 'quote/base', min: 0 },
  role: 'context',
  source: 'Wilder (1978), New Concepts in Technical Trading Systems',
  defaults: { n: 14, firstBar: 1 },
  warmUp: ({ n, firstBar }) => (firstBar === 0 ? n + 1 : n),
  checksItself: true,

  start({ n, firstBar }) {
    const average = new WilderAverage(n);
    const before = { close: NaN };

    return (bar) => {
      const closeBefore = before.close;
      before.close = bar.close;
      const isFirst = Number.isNaN(closeBefore);
      if (isFirst && firstBar === 0) return undefined;
      average.push(isFirst ? bar.high - bar.low : trueRange(bar, closeBefore));
      return average.isWarm ? finiteOrNone(average.value) : undefined;
    };
  },
});
