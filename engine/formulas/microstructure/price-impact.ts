import { wholeNumber } from '../../numerics/checked-numbers.ts';
import { defineFormula } from '../formula.ts';
import { type WalkedBook, walkedBook } from './walked-book.ts';

/**
 * Price impact of an order of `notionalQuote` taken at once: how much worse than the mid its mean price
 * would be, in bps. `side` 1 buys, -1 sells, 0 is the mean of both. Never negative; half the spread is in
 * it. No value when the visible levels cannot fill the order, because the rest is anyone's guess. Warm at
 * once.
 */
export const priceImpact = defineFormula({
  id: 'I20',
  key: 'price-impact',
  title: 'Price impact of a given size',
  family: 'microstructure',
  input: 'book',
  output: { unit: 'bps', min: 0 },
  role: 'cost',
  source:
    'Gomber, Schweickert & Theissen (2015), Liquidity Dynamics in an Electronic Open Limit Order Book: an Event Study Approach, European Financial Management 21(1)',
  defaults: { notionalQuote: 10_000, side: 0, levels: 50 },
  warmUp: () => 1,
  levels: ({ levels }) => levels,

  start({ notionalQuote, side, levels }) {
    wholeNumber('levels', levels);
    if (!(notionalQuote > 0)) throw new RangeError(`notionalQuote must be above zero, was ${notionalQuote}`);
    if (side !== 1 && side !== 0 && side !== -1) {
      throw new RangeError(`side must be 1 (buy), -1 (sell) or 0 (both), was ${side}`);
    }

    return ({ bids, asks }) => {
      const bid = bids[0];
      const ask = asks[0];
      if (bid === undefined || ask === undefined || bid >= ask) return undefined;
      const mid = (bid + ask) / 2;
      const buying = side < 0 ? 0 : impactBps(walkedBook(asks, notionalQuote / mid, levels), mid);
      const selling = side > 0 ? 0 : impactBps(walkedBook(bids, notionalQuote / mid, levels), mid);
      if (buying === undefined || selling === undefined) return undefined;
      return side === 0 ? (buying + selling) / 2 : buying + selling;
    };
  },
});

/** Distance of the mean price from the mid in bps; undefined when the side cannot fill the size. */
function impactBps({ averagePrice, unfilledBase }: WalkedBook, mid: number): number | undefined {
  if (averagePrice === undefined || unfilledBase > 0) return undefined;
  return (Math.abs(averagePrice - mid) / mid) * 10_000;
}
