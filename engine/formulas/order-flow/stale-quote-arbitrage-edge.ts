import { clip } from '../../numerics/clip.ts';
import { notNegative, positive } from '../../numerics/checked-numbers.ts';
import { defineFormula } from '../formula.ts';
import { DIRECTION, withReadings } from '../readings.ts';
import { FreshMids } from './fresh-mids.ts';

const HALF_LIFE_MS = 60_000;
const FULL_SIGNAL = 0.0005;
const FULL_CONFIDENCE = 0.001;

/**
 * Edge of taking a quote that other venues have left behind: how far the best ask lies below (above zero: buy)
 * or the best bid above (below zero: sell) what the same coin is worth elsewhere, less the `fee` and a
 * `buffer`. Worth is the median of the mids at other venues not older than `max_age` seconds, moved by how
 * far we usually lie from it. No value with fewer than two of them.
 */
export const staleQuoteArbitrageEdge = defineFormula({
  id: 'F257',
  key: 'stale-quote-arbitrage-edge',
  title: 'Stale-quote edge across venues',
  family: 'order-flow',
  output: { unit: 'log units' },
  role: 'direction',
  source:
    "Budish, E., Cramton, P. & Shim, J., 'The High-Frequency Trading Arms Race: Frequent Batch Auctions as a Market Design Response', Quarterly Journal of Economics 130(4), 2015",
  catalogue: {
    inputs: ['book', 'external'],
    params: {
      fee: { unit: 'fraction', meaning: 'taker fee of the target venue' },
      max_age: { unit: 's', meaning: 'oldest reference quote accepted' },
      buffer: { unit: 'fraction', meaning: 'safety margin' },
    },
    definition: `
      External: mid m_j of reference venues j (id 264 reference price preferred) stamped within max_age.
      Reference F = median_j(m_j)*(1+basis), basis = EWMA (halflife 60 s) of ln(target mid/median). Long
      edge = ln(F/Pa) - fee - buffer; short edge = ln(Pb/F) - fee - buffer. Value = long edge if positive,
      -(short edge) if that is positive, else 0 (both cannot be positive when Pa > Pb). Fewer than 2 fresh
      references -> null.
    `,
    update: 'O(venues).',
    signal: 'signal = clip(value/0.0005,-1,1); confidence = min(1,|value|/0.001).',
    range: 'real',
  },
  defaults: { fee: 0.0004, max_age: 1.5, buffer: 0.0001 },
  input: 'step',
  reads: ['quote', 'peer-quote'],
  readings: {
    ...DIRECTION,
    /** What the coin is worth here by the other venues, in quote units. */
    fairPrice: { unit: 'quote' },
    /** Venues that have a say. */
    references: { unit: 'venues', min: 2 },
  },
  // Two other venues and our own quote.
  warmUp: () => 3,

  start({ buffer, fee, max_age }) {
    notNegative('buffer', buffer);
    const mids = new FreshMids(positive('max_age', max_age) * 1000);
    const own = { bid: NaN, ask: NaN };
    const basis = { mean: NaN, last: NaN, time: NaN };
    let edge = 0;
    let fair = NaN;

    /** The distance that stood until now counts for as long as it stood. */
    const follow = (time: number, distance: number): void => {
      if (Number.isNaN(basis.mean)) basis.mean = distance;
      else basis.mean += (1 - 2 ** (-(time - basis.time) / HALF_LIFE_MS)) * (basis.last - basis.mean);
      basis.last = distance;
      basis.time = time;
    };

    return withReadings(
      (input) => {
        if (input.kind === 'peer-quote') {
          const { isSameCoin, place, quote } = input.quote;
          if (isSameCoin && quote.bid < quote.ask) mids.set(place, input.time, (quote.bid + quote.ask) / 2);
        } else if (input.kind === 'quote') {
          own.bid = input.quote.bid;
          own.ask = input.quote.ask;
        } else return undefined;
        const median = mids.median(input.time);
        if (!(own.bid < own.ask) || mids.fresh < 2) return undefined;
        follow(input.time, Math.log((own.bid + own.ask) / 2 / median));
        fair = median * (1 + basis.mean);
        edge = staleEdge(fair, own, fee + buffer);
        return edge;
      },
      {
        signal: () => clip(edge / FULL_SIGNAL, -1, 1),
        confidence: () => Math.min(1, Math.abs(edge) / FULL_CONFIDENCE),
        fairPrice: () => fair,
        references: () => mids.fresh,
      },
    );
  },
});

/** Log gain of buying at the ask (above zero) or selling at the bid (below) what is worth `fair`, after `cost`. */
export function staleEdge(
  fair: number,
  { ask, bid }: { readonly bid: number; readonly ask: number },
  cost: number,
): number {
  const long = Math.log(fair / ask) - cost;
  const short = Math.log(bid / fair) - cost;
  if (long > 0) return long;
  return short > 0 ? -short : 0;
}
