import { positive } from '../../numerics/checked-numbers.ts';
import { clip } from '../../numerics/clip.ts';
import { defineFormula } from '../formula.ts';
import { withReadings } from '../readings.ts';
import { MakerMarket } from './maker-market.ts';
import { postable } from './maker-quotes.ts';

/**
 * Reservation price of a maker with inventory: below the mid while it is long, above it while it is short. In
 * quote units. Around it stand the two prices to quote. Volatility is that of the mid from second to second
 * over the last `k_window`; inventory comes from the holdings, in lots of `lotBase` base units. Warm after a
 * minute of quotes.
 */
export const avellanedaStoikovQuotes = defineFormula({
  id: 'F283',
  key: 'avellaneda-stoikov-quotes',
  title: 'Avellaneda-Stoikov market-making quotes',
  family: 'execution-cost',
  output: { unit: 'quote currency' },
  role: 'context',
  source:
    "Avellaneda, M. & Stoikov, S., 'High-frequency trading in a limit order book', Quantitative Finance 8(3), 2008",
  catalogue: {
    inputs: ['book', 'trades'],
    params: {
      gamma: { unit: '1/(quote currency)', meaning: 'absolute risk aversion per unit of inventory' },
      horizon: { unit: 's', meaning: 'T; the remaining time T-t is reset to T when it expires' },
      k_window: { unit: 's', meaning: 'estimation of k and A' },
      max_q: { unit: 'lots', meaning: 'inventory limit' },
      lot: { fixed: 1, unit: 'lot', meaning: 'quote size' },
    },
    definition: `
      Mid s, signed inventory q in lots, sigma = std of mid changes per sqrt(second) (quote currency), k =
      decay of fill intensity lambda(d) = A*exp(-k*d) with d the distance from the mid. Reservation price
      r = s - q*gamma*sigma^2*(T-t). Total spread w = gamma*sigma^2*(T-t) + (2/gamma)*ln(1+gamma/k). Bid =
      r - w/2, ask = r + w/2, rounded outward to the tick, never crossing the book (post-only); at |q| >=
      max_q the side that increases |q| is not quoted. k, A by OLS of ln(fill count per second) on
      distance for the 10 distance bins (0.5..10 ticks) touched by market orders in k_window; non-positive
      k -> keep the previous (initial k = 1/(average spread)).
    `,
    update: 'O(1) per mid change; intensity counts O(1) per trade; OLS each minute.',
    signal: `
      context: two quotes; direction signal 0; the skew (s-r)/(w/2) in [-1,1] is exposed as a feature
      (negative = wants to sell).
    `,
    range: 'prices',
  },
  defaults: { gamma: 0.1, horizon: 300, k_window: 3600, max_q: 5, tick: 0, lotBase: 1 },
  input: 'step',
  reads: ['quote', 'trade', 'holdings'],
  readings: {
    /** Prices to quote, whole ticks outward and never into the book; none on a side that is not quoted. */
    bid: { unit: 'quote' },
    ask: { unit: 'quote' },
    /** Distance of the two before they are rounded. */
    spread: { unit: 'quote', min: 0 },
    /** Where the reservation price lies between the quotes around the mid; below zero it wants to sell. */
    skew: { unit: 'ratio', min: -1, max: 1 },
    /** `k` of the fill intensity, per quote unit. */
    decay: { unit: '1/quote', min: 0 },
    /** Standard deviation of the mid for a root second. */
    volatility: { unit: 'quote', min: 0 },
  },
  // A quote, and a step a minute later.
  warmUp: () => 2,
  warmUpMs: () => 60_000,

  start(params) {
    const { gamma, horizon, max_q: limit } = params;
    positive('gamma', gamma);
    positive('horizon', horizon);
    const market = new MakerMarket(params);
    let value: number | undefined;

    const decay = () => market.intensity.decay ?? 1 / market.meanSpread;
    /** What risk costs until the time left is over: `gamma sigma^2 (T - t)`. */
    const risk = () => gamma * market.variance * (horizon - (market.age % horizon));
    const spread = () => optimalSpread(risk(), gamma, decay());
    const quotes = () => {
      const middle = value ?? NaN;
      const around = { bid: middle - spread() / 2, ask: middle + spread() / 2 };
      return postable(around, market, market.inventory, limit);
    };
    return withReadings(
      (step) => {
        market.take(step);
        value = market.isWarm ? reservationPrice(market.mid, market.inventory, risk()) : undefined;
        return value;
      },
      {
        bid: () => quotes().bid,
        ask: () => quotes().ask,
        spread,
        skew: () => clip(((value ?? NaN) - market.mid) / (spread() / 2), -1, 1),
        decay,
        volatility: () => Math.sqrt(market.variance),
      },
    );
  },
});

/** What the inventory makes the price worth to us: less than the mid while long, the more the riskier. */
export function reservationPrice(mid: number, inventory: number, risk: number): number {
  return mid - inventory * risk;
}

/** Distance of the two quotes: for the risk until the end, and for fills getting rarer with the distance. */
export function optimalSpread(risk: number, gamma: number, decay: number): number {
  return risk + (2 / gamma) * Math.log1p(gamma / decay);
}
