import { positive, wholeNumber } from '../../numerics/checked-numbers.ts';
import { FadingMoments } from '../../numerics/fading-moments.ts';
import { defineFormula } from '../formula.ts';
import { DIRECTION, withReadings } from '../readings.ts';

/** How much of what its deviation was a value keeps with each next one. */
const MEMORY = 0.99;

/**
 * How far the mid stands above the mean price of all that rests on the best `levels` levels, in bps of
 * the mid. Above zero the bid side is heavier or deeper. No value with fewer than two levels a side. Warm
 * at once.
 */
export const depthWeightedPrice = defineFormula({
  id: 'F244',
  key: 'depth-weighted-price',
  title: 'Depth-weighted book price (information in the open book)',
  family: 'order-flow',
  output: { unit: 'bp' },
  role: 'direction',
  source:
    "Cao, C., Hansch, O. & Wang, X., 'The information content of an open limit-order book', Journal of Futures Markets 29(1), 2009",
  catalogue: {
    inputs: ['book'],
    params: {
      levels: { unit: 'levels', meaning: 'levels used per side' },
      scale: { unit: '1', meaning: 'tanh scale in multiples of the EWMA std of the value' },
    },
    definition: `
      WP = ( sum_{j=1..L} Pb_j*Qb_j + sum_j Pa_j*Qa_j ) / ( sum_j Qb_j + sum_j Qa_j ). Note price is
      weighted by its own side's size, so a heavy bid side pulls WP below the mid. Value = (M - WP)/M in
      basis points (positive = heavier or deeper bid side). Fewer than 2 levels a side -> null.
    `,
    update: 'O(levels) per update or O(1) with incremental sums.',
    signal: 'z = value/EWMAstd(value, decay 0.99); signal = tanh(z/scale); confidence = min(1,|z|/4).',
    range: 'real',
  },
  defaults: { levels: 10, scale: 3 },
  input: 'book',
  readings: DIRECTION,
  warmUp: () => 1,
  levels: ({ levels }) => levels,

  start({ levels, scale }) {
    wholeNumber('levels', levels, 2);
    positive('scale', scale);
    const spread = new FadingMoments(MEMORY);
    let value = 0;
    const z = () => (spread.variance > 0 ? value / Math.sqrt(spread.variance) : 0);

    return withReadings(
      ({ bids, asks }) => {
        const bid = bids[0];
        const ask = asks[0];
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
        if (!(size > 0)) return undefined;
        value = (leaning / size / mid) * 10_000;
        spread.push(value);
        return value;
      },
      { signal: () => Math.tanh(z() / scale), confidence: () => Math.min(1, Math.abs(z()) / 4) },
    );
  },
});
