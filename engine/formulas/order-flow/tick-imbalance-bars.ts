import { defineFormula } from '../formula.ts';
import { DIRECTION } from '../readings.ts';
import { withValueReadings } from '../value-readings.ts';
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
  title: 'Tick imbalance bars',
  family: 'order-flow',
  output: { unit: 'signed urgency', min: -1, max: 1 },
  role: 'direction',
  source: "Lopez de Prado, M., 'Advances in Financial Machine Learning', Wiley, 2018, ch. 2",
  catalogue: {
    inputs: ['trades'],
    params: {
      a: { unit: '1', meaning: 'EWMA weight of the newest bar' },
      ET0: { unit: 'trades', meaning: 'initial expected bar length' },
      Eb0: { unit: '1', meaning: 'initial expected |imbalance|' },
      bounds: { fixed: [20, 5000], unit: 'trades', meaning: 'limits of the expected length' },
    },
    definition: `
      Tick-rule sign b: +1 if price > previous price, -1 if lower, else previous sign (first trade +1).
      theta = running sum of b, T = count. Close the bar when |theta| >= ET*max(|Eb|,0.02). Then ET <-
      (1-a)*ET + a*T (clipped to bounds), Eb <- (1-a)*Eb + a*theta/T, reset. Value at a bar close =
      sign(theta)*min(1, ET_before/T) (fast bars carry more weight); it decays linearly to 0 over the next
      ET trades.
    `,
    update: 'O(1) per trade.',
    signal: 'signal = value; confidence = |value|.',
    range: '[-1,1]',
  },
  defaults: { a: 0.1, ET0: 200, Eb0: 0.1, shortest: 20, longest: 5000 },
  input: 'trade',
  readings: DIRECTION,
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

    return withValueReadings(
      ({ price }) => {
        // The rule knows no sign before prices differ; the definition begins with a buyer.
        bar.imbalance += rule.push(price) || 1;
        bar.trades += 1;
        since += 1;
        const threshold = expected.trades * Math.max(Math.abs(expected.sign), LEAST_IMBALANCE);
        if (Math.abs(bar.imbalance) >= threshold) close();
        return urgency === undefined ? undefined : urgency * Math.max(0, 1 - since / expected.trades);
      },
      {
        signal: (value) => value,
        confidence: Math.abs,
      },
    );
  },
});
