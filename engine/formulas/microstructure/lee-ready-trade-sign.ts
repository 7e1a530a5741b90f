import { RollingShare } from '../../numerics/rolling-share.ts';
import { defineFormula } from '../formula.ts';
import { QuotedTradeSign } from '../order-flow/quoted-trade-sign.ts';
import { withReadings } from '../readings.ts';

/** Sides that agree less often than this do not belong together. */
const OUT_OF_STEP = 0.6;

/**
 * Who crossed the spread in the last trade, told from prices alone: +1 above the mid of the quote before it
 * (at least `lag` ms old), -1 below, and at the mid the sign of the last change of the trade price (0 while
 * there was none). Stays between trades. Warm with the first trade after a quote.
 */
export const leeReadyTradeSign = defineFormula({
  id: 'F101',
  key: 'lee-ready-trade-sign',
  title: 'Lee-Ready trade side and venue agreement',
  family: 'microstructure',
  output: { unit: 'sign', min: -1, max: 1 },
  role: 'context',
  source:
    "Lee, C. M. C. and Ready, M. J., 'Inferring Trade Direction from Intraday Data', Journal of Finance, 1991",
  catalogue: {
    inputs: ['trades', 'book'],
    params: {
      n: { unit: 'trades', meaning: 'window of the agreement rate' },
      lag: { unit: 'ms', meaning: 'age of the quote compared with' },
    },
    definition: `
      For each trade with price p and the last mid m known before it: p>m: +1; p<m: -1; p=m: tick test -
      sign of p minus the previous trade price; equal: the last non-zero tick sign (0 at the start). Value
      s. Where the venue reports the taker side, agreement q = share of the last n trades with s equal to
      it. Trades of a venue without a side flag get s as their side. Warm-up: one quote.
    `,
    update: 'O(1) per trade.',
    signal: `
      context: supplies the side for all signed-flow formulas when the feed has none; q<0.6 with a side
      flag means the two feeds are out of step and sets a feed warning. Signal 0.
    `,
    range: '{-1,0,1}',
  },
  defaults: { n: 1000, lag: 0 },
  input: 'trade-quote',
  readings: {
    /** Share of the last `n` trades, at most, whose side the venue reports as the rule tells it. */
    agreement: { unit: 'share', min: 0, max: 1 },
    /** 1 where they agree so seldom that tape and quotes must be out of step, else 0. */
    feedWarning: { unit: 'flag', min: 0, max: 1, neutral: 0 },
  },
  warmUp: () => 1,

  start({ lag, n }) {
    const signs = new QuotedTradeSign(lag);
    const agreed = new RollingShare(n);
    let sign: number | undefined;

    return withReadings(
      (step) => {
        const told = signs.push(step);
        if (told === undefined) return sign;
        sign = told;
        agreed.push(told === (step.side === 'buy' ? 1 : -1));
        return sign;
      },
      {
        agreement: () => agreed.share,
        feedWarning: () => (agreed.isFull && agreed.share < OUT_OF_STEP ? 1 : 0),
      },
    );
  },
});
