import { defineFormula } from '../formula.ts';

/**
 * Quoted spread of this moment: ask less bid in bps of the mid. Never negative: a crossed or locked
 * quote has no value. Warm at once. Half of it is what a taker pays for crossing.
 */
export const spreadBps = defineFormula({
  id: 'I4',
  key: 'spread-bps',
  title: 'Quoted spread',
  family: 'microstructure',
  input: 'quote',
  output: { unit: 'bps', min: 0 },
  role: 'cost',
  source: 'Demsetz (1968), The Cost of Transacting, Quarterly J. of Economics 82(1)',
  defaults: {},
  warmUp: () => 1,

  start: () => (quote) =>
    quote.ask > quote.bid ? ((quote.ask - quote.bid) / ((quote.ask + quote.bid) / 2)) * 10_000 : undefined,
});
