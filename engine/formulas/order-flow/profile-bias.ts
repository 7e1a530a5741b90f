import { defineFormula } from '../formula.ts';
import { SlottedProfile } from './slotted-profile.ts';

const MINUTE_MS = 60_000;

/**
 * Bias of the volume profile of the last `window` hours: the part of the volume that traded below the row
 * of the price less the part above it. From -1 (the price is under all value) to +1 (over all of it). The
 * profile is taken afresh once a minute; a row is `bin` of the first price of the UTC day, and volume
 * leaves in slots of `slot` minutes. Warm with the first trade.
 */
export const profileBias = defineFormula({
  id: 'I24',
  key: 'volume-profile-bias',
  title: 'Bias of the volume profile',
  family: 'order-flow',
  input: 'trade',
  output: { unit: 'ratio', min: -1, max: 1 },
  role: 'direction',
  source:
    'Steidlmayer & Koy (1986), Markets and Market Logic, Porcupine Press; the difference of the two parts is ours',
  defaults: { window: 24, bin: 0.0005, slot: 15 },
  warmUp: () => 1,

  start({ window, bin, slot }) {
    const profile = new SlottedProfile({ window, bin, slot });
    let minute = -1;
    let row = NaN;
    let value: number | undefined;
    let rows = profile.rows();

    return ({ time, price, sizeBase }) => {
      const now = Math.floor(time / MINUTE_MS);
      profile.push(time, price, sizeBase);
      const isFresh = now !== minute;
      if (isFresh) rows = profile.rows();
      if (isFresh || profile.rowOf(price) !== row) {
        row = profile.rowOf(price);
        value = biasOf(rows.volumes, row - rows.first);
      }
      minute = now;
      return value;
    };
  },
});

/** Volume below a place less volume above it, as a part of all; undefined of nothing. */
function biasOf(volumes: Float64Array, place: number): number | undefined {
  let total = 0;
  let leaning = 0;
  for (let row = 0; row < volumes.length; row += 1) {
    const volume = volumes[row] as number;
    total += volume;
    leaning += Math.sign(place - row) * volume;
  }
  return total > 0 ? Math.min(1, Math.max(-1, leaning / total)) : undefined;
}
