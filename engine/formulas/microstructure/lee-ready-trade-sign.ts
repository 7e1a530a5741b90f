import { defineFormula } from '../formula.ts';
import { QuotedTradeSign } from '../order-flow/quoted-trade-sign.ts';

/**
 * Who crossed the spread in the last trade, told from prices alone: +1 above the mid of the quote before it
 * (at least `lag` ms old), -1 below, and at the mid the sign of the last change of the trade price (0 while
 * there was none). Stays between trades. Warm with the first trade after a quote.
 */
export const leeReadyTradeSign = defineFormula({
  id: 'F101',
  key: 'lee-ready-trade-sign',
  title: 'Side of a trade by Lee and Ready',
  family: 'microstructure',
  input: 'trade-quote',
  output: { unit: 'sign', min: -1, max: 1 },
  role: 'context',
  source: 'Lee & Ready (1991), Inferring Trade Direction from Intraday Data, J. Finance 46(2)',
  defaults: { lag: 0 },
  warmUp: () => 1,

  start({ lag }) {
    const signs = new QuotedTradeSign(lag);
    let sign: number | undefined;

    return (step) => {
      sign = signs.push(step) ?? sign;
      return sign;
    };
  },
});
