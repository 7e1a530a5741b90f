import { defineFormula } from '../formula.ts';
import { MarkOuts } from './mark-outs.ts';

/**
 * What is left of half the effective spread for the maker `delay` seconds later: size-weighted mean over the
 * trades of `window` seconds of how far the taker's price still was beyond the mid then, in bps of the mid
 * before the trade. With `part` 1 the other share, how far the mid went the taker's way; both add to half
 * the effective spread, which `part` 2 gives. Told when the delay is over, so nothing is known early. Below
 * zero the maker lost. Warm when the first trade is `delay` old.
 */
export const realizedSpread = defineFormula({
  id: 'F312',
  key: 'realised-spread-decomposition',
  title: 'Realized spread and price impact',
  family: 'execution-cost',
  input: 'trade-quote',
  output: { unit: 'bps' },
  role: 'cost',
  source: 'Huang & Stoll (1996), Dealer versus auction markets, J. Financial Economics 41(3)',
  defaults: { delay: 5, window: 600, part: 0 },
  warmUp: () => 2,
  warmUpMs: ({ delay }) => delay * 1000,

  start({ delay, window, part }) {
    if (part !== 0 && part !== 1 && part !== 2)
      throw new RangeError(`part must be 0 (realized), 1 (impact) or 2 (effective), was ${part}`);
    const marks = new MarkOuts(delay, window);

    return (step) => {
      marks.push(step);
      const { effectiveBps, impactBps } = marks;
      if (effectiveBps === undefined || impactBps === undefined) return undefined;
      if (part === 0) return effectiveBps - impactBps;
      return part === 1 ? impactBps : effectiveBps;
    };
  },
});
