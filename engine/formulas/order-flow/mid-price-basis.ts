import { defineFormula } from '../formula.ts';

/**
 * Mid-price basis: how far the mean price paid in an interval of `bucket` seconds stood above the mean of
 * the mids at its ends, in spreads of its end. Above zero takers bought. An interval without a trade keeps
 * the mean price of the one before. Complete with the first step after it. Warm after one interval that
 * followed another; no value where the spread was not above zero.
 */
export const midPriceBasis = defineFormula({
  id: 'F258',
  key: 'mid-price-basis',
  title: 'Mean trade price against the mean mid',
  family: 'order-flow',
  input: 'trade-quote',
  output: { unit: 'spreads' },
  role: 'direction',
  source:
    'Shen (2015), Order Imbalance Based Strategy in High Frequency Trading, MSc thesis, University of Oxford',
  defaults: { bucket: 0.5 },
  // One step in each of two intervals, and one that ends the second.
  warmUp: () => 3,

  start({ bucket }) {
    if (!(bucket > 0)) throw new RangeError(`bucket must be above 0 s, was ${bucket}`);
    let current = -1;
    let midBefore: number | undefined;
    let paid: number | undefined;
    let value: number | undefined;
    const now = { mid: 0, spread: 0, turnover: 0, volume: 0 };

    const end = (): void => {
      if (now.volume > 0) paid = now.turnover / now.volume;
      const { mid, spread } = now;
      if (midBefore !== undefined)
        value = spread > 0 ? ((paid ?? mid) - (midBefore + mid) / 2) / spread : undefined;
      midBefore = mid;
      now.turnover = 0;
      now.volume = 0;
    };

    return ({ time, event, bid, ask, price, sizeBase }) => {
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
    };
  },
});
