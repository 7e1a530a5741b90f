import { wholeNumber } from '../../numerics/checked-numbers.ts';
import { RollingRegression } from '../../numerics/rolling-regression.ts';
import { defineFormula } from '../formula.ts';

/** A line needs three points before its slope says anything. */
const FEWEST = 3;
const BPS = 10_000;
const MILLION = 1e6;

/** Intervals before the first value: a quarter of the window. */
const needed = (n: number): number => Math.max(FEWEST, Math.ceil(n / 4));

/**
 * Kyle’s lambda from the tape alone: the slope of the price change of an interval of `step` seconds on the
 * notional takers bought less what they sold in it, over the last `n` intervals in which something
 * traded. Prices are the last of each interval. Unit: bps per million of quote notional; above zero,
 * buying lifts the price. No value while flow does not vary. Warm after `n` / 4 intervals.
 */
export const tradePriceLambda = defineFormula({
  id: 'I23',
  key: 'trade-price-lambda',
  title: 'Kyle lambda of trade prices',
  family: 'microstructure',
  input: 'trade',
  output: { unit: 'bps/million' },
  role: 'cost',
  source: 'Kyle (1985), Continuous Auctions and Insider Trading, Econometrica 53(6)',
  defaults: { step: 10, n: 360 },
  // The first interval only gives the second a price to start from, and a later trade ends the last.
  warmUp: ({ n }) => needed(n) + 2,
  warmUpMs: ({ step, n }) => needed(n) * step * 1000,

  start({ step, n }) {
    if (!(step > 0)) throw new RangeError(`step must be above 0 s, was ${step}`);
    wholeNumber('n', n, FEWEST);
    const line = new RollingRegression(n, 0);
    let current = -1;
    let price = 0;
    let priceBefore = 0;
    let flow = 0;
    let lambda: number | undefined;

    return (print) => {
      const interval = Math.floor(print.time / (step * 1000));
      if (current >= 0 && interval !== current) {
        if (priceBefore > 0) line.push(flow / MILLION, (price / priceBefore - 1) * BPS);
        if (line.count >= needed(n)) lambda = line.fit()?.slope;
        priceBefore = price;
        flow = 0;
      }
      current = interval;
      price = print.price;
      flow += (print.side === 'buy' ? 1 : -1) * print.price * print.sizeBase;
      return lambda;
    };
  },
});
