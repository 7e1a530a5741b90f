import { defineFormula } from '../formula.ts';
import { RollingMoments } from '../../numerics/rolling-moments.ts';
import { QuotedTradeSign } from '../order-flow/quoted-trade-sign.ts';

/**
 * How often the side the venue reports is the one prices tell: the share of the last `n` trades, 0 to 1, in
 * which the rule of Lee and Ready (quotes at least `lag` ms old) agrees with it. Below 0.6 tape and book
 * are out of step. Warm after `n` trades.
 */
export const tradeSideAgreement = defineFormula({
  id: 'I25',
  key: 'trade-side-agreement',
  title: 'Agreement of reported and inferred trade sides',
  family: 'microstructure',
  input: 'trade-quote',
  output: { unit: 'ratio', min: 0, max: 1 },
  role: 'context',
  source: 'Lee & Ready (1991), Inferring Trade Direction from Intraday Data, J. Finance 46(2)',
  defaults: { n: 1000, lag: 0 },
  warmUp: ({ n }) => n,

  start({ n, lag }) {
    const signs = new QuotedTradeSign(lag);
    const agreed = new RollingMoments(n);

    return (step) => {
      const sign = signs.push(step);
      if (sign !== undefined) agreed.push(sign === (step.side === 'buy' ? 1 : -1) ? 1 : 0);
      return agreed.isFull ? Math.min(1, Math.max(0, agreed.mean)) : undefined;
    };
  },
});
