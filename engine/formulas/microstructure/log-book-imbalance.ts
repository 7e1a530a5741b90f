import { wholeNumber } from '../../numerics/checked-numbers.ts';
import { bookSizes } from './book-sizes.ts';
import { defineFormula } from '../formula.ts';

/**
 * Log imbalance of the book: `ln(bid size / ask size)` summed over the best `levels` of each side.
 * 0 is an even book; above zero more rests on the bid side. Unit: log of a ratio; swapping the sides
 * only turns the sign. No value while either side is empty. Warm at once.
 */
export const logBookImbalance = defineFormula({
  id: 'I1',
  key: 'log-book-imbalance',
  title: 'Log book imbalance',
  family: 'microstructure',
  input: 'book',
  output: { unit: 'log-ratio' },
  role: 'direction',
  source:
    'Cao, Hansch & Wang (2009), The information content of an open limit-order book, J. Futures Markets 29(1)',
  defaults: { levels: 10 },
  warmUp: () => 1,
  levels: ({ levels }) => levels,

  start({ levels }) {
    wholeNumber('levels', levels);

    return ({ bids, asks }) => {
      const bidSize = bookSizes(bids, levels);
      const askSize = bookSizes(asks, levels);
      return bidSize > 0 && askSize > 0 ? Math.log(bidSize / askSize) : undefined;
    };
  },
});
