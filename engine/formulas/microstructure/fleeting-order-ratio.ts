import { positive, wholeNumber } from '../../numerics/checked-numbers.ts';
import { GridPoints } from '../../numerics/grid-points.ts';
import { LateWindow } from '../../numerics/late-window.ts';
import { defineFormula } from '../formula.ts';
import { FILTER, withReadings } from '../readings.ts';
import { follow } from './book-and-prints.ts';
import { FleetingOrders } from './fleeting-orders.ts';

const SECOND_MS = 1000;
const [USUAL_RANK, LEAST_GATE] = [0.8, 0.3];

/**
 * Share of what was added to the best `lv` levels in the last `T` seconds that was canceled again within
 * `life` seconds, from 0 to 1: orders that were never meant to trade. What was printed at a price up to a
 * tenth of a second before is not a cancellation. The gate is meant for what reads imbalances from the book:
 * it narrows where the share is among the highest of the last `N` seconds. Warm after `T` seconds.
 */
export const fleetingOrderRatio = defineFormula({
  id: 'F112',
  key: 'fleeting-order-ratio',
  title: 'Fleeting-order ratio',
  family: 'microstructure',
  output: { unit: 'share', min: 0, max: 1 },
  role: 'filter',
  source:
    "Hasbrouck, J. and Saar, G., 'Technology and liquidity provision: The blurring of traditional definitions', Journal of Financial Markets, 2009",
  catalogue: {
    inputs: ['book', 'trades'],
    params: {
      life: { unit: 's', meaning: 'longest life of a fleeting order' },
      T: { unit: 's', meaning: 'window' },
      lv: { unit: 'levels', meaning: 'levels watched' },
      N: { unit: 'values', meaning: 'history of the rank' },
    },
    definition: `
      Every increase of a level's size among the best lv levels of each side is an addition (time, side,
      price, amount). Every decrease is first matched with trades at that price in the same 100 ms
      (executed part), the rest is a cancellation; a cancellation consumes the newest additions at that
      price and side first. Amount cancelled within \`life\` seconds of its addition is fleeting. Value f =
      fleeting amount/added amount over the last T seconds, 0 if nothing was added. Warm-up T seconds.
    `,
    update: 'O(1) amortised per book update (one stack per price level).',
    signal: `
      filter: R=rank_N(f) sampled each second; gate of the book-imbalance formulas (105-107 and 239-247) =
      1 for R<=0.8, falling linearly to 0.3 at R=1.
    `,
    range: '[0,1]',
  },
  defaults: { life: 2, T: 120, lv: 5, N: 2000 },
  input: 'step',
  reads: ['book', 'trade'],
  levels: ({ lv }) => lv,
  readings: {
    ...FILTER,
    /** Place of the share among those of the last `N` seconds. */
    rank: { unit: 'rank', min: 0, max: 1 },
  },
  warmUp: () => 2,
  warmUpMs: ({ T }) => T * SECOND_MS,

  start({ N, T, life, lv }) {
    const orders = new FleetingOrders({
      levels: wholeNumber('lv', lv),
      lifeMs: positive('life', life) * SECOND_MS,
      windowMs: positive('T', T) * SECOND_MS,
    });
    const seconds = new GridPoints(SECOND_MS, wholeNumber('N', N));
    const ranks = new LateWindow(N);
    let firstTime = NaN;

    return withReadings(
      (input) => {
        if (Number.isNaN(firstTime)) firstTime = input.time;
        const isWarm = input.time - firstTime >= T * SECOND_MS;
        const passed = seconds.passed(input.time);
        // Every second that has ended had the share of its last book.
        if (isWarm) for (let i = passed; i > 0; i -= 1) ranks.push(orders.ratio);
        follow(orders, input);
        return isWarm ? orders.ratio : undefined;
      },
      { gate: () => (ranks.count > 0 ? gateAt(ranks.rank) : 1), rank: () => ranks.rank },
    );
  },
});

/** 1 up to the usual, then falling in a straight line. */
export function gateAt(rank: number): number {
  return rank <= USUAL_RANK ? 1 : 1 - ((1 - LEAST_GATE) * (rank - USUAL_RANK)) / (1 - USUAL_RANK);
}
