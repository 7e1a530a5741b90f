import { defineFormula } from '../formula.ts';
import { MarkOuts } from './mark-outs.ts';

/**
 * Share of the effective spread that makers lose again because the mid goes on with the taker within
 * `delay` seconds: 0 means they keep it all, 1 none, more that they pay on top, below zero that the mid came
 * back. Size-weighted over the trades of `window` seconds. No value where takers dealt at the mid or
 * better. Warm when the first trade is `delay` old.
 */
export const toxicShare = defineFormula({
  id: 'I27',
  key: 'toxic-share-of-spread',
  title: 'Part of the spread lost to informed takers',
  family: 'execution-cost',
  input: 'trade-quote',
  output: { unit: 'ratio' },
  role: 'filter',
  source: 'Huang & Stoll (1996), Dealer versus auction markets, J. Financial Economics 41(3)',
  defaults: { delay: 5, window: 600 },
  warmUp: () => 2,
  warmUpMs: ({ delay }) => delay * 1000,

  start({ delay, window }) {
    const marks = new MarkOuts(delay, window);
    return (step) => {
      marks.push(step);
      const { effectiveBps, impactBps } = marks;
      if (effectiveBps === undefined || impactBps === undefined || effectiveBps <= 0) return undefined;
      return impactBps / effectiveBps;
    };
  },
});
