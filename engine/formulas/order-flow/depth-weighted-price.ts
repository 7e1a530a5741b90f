import { wholeNumber } from '../../numerics/checked-numbers.ts';
import { defineFormula } from '../formula.ts';

/**
 * How far the mid stands above the mean price of all that rests on the best `levels` levels, in bps of
 * the mid. Above zero the bid side is heavier or deeper. No value with fewer than two levels a side. Warm
 * at once.
 */
export const depthWeightedPrice = defineFormula({
  id: 'F244',
  key: 'depth-weighted-price',
  title: 'Depth-weighted book price',
  family: 'order-flow',
  input: 'book',
  output: { unit: 'bps' },
  role: 'direction',
  source:
    'Cao, Hansch & Wang (2009), The information content of an open limit-order book, J. Futures Markets 29(1)',
  defaults: { levels: 10 },
  warmUp: () => 1,
  levels: ({ levels }) => levels,

  start({ levels }) {
    wholeNumber('levels', levels, 2);

    return ({ bids, asks }) => {
      const [bid, ask] = [bids[0], asks[0]];
      if (bid === undefined || ask === undefined || bids.length < 4 || asks.length < 4) return undefined;
      const mid = (bid + ask) / 2;
      let size = 0;
      let leaning = 0;
      for (const side of [bids, asks]) {
        const end = Math.min(side.length, 2 * levels);
        for (let i = 0; i + 1 < end; i += 2) {
          const resting = side[i + 1] as number;
          size += resting;
          leaning += resting * (mid - (side[i] as number));
        }
      }
      return size > 0 ? (leaning / size / mid) * 10_000 : undefined;
    };
  },
});
