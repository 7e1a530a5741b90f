import { notNegative, positive, wholeNumber } from '../../numerics/checked-numbers.ts';
import { defineFormula } from '../formula.ts';
import { walkedBook } from '../microstructure/walked-book.ts';
import { COST, GATE, withReadings } from '../readings.ts';

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
  output: { unit: 'bp', min: 0 },
  role: 'cost',
  source:
    "Gomber, P., Schweickert, U. & Theissen, E., 'Liquidity Dynamics in an Electronic Open Limit Order Book: an Event Study Approach', European Financial Management 21(1), 2015 (exchange liquidity measure, cost of round trip)",
  catalogue: {
    inputs: ['book'],
    params: {
      levels: { unit: 'levels', meaning: 'depth used' },
      extrap: { unit: '1', meaning: 'multiple of the last-level distance charged for the unfilled rest' },
    },
    definition: `
      Walk the opposite side: fill min(remaining, q_j) at p_j until Q is done. VWAP = cost/filled;
      slippage = s*(VWAP/M - 1). Any unfilled remainder U is charged at distance extrap*|p_last/M - 1| and
      flagged. Maximum size for a slippage budget b: largest Q with slippage(Q) <= b (bisection over
      levels).
    `,
    update: 'O(levels) per query.',
    signal: 'cost: taker slippage for the intended size; a flagged remainder closes the entry.',
    range: '[0,inf)',
  },
  defaults: { levels: 50, extrap: 2, sizeBase: 1, side: 1 },
  input: 'book',
  levels: ({ levels }) => levels,
  readings: {
    cost: COST,
    /** Closed where the levels in sight cannot fill the order. */
    entryGate: GATE,
    /** What they leave unfilled, in base units. */
    unfilled: { unit: 'base', min: 0 },
  },
  warmUp: () => 1,

  start({ sizeBase, side, levels, extrap }) {
    wholeNumber('levels', levels);
    notNegative('extrap', extrap);
    positive('sizeBase', sizeBase);
    if (side !== 1 && side !== -1) throw new RangeError(`side must be 1 (buy) or -1 (sell), was ${side}`);
    const last = { cost: 0, unfilled: 0 };

    return withReadings(
      ({ bids, asks }) => {
        const bid = bids[0];
        const ask = asks[0];
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
        last.cost = ((filled + rest) / sizeBase) * 10_000;
        last.unfilled = unfilledBase;
        return last.cost;
      },
      { cost: () => last.cost, entryGate: () => (last.unfilled > 0 ? 0 : 1), unfilled: () => last.unfilled },
    );
  },
});

/**
 * The largest size that a flat `price, size, …` side fills at a mean price no more than `budgetBps` from the
 * mid; what is in sight where all of it costs less.
 */
export function largestSizeWithin(side: readonly number[], mid: number, budgetBps: number): number {
  const budget = budgetBps / 10_000;
  let size = 0;
  let paid = 0;
  for (let i = 0; i + 1 < side.length; i += 2) {
    const distance = Math.abs((side[i] as number) / mid - 1);
    const resting = side[i + 1] as number;
    // Of a level beyond the budget as much as the levels before it have left over.
    if (paid + distance * resting > budget * (size + resting))
      return distance > budget ? size + Math.max(0, budget * size - paid) / (distance - budget) : size;
    size += resting;
    paid += distance * resting;
  }
  return size;
}
