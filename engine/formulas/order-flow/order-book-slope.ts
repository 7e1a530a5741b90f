import { notNegative, wholeNumber } from '../../numerics/checked-numbers.ts';
import { defineFormula } from '../formula.ts';

/**
 * Slope of the order book: how fast the logarithm of the size that rests grows with the relative distance of
 * its price, the mean of both sides over the best `levels` levels. Never negative; high where much rests
 * near the mid, so that prices move little. Sizes count in multiples of `unit` base, and with 0 of the
 * smallest visible size over e, so that every logarithm is at least 1. No value while a side is empty. Warm
 * at once. With `part` 1 it is the asymmetry instead: bid less ask slope as a share of both, -1 to +1.
 */
export const orderBookSlope = defineFormula({
  id: 'F245',
  key: 'order-book-slope',
  title: 'Order-book slope',
  family: 'order-flow',
  input: 'book',
  output: { unit: 'ratio' },
  role: 'filter',
  source:
    'Næs & Skjeltorp (2006), Order book characteristics and the volume-volatility relation: Empirical evidence from a limit order market, J. Financial Markets 9(4)',
  defaults: { levels: 10, unit: 0, part: 0 },
  warmUp: () => 1,
  levels: ({ levels }) => levels,

  start({ levels, unit, part }) {
    wholeNumber('levels', levels);
    notNegative('unit', unit);
    if (part !== 0 && part !== 1)
      throw new RangeError(`part must be 0 (slope) or 1 (asymmetry), was ${part}`);

    return ({ bids, asks }) => {
      const [bid, ask] = [bids[0], asks[0]];
      if (bid === undefined || ask === undefined || bid >= ask) return undefined;
      const size = unit > 0 ? unit : Math.min(smallest(bids, levels), smallest(asks, levels)) / Math.E;
      const mid = (bid + ask) / 2;
      const [ofBids, ofAsks] = [slopeOf(bids, mid, size, levels), slopeOf(asks, mid, size, levels)];
      if (part === 0) return (ofBids + ofAsks) / 2;
      return ofBids + ofAsks > 0 ? (ofBids - ofAsks) / (ofBids + ofAsks) : undefined;
    };
  },
});

function smallest(side: readonly number[], levels: number): number {
  let least = Infinity;
  for (let i = 1; i < Math.min(side.length, 2 * levels); i += 2) least = Math.min(least, side[i] as number);
  return least;
}

function slopeOf(side: readonly number[], mid: number, unit: number, levels: number): number {
  const count = Math.min(levels, Math.floor(side.length / 2));
  let cumulated = side[1] ?? 0;
  let sum = Math.log(cumulated / unit) / Math.abs((side[0] ?? 0) / mid - 1);
  for (let level = 1; level < count; level += 1) {
    const before = Math.log(cumulated / unit);
    cumulated += side[2 * level + 1] as number;
    const distance = Math.abs((side[2 * level] as number) / (side[2 * level - 2] as number) - 1);
    sum += (Math.log(cumulated / unit) / before - 1) / distance;
  }
  return sum / count;
}
