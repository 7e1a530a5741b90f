import { clip } from '../../numerics/clip.ts';
import { positive } from '../../numerics/checked-numbers.ts';
import { defineFormula } from '../formula.ts';
import { DIRECTION, withReadings } from '../readings.ts';

/**
 * How far the size-weighted mid leans from the mid, in half-spreads: from -1 (all size on the ask) to
 * +1 (all size on the bid). Equals the imbalance of the best sizes. No value when both sizes are zero
 * or the quote is locked or crossed. Warm at once.
 */
export const weightedMidPrice = defineFormula({
  id: 'F239',
  key: 'weighted-mid-price',
  title: 'Imbalance-weighted mid-price',
  family: 'order-flow',
  output: { unit: 'half-spreads', min: -1, max: 1 },
  role: 'direction',
  source:
    "Gatheral, J. & Oomen, R., 'Zero-intelligence realized variance estimation', Finance and Stochastics 14, 2010",
  catalogue: {
    inputs: ['book'],
    params: {
      scale: { unit: 'half-spreads', meaning: 'signal scale' },
    },
    definition: `
      Best bid/ask Pb,Pa with sizes Qb,Qa: WM = (Pb*Qa + Pa*Qb)/(Qb+Qa). Value = (WM - M)/((Pa-Pb)/2) with
      M = (Pa+Pb)/2; this equals (Qb-Qa)/(Qb+Qa). Qb+Qa <= 0 or Pa <= Pb -> null.
    `,
    update: 'O(1) per top-of-book change.',
    signal: 'signal = clip(value/scale,-1,1); confidence = |value|.',
    range: '[-1,1]',
  },
  defaults: { scale: 0.5 },
  input: 'quote',
  readings: {
    ...DIRECTION,
    /** The mid of the best prices, each weighted by the size of the other side. */
    weightedMid: { unit: 'quote' },
  },
  warmUp: () => 1,

  start({ scale }) {
    positive('scale', scale);
    const last = { lean: 0, mid: 0, halfSpread: 0 };

    return withReadings(
      ({ ask, askSize, bid, bidSize }) => {
        const size = bidSize + askSize;
        if (!(size > 0) || !(ask > bid)) return undefined;
        last.lean = (bidSize - askSize) / size;
        last.mid = (bid + ask) / 2;
        last.halfSpread = (ask - bid) / 2;
        return last.lean;
      },
      {
        signal: () => clip(last.lean / scale, -1, 1),
        confidence: () => Math.abs(last.lean),
        weightedMid: () => last.mid + last.lean * last.halfSpread,
      },
    );
  },
});
