import { defineFormula } from '../formula.ts';

/** Notional below this has no logarithm worth dividing by. */
const LEAST_NOTIONAL = 1.01;

/**
 * Log quote slope: how wide the quote is for what rests at it, the log of ask over bid divided by the sum of
 * the logs of both notionals (in units of `q` quote), averaged over time with the constant `T` seconds.
 * Never negative; small means liquid. A crossed quote is skipped. Warm after `T` seconds.
 */
export const logQuoteSlope = defineFormula({
  id: 'F109',
  key: 'log-quote-slope',
  title: 'Log quote slope',
  family: 'microstructure',
  input: 'quote',
  output: { unit: 'ratio', min: 0 },
  role: 'cost',
  source:
    'Hasbrouck & Seppi (2001), Common factors in prices, order flows, and liquidity, J. Financial Economics 59(3)',
  defaults: { T: 30, q: 1 },
  warmUp: () => 2,
  warmUpMs: ({ T }) => T * 1000,

  start({ T, q }) {
    if (!(T > 0)) throw new RangeError(`T must be above 0 s, was ${T}`);
    if (!(q > 0)) throw new RangeError(`q must be above zero, was ${q}`);
    const last = { time: -1, slope: 0 };
    let firstTime = -1;
    let mean = 0;

    return ({ time, bid, bidSize, ask, askSize }) => {
      if (bid >= ask) return undefined;
      const mid = (bid + ask) / 2;
      const notional = (size: number) => Math.max(LEAST_NOTIONAL, (size * mid) / q);
      const slope = Math.log(ask / bid) / (Math.log(notional(bidSize)) + Math.log(notional(askSize)));
      if (firstTime < 0) {
        firstTime = time;
        mean = slope;
      } else {
        mean += (1 - Math.exp(-(time - last.time) / (T * 1000))) * (last.slope - mean);
      }
      last.time = time;
      last.slope = slope;
      return time - firstTime < T * 1000 ? undefined : mean;
    };
  },
});
