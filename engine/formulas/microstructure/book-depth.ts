import { notNegative, wholeNumber } from '../../numerics/checked-numbers.ts';
import { defineFormula } from '../formula.ts';
import { sizeWithin } from './size-within.ts';

/**
 * Depth near the mid: base size resting on both sides within `withinBps` of the mid, over at most
 * `levels` levels a side. Unit: base; never negative. Where the book reaches less far than
 * `withinBps`, this is what can be seen. No value while a side is empty. Warm at once.
 */
export const bookDepth = defineFormula({
  id: 'I2',
  key: 'book-depth',
  title: 'Depth near the mid',
  family: 'microstructure',
  input: 'book',
  output: { unit: 'base', min: 0 },
  role: 'context',
  source: 'Biais, Hillion & Spatt (1995), An Empirical Analysis of the Limit Order Book, J. Finance 50(5)',
  defaults: { withinBps: 10, levels: 50 },
  warmUp: () => 1,
  levels: ({ levels }) => levels,

  start({ withinBps, levels }) {
    wholeNumber('levels', levels);
    notNegative('withinBps', withinBps);

    return ({ bids, asks }) => {
      const bid = bids[0];
      const ask = asks[0];
      if (bid === undefined || ask === undefined) return undefined;
      const mid = (bid + ask) / 2;
      const reach = (mid * withinBps) / 10_000;
      return sizeWithin(bids, mid, reach, levels) + sizeWithin(asks, mid, reach, levels);
    };
  },
});
