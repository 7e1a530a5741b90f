import { valueArea } from '../../numerics/value-area.ts';
import { defineFormula } from '../formula.ts';
import { MinuteProfile } from './minute-profile.ts';
import { valueLevel, valuePrice } from './value-price.ts';

/**
 * A price of the volume profile of the last `window` hours: `level` 0 is the point of control (the middle of
 * the heaviest row), 1 the upper and -1 the lower end of the value area, which holds `share` of the volume.
 * Unit: quote per base. Taken afresh once a minute; a row is `bin` of the first price of the UTC day, and
 * volume leaves in slots of `slot` minutes. Warm with the first trade.
 */
export const profilePrice = defineFormula({
  id: 'I28',
  key: 'volume-profile-price',
  title: 'Point of control and value area of the volume profile',
  family: 'order-flow',
  input: 'trade',
  output: { unit: 'quote/base', min: 0 },
  role: 'context',
  source: 'Steidlmayer & Koy (1986), Markets and Market Logic, Porcupine Press',
  defaults: { window: 24, bin: 0.0005, share: 0.7, slot: 15, level: 0 },
  warmUp: () => 1,

  start({ window, bin, share, slot, level }) {
    const profile = new MinuteProfile({ window, bin, slot });
    const wanted = valueLevel(level);
    valueArea([], share);
    let value: number | undefined;

    return (trade) => {
      const rows = profile.push(trade);
      if (rows !== undefined) value = valuePrice({ ...rows, weights: rows.volumes }, share, wanted);
      return value;
    };
  },
});
