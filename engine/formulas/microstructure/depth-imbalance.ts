import { notNegative, wholeNumber } from '../../numerics/checked-numbers.ts';
import { defineFormula } from '../formula.ts';
import { sizeWithin } from './size-within.ts';

/**
 * Imbalance of the depth near the mid: bid less ask size within `withinBps` of the mid, as a share of
 * both. From -1 (all of it asked) to +1 (all of it bid). Distance counts, not rank, so a thin ladder of
 * many small levels weighs what it holds. No value while a side is empty or nothing rests that near.
 * Warm at once.
 */
export const depthImbalance = defineFormula({
  id: 'I19',
  key: 'depth-imbalance',
  title: 'Imbalance of the depth near the mid',
  family: 'microstructure',
  input: 'book',
  output: { unit: 'ratio', min: -1, max: 1 },
  role: 'direction',
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
      const bidSize = sizeWithin(bids, mid, reach, levels);
      const askSize = sizeWithin(asks, mid, reach, levels);
      return bidSize + askSize > 0 ? (bidSize - askSize) / (bidSize + askSize) : undefined;
    };
  },
});
