import { defineFormula } from '../formula.ts';
import { COST, GATE, withReadings } from '../readings.ts';
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
  title: 'Realised spread and price impact decomposition',
  family: 'execution-cost',
  output: { unit: 'bp' },
  role: 'cost',
  source:
    "Huang, R. D. & Stoll, H. R., 'Dealer versus auction markets: A paired comparison of execution costs on NASDAQ and the NYSE', Journal of Financial Economics 41(3), 1996",
  catalogue: {
    inputs: ['trades', 'book'],
    params: {
      delay: { unit: 's', meaning: 'mark-out horizon' },
      window: { unit: 's', meaning: 'averaging window' },
    },
    definition: `
      With M_i the mid before trade i and M_i+ the mid delay seconds later: effective half = s*(p-M)/M;
      realised half = s*(p - M+)/M; impact half = s*(M+ - M)/M; effective = realised + impact. Values:
      size-weighted means over the window in bp, published delay seconds late (no look-ahead: trades
      younger than delay are pending). Toxicity share = impact/effective (effective <= 0 -> null).
    `,
    update: 'Queue of pending trades, O(1) amortised.',
    signal: `
      cost: maker's expected gain = realised half-spread; a negative value closes market making (ids
      283-284).
    `,
    range: 'real',
  },
  defaults: { delay: 5, window: 600, part: 0 },
  input: 'trade-quote',
  readings: {
    /** Of resting: what the maker loses of half the spread and more; below zero he gains. */
    cost: COST,
    /** The three parts of the half spread of takers, in bps: effective is realized and impact together. */
    effective: { unit: 'bp' },
    realized: { unit: 'bp' },
    impact: { unit: 'bp' },
    /** Share of it that makers lose again. */
    toxicity: { unit: 'share' },
    /** Closed for market making where makers lose. */
    makerGate: GATE,
  },
  warmUp: () => 2,
  warmUpMs: ({ delay }) => delay * 1000,

  start({ delay, window, part }) {
    if (part !== 0 && part !== 1 && part !== 2)
      throw new RangeError(`part must be 0 (realized), 1 (impact) or 2 (effective), was ${part}`);
    const marks = new MarkOuts(delay, window);
    const realized = () => (marks.effectiveBps ?? NaN) - (marks.impactBps ?? NaN);

    return withReadings(
      (step) => {
        marks.push(step);
        const { effectiveBps, impactBps } = marks;
        if (effectiveBps === undefined || impactBps === undefined) return undefined;
        if (part === 0) return effectiveBps - impactBps;
        return part === 1 ? impactBps : effectiveBps;
      },
      {
        cost: () => -realized(),
        effective: () => marks.effectiveBps,
        realized,
        impact: () => marks.impactBps,
        toxicity: () =>
          (marks.effectiveBps ?? 0) > 0 ? (marks.impactBps ?? NaN) / (marks.effectiveBps ?? NaN) : undefined,
        makerGate: () => (realized() < 0 ? 0 : 1),
      },
    );
  },
});
