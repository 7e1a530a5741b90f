import { defineFormula } from '../formula.ts';
import { TickRule } from './trade-sign.ts';

/** No imbalance is expected to be smaller, or every trade would close a bar. */
const LEAST_IMBALANCE = 0.02;

/**
 * Urgency of one-sided trading: bars close when buys and sells, told by the change of price, are further
 * apart than expected, and the value is the side that was ahead times how much sooner than expected it got
 * there. From -1 to +1, fading to 0 over as many trades as the next bar is expected to take. What is
 * expected follows past bars with weight `a`, from `ET0` trades and a mean sign of `Eb0`; a bar is expected
 * to take `shortest` to `longest` trades. Warm with the first bar.
 */
export const tickImbalanceBars = defineFormula({
  id: 'F250',
  key: 'tick-imbalance-bars',
  title: 'Urgency of tick imbalance bars',
  family: 'order-flow',
  input: 'trade',
  output: { unit: 'ratio', min: -1, max: 1 },
  role: 'direction',
  source: 'López de Prado (2018), Advances in Financial Machine Learning, Wiley, chapter 2',
  defaults: { a: 0.1, ET0: 200, Eb0: 0.1, shortest: 20, longest: 5000 },
  warmUp: ({ ET0, Eb0 }) => Math.max(1, Math.ceil(ET0 * Math.max(Math.abs(Eb0), LEAST_IMBALANCE))),

  start({ a, ET0, Eb0, shortest, longest }) {
    if (!(a > 0 && a <= 1)) throw new RangeError(`a must be above 0 and at most 1, was ${a}`);
    if (!(ET0 > 0)) throw new RangeError(`ET0 must be above zero, was ${ET0}`);
    const rule = new TickRule();
    const expected = { trades: ET0, sign: Eb0 };
    const bar = { trades: 0, imbalance: 0 };
    let urgency: number | undefined;
    let since = 0;

    const close = (): void => {
      urgency = Math.sign(bar.imbalance) * Math.min(1, expected.trades / bar.trades);
      expected.trades = Math.min(longest, Math.max(shortest, (1 - a) * expected.trades + a * bar.trades));
      expected.sign = (1 - a) * expected.sign + (a * bar.imbalance) / bar.trades;
      bar.trades = 0;
      bar.imbalance = 0;
      since = 0;
    };

    return ({ price }) => {
      // The rule knows no sign before prices differ; the definition begins with a buyer.
      bar.imbalance += rule.push(price) || 1;
      bar.trades += 1;
      since += 1;
      const threshold = expected.trades * Math.max(Math.abs(expected.sign), LEAST_IMBALANCE);
      if (Math.abs(bar.imbalance) >= threshold) close();
      return urgency === undefined ? undefined : urgency * Math.max(0, 1 - since / expected.trades);
    };
  },
});
