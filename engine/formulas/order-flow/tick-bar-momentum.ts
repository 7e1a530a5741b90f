import { wholeNumber } from '../../numerics/checked-numbers.ts';
import { RollingMoments } from '../../numerics/rolling-moments.ts';
import { defineFormula } from '../formula.ts';
import { DIRECTION } from '../readings.ts';
import { withValueReadings } from '../value-readings.ts';

/**
 * Momentum in transaction time: sum of the log returns of the last `n` bars of `ticks` trades over the root
 * of the sum of their squares. From minus to plus the root of `n`; above zero, the price went up. 0 where
 * nothing moved. Returns are from close to close, so it is warm after `n + 1` bars, and stays inside them.
 */
export const tickBarMomentum = defineFormula({
  id: 'F248',
  key: 'tick-bar-momentum',
  title: 'Tick-bar momentum (transaction clock)',
  family: 'order-flow',
  output: { unit: 'self-normalised sum' },
  role: 'direction',
  source:
    "Ane, T. & Geman, H., 'Order Flow, Transaction Clock, and Normality of Asset Returns', Journal of Finance 55(5), 2000; tick bars: Lopez de Prado, 'Advances in Financial Machine Learning', Wiley, 2018",
  catalogue: {
    inputs: ['trades'],
    params: {
      ticks: { unit: 'trades', meaning: 'trades per bar' },
      n: { unit: 'tick bars', meaning: 'lookback' },
    },
    definition: `
      Close a tick bar after every ticks trades (the bar closes with that trade). On tick-bar log returns
      x: value = sum of the last n x / sqrt(sum of the last n x^2) (a self-normalised sum, maximum
      sqrt(n)). Zero denominator -> 0. Warm-up n bars.
    `,
    update: 'O(1) per trade.',
    signal: 'signal = tanh(value/1.5); confidence = min(1,|value|/3).',
    range: '[-sqrt(n),sqrt(n)]',
  },
  defaults: { ticks: 500, n: 20 },
  input: 'trade',
  readings: DIRECTION,
  warmUp: ({ ticks, n }) => ticks * (n + 1),

  start({ ticks, n }) {
    wholeNumber('ticks', ticks);
    const returns = new RollingMoments(n);
    const squares = new RollingMoments(n);
    let trades = 0;
    let closeBefore = NaN;
    let value: number | undefined;

    return withValueReadings(
      ({ price }) => {
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
      },
      {
        signal: (value) => Math.tanh(value / 1.5),
        confidence: (value) => Math.min(1, Math.abs(value) / 3),
      },
    );
  },
});
