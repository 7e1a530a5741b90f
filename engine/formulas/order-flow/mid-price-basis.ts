import { positive } from '../../numerics/checked-numbers.ts';
import { defineFormula } from '../formula.ts';
import { DIRECTION, withReadings } from '../readings.ts';

/**
 * Mid-price basis: how far the mean price paid in an interval of `bucket` seconds stood above the mean of
 * the mids at its ends, in spreads of its end. Above zero takers bought. An interval without a trade keeps
 * the mean price of the one before. Complete with the first step after it. Warm after one interval that
 * followed another; no value where the spread was not above zero.
 */
export const midPriceBasis = defineFormula({
  id: 'F258',
  key: 'mid-price-basis',
  title: 'Mid-price basis (average trade price against average mid)',
  family: 'order-flow',
  output: { unit: 'spreads' },
  role: 'direction',
  source:
    "Shen, D., 'Order Imbalance Based Strategy in High Frequency Trading', MSc thesis, University of Oxford, 2015",
  catalogue: {
    inputs: ['book', 'trades'],
    params: {
      bucket: { unit: 's', meaning: 'interval' },
      scale: { unit: 'spreads', meaning: 'tanh scale' },
    },
    definition: `
      Per bucket t with quote turnover T_t and volume V_t (base): TP_t = T_t/V_t if V_t > 0 else TP_{t-1}
      (initially M). MPB_t = TP_t - (M_{t-1}+M_t)/2, M = mid at bucket ends. Value = MPB_t/S_t, S =
      current spread (S <= 0 -> null).
    `,
    update: 'O(1) per bucket.',
    signal: 'signal = tanh(value/scale); confidence = min(1,|value|)*(1 if V_t>0 else 0.3).',
    range: 'real',
  },
  defaults: { bucket: 0.5, scale: 1 },
  input: 'trade-quote',
  readings: DIRECTION,
  // One step in each of two intervals, and one that ends the second.
  warmUp: () => 3,

  start({ bucket, scale }) {
    positive('scale', scale);
    if (!(bucket > 0)) throw new RangeError(`bucket must be above 0 s, was ${bucket}`);
    let current = -1;
    let midBefore: number | undefined;
    let paid: number | undefined;
    let value: number | undefined;
    let hasTraded = false;
    const now = { mid: 0, spread: 0, turnover: 0, volume: 0 };

    const end = (): void => {
      hasTraded = now.volume > 0;
      if (hasTraded) paid = now.turnover / now.volume;
      const { mid, spread } = now;
      if (midBefore !== undefined)
        value = spread > 0 ? ((paid ?? mid) - (midBefore + mid) / 2) / spread : undefined;
      midBefore = mid;
      now.turnover = 0;
      now.volume = 0;
    };

    return withReadings(
      ({ time, event, bid, ask, price, sizeBase }) => {
        const interval = Math.floor(time / (bucket * 1000));
        // Of many empty intervals the second is like all the others.
        for (let i = Math.min(2, current < 0 ? 0 : interval - current); i > 0; i -= 1) end();
        current = interval;
        now.mid = (bid + ask) / 2;
        now.spread = ask - bid;
        if (event === 'trade') {
          now.turnover += price * sizeBase;
          now.volume += sizeBase;
        }
        return value;
      },
      {
        signal: () => Math.tanh((value ?? 0) / scale),
        confidence: () => Math.min(1, Math.abs(value ?? 0)) * (hasTraded ? 1 : 0.3),
      },
    );
  },
});
