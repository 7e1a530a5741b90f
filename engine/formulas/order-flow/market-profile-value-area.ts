import { type ValueArea, valueArea } from '../../numerics/value-area.ts';
import { defineFormula } from '../formula.ts';
import { SlottedProfile } from './slotted-profile.ts';

const MINUTE_MS = 60_000;

/**
 * How far the price stands from the point of control of the volume profile of the last `window` hours, in
 * widths of its value area: 0 at the point of control, above zero over it. The area holds `share` of the
 * volume and is taken afresh once a minute; it is never narrower than a row, which is `bin` of the first
 * price of the UTC day. Volume leaves the profile in slots of `slot` minutes. Warm with the first trade.
 */
export const marketProfileValueArea = defineFormula({
  id: 'F254',
  key: 'market-profile-value-area',
  title: 'Distance from the point of control in value areas',
  family: 'order-flow',
  input: 'trade',
  output: { unit: 'ratio' },
  role: 'direction',
  source: 'Steidlmayer & Koy (1986), Markets and Market Logic, Porcupine Press',
  defaults: { window: 24, bin: 0.0005, share: 0.7, slot: 15 },
  warmUp: () => 1,

  start({ window, bin, share, slot }) {
    const profile = new SlottedProfile({ window, bin, slot });
    let minute = -1;
    let first = 0;
    let area: ValueArea | undefined;
    valueArea([], share);

    return ({ time, price, sizeBase }) => {
      const now = Math.floor(time / MINUTE_MS);
      profile.push(time, price, sizeBase);
      if (now !== minute) {
        const rows = profile.rows();
        first = rows.first;
        area = valueArea(rows.volumes, share);
      }
      minute = now;
      if (area === undefined) return undefined;
      const { height } = profile;
      const pointOfControl = (first + area.peak + 0.5) * height;
      return (price - pointOfControl) / (Math.max(area.high - area.low, 1) * height);
    };
  },
});
