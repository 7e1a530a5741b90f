import { localPeaks, localTroughs } from '../../numerics/value-area.ts';
import { defineFormula } from '../formula.ts';
import { MinuteProfile } from './minute-profile.ts';

/**
 * How far the nearest node of the volume profile of the last `window` hours stands above the price, in bps of
 * the price; below zero it stands under it. `kind` 1 means rows with more volume than both neighbors, where
 * the price was accepted, -1 rows with less, which it passed by. No value where there is none. Taken afresh
 * once a minute; a row is `bin` of the first price of the UTC day, and volume leaves in slots of `slot`
 * minutes. Warm with the third trade at the earliest.
 */
export const profileNodeDistance = defineFormula({
  id: 'I29',
  key: 'volume-profile-node-distance',
  title: 'Distance to the nearest node of the volume profile',
  family: 'order-flow',
  input: 'trade',
  output: { unit: 'bps' },
  role: 'context',
  source: 'Dalton, Jones & Dalton (1990), Mind Over Markets, Probus',
  defaults: { window: 24, bin: 0.0005, slot: 15, kind: 1 },
  warmUp: () => 3,

  start({ window, bin, slot, kind }) {
    if (kind !== 1 && kind !== -1)
      throw new RangeError(`kind must be 1 (high volume) or -1 (low volume), was ${kind}`);
    const profile = new MinuteProfile({ window, bin, slot });
    let nodes: readonly number[] = [];

    return (trade) => {
      const rows = profile.push(trade);
      if (rows !== undefined) {
        const places = kind > 0 ? localPeaks(rows.volumes) : localTroughs(rows.volumes);
        nodes = places.map((place) => (rows.first + place + 0.5) * rows.height);
      }
      let nearest: number | undefined;
      for (const node of nodes) {
        if (nearest === undefined || Math.abs(node - trade.price) < Math.abs(nearest - trade.price))
          nearest = node;
      }
      return nearest === undefined ? undefined : ((nearest - trade.price) / trade.price) * 10_000;
    };
  },
});
