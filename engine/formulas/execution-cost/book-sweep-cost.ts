import { notNegative, wholeNumber } from '../../numerics/checked-numbers.ts';
import { defineFormula } from '../formula.ts';
import { walkedBook } from '../microstructure/walked-book.ts';

/**
 * Cost of sweeping the visible book with an order of `sizeBase`: how much worse than the mid its mean price
 * would be, in bps, never negative. What the best `levels` levels cannot fill is charged at `extrap` times
 * the distance of the last of them. `side` 1 buys, -1 sells. No value while a side is empty. Warm at once.
 */
export const bookSweepCost = defineFormula({
  id: 'F317',
  key: 'book-sweep-cost',
  title: 'Cost of sweeping the visible book',
  family: 'execution-cost',
  input: 'book',
  output: { unit: 'bps', min: 0 },
  role: 'cost',
  source:
    'Gomber, Schweickert & Theissen (2015), Liquidity Dynamics in an Electronic Open Limit Order Book: an Event Study Approach, European Financial Management 21(1)',
  defaults: { sizeBase: 1, side: 1, levels: 50, extrap: 2 },
  warmUp: () => 1,
  levels: ({ levels }) => levels,

  start({ sizeBase, side, levels, extrap }) {
    wholeNumber('levels', levels);
    notNegative('extrap', extrap);
    if (!(sizeBase > 0)) throw new RangeError(`sizeBase must be above zero, was ${sizeBase}`);
    if (side !== 1 && side !== -1) throw new RangeError(`side must be 1 (buy) or -1 (sell), was ${side}`);

    return ({ bids, asks }) => {
      const [bid, ask] = [bids[0], asks[0]];
      if (bid === undefined || ask === undefined || bid >= ask) return undefined;
      const mid = (bid + ask) / 2;
      const { averagePrice, filledBase, unfilledBase, worstPrice } = walkedBook(
        side > 0 ? asks : bids,
        sizeBase,
        levels,
      );
      if (averagePrice === undefined || worstPrice === undefined) return undefined;
      const filled = Math.abs(averagePrice / mid - 1) * filledBase;
      const rest = extrap * Math.abs(worstPrice / mid - 1) * unfilledBase;
      return ((filled + rest) / sizeBase) * 10_000;
    };
  },
});
