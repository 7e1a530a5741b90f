import { wholeNumber } from '../../numerics/checked-numbers.ts';
import { RollingMoments } from '../../numerics/rolling-moments.ts';
import { defineFormula } from '../formula.ts';

/**
 * Momentum in transaction time: sum of the log returns of the last `n` bars of `ticks` trades over the root
 * of the sum of their squares. From minus to plus the root of `n`; above zero, the price went up. 0 where
 * nothing moved. Returns are from close to close, so it is warm after `n + 1` bars, and stays inside them.
 */
export const tickBarMomentum = defineFormula({
  id: 'F248',
  key: 'tick-bar-momentum',
  title: 'Momentum of tick bars',
  family: 'order-flow',
  input: 'trade',
  output: { unit: 'z-score' },
  role: 'direction',
  source:
    'Ané & Geman (2000), Order Flow, Transaction Clock, and Normality of Asset Returns, J. Finance 55(5)',
  defaults: { ticks: 500, n: 20 },
  warmUp: ({ ticks, n }) => ticks * (n + 1),

  start({ ticks, n }) {
    wholeNumber('ticks', ticks);
    const returns = new RollingMoments(n);
    const squares = new RollingMoments(n);
    let trades = 0;
    let closeBefore = NaN;
    let value: number | undefined;

    return ({ price }) => {
      trades += 1;
      if (trades % ticks !== 0) return value;
      const change = Math.log(price / closeBefore);
      closeBefore = price;
      if (Number.isNaN(change)) return value;
      returns.push(change);
      squares.push(change * change);
      // A sum over the root of a sum of squares is a mean over the root of a mean, times the root of n.
      if (returns.isFull)
        value = squares.mean > 0 ? (Math.sqrt(n) * returns.mean) / Math.sqrt(squares.mean) : 0;
      return value;
    };
  },
});
