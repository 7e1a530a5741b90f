import { clip } from '../../numerics/clip.ts';
import { type ValueArea, valueArea } from '../../numerics/value-area.ts';
import { defineFormula } from '../formula.ts';
import { DIRECTION, withReadings } from '../readings.ts';
import { SlottedProfile } from './slotted-profile.ts';

/** Minutes that have to close beyond the area before the price is taken to be accepted there. */
const ACCEPTED_CLOSES = 2;

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
  title: 'Volume-profile value area and point of control',
  family: 'order-flow',
  output: { unit: 'value-area widths from POC' },
  role: 'direction',
  source: "Steidlmayer, J. P. & Koy, K., 'Markets and Market Logic', Porcupine Press, 1986",
  catalogue: {
    inputs: ['trades'],
    params: {
      window: { unit: 'h', meaning: 'profile length' },
      bin: { unit: 'fraction of price', meaning: 'bin width, fixed at the start of the UTC day' },
      share: { unit: '1', meaning: 'value-area share' },
      slot: { unit: 'min', meaning: 'expiry granularity' },
    },
    definition: `
      Histogram of traded base volume by price bin over the last window (kept as slots of slot minutes
      that are added and subtracted whole). POC = bin with the largest volume (ties: nearest to the middle
      of the occupied range, then the lower). Grow the value area from the POC one bin at a time, taking
      the larger neighbour (tie: upper), until its volume >= share*total. VAL/VAH = lowest/highest bin
      centre. Value: price P vs profile: (P-POC)/max(VAH-VAL, bin).
    `,
    update: 'O(1) per trade; area recomputed O(bins) once per minute.',
    signal: `
      inside [VAL,VAH]: signal = -clip(value*2,-1,1)*0.5 (rotation to POC); outside after two closes
      beyond: signal = sign(value) (acceptance); first close outside: 0. confidence = min(1,|value|).
    `,
    range: 'real',
  },
  defaults: { window: 24, bin: 0.0005, share: 0.7, slot: 15 },
  input: 'trade',
  readings: {
    ...DIRECTION,
    /** The price at which most traded, and the middles of the lowest and highest row of the value area. */
    pointOfControl: { unit: 'quote' },
    valueAreaLow: { unit: 'quote' },
    valueAreaHigh: { unit: 'quote' },
  },
  warmUp: () => 1,

  start({ window, bin, share, slot }) {
    const profile = new SlottedProfile({ window, bin, slot });
    /** `closesBeyond` counts closes in a row on one side, below zero those below. */
    const now = { minute: -1, first: 0, price: 0, value: 0, closesBeyond: 0 };
    let area: ValueArea | undefined;
    valueArea([], share);
    const middleOf = (row = NaN) => (now.first + row + 0.5) * profile.height;
    /** 1 above the area, -1 below, 0 inside. */
    const sideOf = (price: number) =>
      Number(price > middleOf(area?.high)) - Number(price < middleOf(area?.low));

    return withReadings(
      ({ time, price, sizeBase }) => {
        const minute = Math.floor(time / MINUTE_MS);
        // The last trade of a minute is its close.
        if (minute !== now.minute && now.minute >= 0) {
          const side = sideOf(now.price);
          now.closesBeyond = side + (side * now.closesBeyond > 0 ? now.closesBeyond : 0);
        }
        profile.push(time, price, sizeBase);
        if (minute !== now.minute) {
          const rows = profile.rows();
          now.first = rows.first;
          area = valueArea(rows.volumes, share);
        }
        now.minute = minute;
        now.price = price;
        if (area === undefined) return undefined;
        now.value = (price - middleOf(area.peak)) / (Math.max(area.high - area.low, 1) * profile.height);
        return now.value;
      },
      {
        signal: () => {
          const side = sideOf(now.price);
          if (side === 0) return -clip(2 * now.value, -1, 1) * 0.5;
          return side * now.closesBeyond >= ACCEPTED_CLOSES ? side : 0;
        },
        confidence: () => Math.min(1, Math.abs(now.value)),
        pointOfControl: () => middleOf(area?.peak),
        valueAreaLow: () => middleOf(area?.low),
        valueAreaHigh: () => middleOf(area?.high),
      },
    );
  },
});
