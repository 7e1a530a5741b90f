import { positive, wholeNumber } from '../../../numerics/checked-numbers.ts';
import { clip } from '../../../numerics/clip.ts';
import { defineFormula, type BookSlice } from '../../formula.ts';
import { OutsideValues } from '../../outside-values.ts';
import { COST, withReadings } from '../../readings.ts';

const SERIES = [
  'derivative.index-price',
  'derivative.impact-notional',
  'derivative.next-funding-time',
] as const;

/**
 * Funding rate the perpetual is heading for: what the book is dearer than the index, the later the heavier,
 * and the interest that pulls it back. Above zero longs pay shorts. Sampled with the first book after each
 * `sample` seconds; begun again with every funding interval, whose ends are told or else whole multiples of
 * `interval` since 1970. The cost is that of a position on `side` (1 long, -1 short) held for `hold` seconds
 * from now. `impactNotional` is what walks the book where the venue does not tell its own: at Binance the
 * notional that 200 USDT of margin carry at 125 times. Warm with the first book after an index price.
 */
export const predictedFundingRate = defineFormula({
  id: 'F269',
  key: 'predicted-funding-rate',
  title: 'Predicted perpetual funding rate',
  family: 'bitcoin',
  output: { unit: 'fraction per interval' },
  role: 'cost',
  source:
    "BitMEX, 'Announcing the Launch of the Perpetual XBTUSD Leveraged Swap', 2016, and exchange funding documentation; structure analysed in He, Manela, Ross & von Wachter, 'Fundamentals of Perpetual Futures', 2022",
  catalogue: {
    inputs: ['external', 'book'],
    params: {
      interest: { unit: 'per 8 h', meaning: 'interest component I' },
      clamp: { unit: '1', meaning: 'clamp' },
      sample: { unit: 's', meaning: 'premium sampling' },
      interval: { unit: 's', meaning: 'funding interval' },
      cap: { unit: '1', meaning: 'absolute cap of the venue' },
    },
    definition: `
      Premium index per sample k: Pi_k = (max(0, ImpactBid - Index) - max(0, Index - ImpactAsk))/Index.
      ImpactBid/Ask = average fill price for selling/buying the venue's impact notional. Within the
      current interval average with linear time weights: P = sum_{k=1..n} k*Pi_k / (n(n+1)/2). Funding F =
      P + clip(I - P, -clamp, clamp), then clipped to [-cap,cap]. Longs pay shorts F*notional when F > 0.
    `,
    update: 'O(1) per sample (weighted running sums).',
    signal: `
      cost: expected funding over a holding time T = side*F*ceil(number of funding stamps inside the
      holding window); added to the trade's cost.
    `,
    range: '[-cap,cap]',
  },
  defaults: {
    interest: 0.0001,
    clamp: 0.0005,
    sample: 60,
    interval: 28800,
    cap: 0.0075,
    side: 1,
    hold: 28800,
    impactNotional: 25000,
    levels: 50,
  },
  input: 'step',
  reads: ['book', 'series'],
  series: SERIES,
  readings: {
    cost: COST,
    /** What the book is dearer than the index, averaged over the interval. */
    premium: { unit: 'fraction' },
    /** Funding moments inside the holding time. */
    stamps: { unit: '1', min: 0 },
  },
  warmUp: () => 2,
  levels: ({ levels }) => levels,

  start(params) {
    const { hold, interval, levels, sample, side } = params;
    wholeNumber('levels', levels);
    positive('impactNotional', params.impactNotional);
    positive('sample', sample);
    positive('interval', interval);
    const told = new OutsideValues(SERIES);
    const premium = new WeightedPremium();
    let nextSample = -Infinity;
    let intervalEnd = -Infinity;
    let now = 0;
    let value: number | undefined;

    const nextFunding = () => {
      const next = told.at('derivative.next-funding-time', now);
      return next > now ? next : (Math.floor(now / (1000 * interval)) + 1) * 1000 * interval;
    };
    const takeSample = (book: BookSlice): number | undefined => {
      const index = told.at('derivative.index-price', now);
      const each = impactPremium(book, { index, notional: impactNotional(), levels });
      if (each === undefined) return undefined;
      if (now >= intervalEnd) premium.clear();
      intervalEnd = nextFunding();
      premium.push(each);
      return fundingRate(premium.mean, params);
    };
    const impactNotional = () => {
      const notional = told.at('derivative.impact-notional', now);
      return notional > 0 ? notional : params.impactNotional;
    };
    const stamps = () => {
      const left = 1000 * hold - (nextFunding() - now);
      return left < 0 ? 0 : Math.floor(left / (1000 * interval)) + 1;
    };
    return withReadings(
      (step) => {
        now = step.time;
        if (step.kind === 'series') told.take(step);
        if (step.kind !== 'book' || now < nextSample) return value;
        nextSample = (Math.floor(now / (1000 * sample)) + 1) * 1000 * sample;
        return (value = takeSample(step.book));
      },
      {
        cost: () => 10_000 * side * (value ?? 0) * stamps(),
        premium: () => premium.mean,
        stamps,
      },
    );
  },
});

/** Mean of premiums in which the k-th weighs k. */
export class WeightedPremium {
  #count = 0;
  #sum = 0;

  /** 0 before the first. */
  get mean(): number {
    return this.#count === 0 ? 0 : this.#sum / ((this.#count * (this.#count + 1)) / 2);
  }

  push(premium: number): void {
    this.#count += 1;
    this.#sum += this.#count * premium;
  }

  clear(): void {
    this.#count = 0;
    this.#sum = 0;
  }
}

/** The rate a mean premium leads to: the interest, kept within `clamp` of the premium, at most `cap`. */
export function fundingRate(
  premium: number,
  { cap, clamp, interest }: { readonly cap: number; readonly clamp: number; readonly interest: number },
): number {
  return clip(premium + clip(interest - premium, -clamp, clamp), -cap, cap);
}

/** What the walked bids stand above or the walked asks below the index, as a fraction of it. */
export function premiumOf(impactBid: number, impactAsk: number, index: number): number {
  return (Math.max(0, impactBid - index) - Math.max(0, index - impactAsk)) / index;
}

function impactPremium(
  { asks, bids }: BookSlice,
  { index, levels, notional }: { readonly index: number; readonly levels: number; readonly notional: number },
): number | undefined {
  const bid = impactPrice(bids, notional, levels);
  const ask = impactPrice(asks, notional, levels);
  return bid > 0 && ask > bid && index > 0 ? premiumOf(bid, ask, index) : undefined;
}

/** Mean price of trading a notional against a side; of all that is visible where it holds less, NaN of nothing. */
export function impactPrice(side: readonly number[], notional: number, levels: number): number {
  const end = Math.min(side.length, 2 * levels);
  let paid = 0;
  let size = 0;
  for (let i = 0; i + 1 < end && paid < notional; i += 2) {
    const price = side[i] as number;
    const taken = Math.min(side[i + 1] as number, (notional - paid) / price);
    paid += taken * price;
    size += taken;
  }
  return paid / size;
}
