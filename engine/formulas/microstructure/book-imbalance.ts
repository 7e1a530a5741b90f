import { wholeNumber } from '../../numerics/checked-numbers.ts';
import { defineFormula } from '../formula.ts';
import { bookSizes } from './book-sizes.ts';

/**
 * Static imbalance of the book: bid less ask size over the best `levels` of each side, as a share of
 * both. From -1 (all of it asked) to +1 (all of it bid). No value while both sides are empty. Warm at
 * once. With one level it is the queue imbalance at the best quotes.
 */
export const bookImbalance = defineFormula({
  id: 'I18',
  key: 'book-imbalance',
  title: 'Book imbalance',
  family: 'microstructure',
  input: 'book',
  output: { unit: 'ratio', min: -1, max: 1 },
  role: 'direction',
  source:
    'Gould & Bonart (2016), Queue Imbalance as a One-Tick-Ahead Price Predictor in a Limit Order Book, Market Microstructure and Liquidity 2(2)',
  defaults: { levels: 5 },
  warmUp: () => 1,
  levels: ({ levels }) => levels,

  start({ levels }) {
    wholeNumber('levels', levels);

    return ({ bids, asks }) => {
      const bidSize = bookSizes(bids, levels);
      const askSize = bookSizes(asks, levels);
      const size = bidSize + askSize;
      return size > 0 ? (bidSize - askSize) / size : undefined;
    };
  },
});
