import { clip } from '../../numerics/clip.ts';
import { notNegative, wholeNumber } from '../../numerics/checked-numbers.ts';
import { SortedWindow } from '../../numerics/sorted-window.ts';
import { defineFormula } from '../formula.ts';
import { FILTER, withReadings } from '../readings.ts';

/** Books among which a slope is thin. */
const HISTORY = 2000;

/**
 * Slope of the order book: how fast the logarithm of the size that rests grows with the relative distance of
 * its price, the mean of both sides over the best `levels` levels. Never negative; high where much rests
 * near the mid, so that prices move little. Sizes count in multiples of `unit` base, and with 0 of the
 * smallest visible size over e, so that every logarithm is at least 1. No value while a side is empty. Warm
 * at once.
 */
export const orderBookSlope = defineFormula({
  id: 'F245',
  key: 'order-book-slope',
  title: 'Order-book slope',
  family: 'order-flow',
  output: { unit: '1', min: 0 },
  role: 'filter',
  source:
    "Naes, R. & Skjeltorp, J., 'Order book characteristics and the volume-volatility relation: Empirical evidence from a limit order market', Journal of Financial Markets 9(4), 2006",
  catalogue: {
    inputs: ['book'],
    params: {
      levels: { unit: 'levels', meaning: 'levels per side' },
      unit: { unit: 'base units', meaning: 'lot unit so that ln(volume) > 0; 0 = smallest visible size/e' },
      q: { unit: 'quantile', meaning: 'thin-book threshold on a 2000-update window' },
    },
    definition: `
      Cumulative volume v_t (in lots, first level v_1 > 1) at level t, price P_t, mid M. Side slope =
      (1/L)*{ ln v_1/|P_1/M - 1| + sum_{t=1..L-1} (ln v_{t+1}/ln v_t - 1)/|P_{t+1}/P_t - 1| }. Slope =
      (bid slope + ask slope)/2; asymmetry = (bid-ask)/(bid+ask). High slope = dense, price-inelastic
      book.
    `,
    update: 'O(levels).',
    signal: `
      filter: slope below its rolling q-quantile -> closed for market orders (thin book); context:
      asymmetry in [-1,1] is exposed as a feature.
    `,
    range: '[0,inf)',
  },
  defaults: { levels: 10, unit: 0, q: 0.1 },
  input: 'book',
  levels: ({ levels }) => levels,
  readings: {
    /** Closed for orders that take, where the book is thinner than it was nearly always. */
    ...FILTER,
    /** Bid less ask slope as a share of both: above zero the bids are the denser. */
    asymmetry: { unit: '1', min: -1, max: 1 },
  },
  warmUp: () => 1,

  start({ levels, q, unit }) {
    wholeNumber('levels', levels);
    notNegative('unit', unit);
    const history = new SortedWindow(HISTORY);
    const sides = { bids: 0, asks: 0 };
    const slope = () => (sides.bids + sides.asks) / 2;

    return withReadings(
      ({ bids, asks }) => {
        const bid = bids[0];
        const ask = asks[0];
        if (bid === undefined || ask === undefined || bid >= ask) return undefined;
        const size = unit > 0 ? unit : Math.min(smallest(bids, levels), smallest(asks, levels)) / Math.E;
        const mid = (bid + ask) / 2;
        sides.bids = slopeOf(bids, mid, size, levels);
        sides.asks = slopeOf(asks, mid, size, levels);
        history.push(slope());
        return slope();
      },
      {
        gate: () => (slope() < history.quantile(q) ? 0 : 1),
        asymmetry: () => {
          const both = sides.bids + sides.asks;
          return both > 0 ? clip((sides.bids - sides.asks) / both, -1, 1) : undefined;
        },
      },
    );
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
