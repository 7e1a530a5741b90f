import { positive } from '../../numerics/checked-numbers.ts';
import { defineFormula } from '../formula.ts';
import { withReadings } from '../readings.ts';
import { MakerMarket } from './maker-market.ts';
import { postable } from './maker-quotes.ts';

/**
 * Middle of the two prices a maker with inventory quotes when it never has to stop: below the mid while it is
 * long. In quote units. Volatility, intensity and inventory are measured as for the quotes of Avellaneda and
 * Stoikov. Warm after a minute of quotes with trades at two distances from the mid, because there is no quote
 * without an intensity.
 */
export const gueantLehalleFernandezTapiaQuotes = defineFormula({
  id: 'F284',
  key: 'gueant-lehalle-fernandez-tapia-quotes',
  title: 'Gueant-Lehalle-Fernandez-Tapia quotes (inventory-bounded, stationary)',
  family: 'execution-cost',
  output: { unit: 'quote currency' },
  role: 'context',
  source:
    "Gueant, O., Lehalle, C.-A. & Fernandez-Tapia, J., 'Dealing with the inventory risk: a solution to the market making problem', Mathematics and Financial Economics 7(4), 2013",
  catalogue: {
    inputs: ['book', 'trades'],
    params: {
      gamma: { unit: '1/(quote currency)', meaning: 'risk aversion' },
      Q: { unit: 'lots', meaning: 'inventory bound' },
      k_window: { unit: 's', meaning: 'estimation of k and A, as id 283' },
    },
    definition: `
      Same intensity A*exp(-k*d). Stationary approximation: c = sqrt( sigma^2*gamma/(2*k*A) *
      (1+gamma/k)^(1+k/gamma) ); bid distance db(q) = (1/gamma)*ln(1+gamma/k) + (2q+1)/2*c; ask distance
      da(q) = (1/gamma)*ln(1+gamma/k) - (2q-1)/2*c. Bid = s - db, ask = s + da; for q = Q no bid, q = -Q
      no ask. No terminal time, unlike id 283.
    `,
    update: 'O(1) per mid change.',
    signal: 'context: two quotes; direction signal 0; feature skew = (da-db)/(da+db).',
    range: 'real',
  },
  defaults: { gamma: 0.01, Q: 5, k_window: 3600, tick: 0, lotBase: 1 },
  input: 'step',
  reads: ['quote', 'trade', 'holdings'],
  readings: {
    /** Prices to quote, whole ticks outward and never into the book; none on a side that is not quoted. */
    bid: { unit: 'quote' },
    ask: { unit: 'quote' },
    /** Their distances from the mid before they are rounded. */
    bidDistance: { unit: 'quote' },
    askDistance: { unit: 'quote' },
    /** Difference of the distances over their sum; below zero it wants to sell. */
    skew: { unit: 'ratio' },
    /** `A`, fills a second at the mid, and `k`, per quote unit, of the intensity. */
    intensity: { unit: '1/s', min: 0 },
    decay: { unit: '1/quote', min: 0 },
  },
  // A quote, two trades, and a step a minute later.
  warmUp: () => 4,
  warmUpMs: () => 60_000,

  start(params) {
    const { gamma, Q: limit } = params;
    positive('gamma', gamma);
    const market = new MakerMarket(params);
    let value: number | undefined;

    const distances = () =>
      stationaryDistances(market.inventory, {
        gamma,
        decay: market.intensity.decay ?? NaN,
        scale: market.intensity.scale ?? NaN,
        variance: market.variance,
      });
    const middle = () => {
      const { ask, bid } = distances();
      return market.mid + (ask - bid) / 2;
    };
    const quotes = () => {
      const { ask, bid } = distances();
      const around = { bid: market.mid - bid, ask: market.mid + ask };
      return postable(around, market, market.inventory, limit);
    };
    return withReadings(
      (step) => {
        market.take(step);
        const exists = market.isWarm && market.intensity.decay !== undefined;
        // Without inventory the quotes stand evenly around the mid, whatever their distance.
        value = !exists ? undefined : market.inventory === 0 ? market.mid : middle();
        return value;
      },
      {
        bid: () => quotes().bid,
        ask: () => quotes().ask,
        bidDistance: () => distances().bid,
        askDistance: () => distances().ask,
        skew: () => {
          const { ask, bid } = distances();
          return (ask - bid) / (ask + bid);
        },
        intensity: () => market.intensity.scale,
        decay: () => market.intensity.decay,
      },
    );
  },
});

/** What the distances of the stationary quotes rest on, besides the inventory. */
export interface StationaryTerms {
  /** Risk aversion per quote unit. */
  readonly gamma: number;
  /** `k` and `A` of the intensity. */
  readonly decay: number;
  readonly scale: number;
  /** Variance of the mid a second. */
  readonly variance: number;
}

/** Distances of both quotes from the mid for an inventory in lots, far from its limits. */
export function stationaryDistances(
  inventory: number,
  { decay, gamma, scale, variance }: StationaryTerms,
): { readonly bid: number; readonly ask: number } {
  const base = Math.log1p(gamma / decay) / gamma;
  const grown = (1 + gamma / decay) ** (1 + decay / gamma);
  const step = Math.sqrt(((variance * gamma) / (2 * decay * scale)) * grown);
  return { bid: base + (inventory + 0.5) * step, ask: base - (inventory - 0.5) * step };
}
