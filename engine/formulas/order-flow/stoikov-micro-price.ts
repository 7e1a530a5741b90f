import type { Quote } from '../../domain/market/quote.ts';
import { clip } from '../../numerics/clip.ts';
import { wholeNumber } from '../../numerics/checked-numbers.ts';
import { defineFormula } from '../formula.ts';
import { DIRECTION, withReadings } from '../readings.ts';
import { type FitJob, type FitModel, withRefit } from '../refit.ts';
import { microPriceAdjustments, MID_CHANGES } from './micro-price-model.ts';
import { MicroPriceStates, transitionsOf } from './micro-price-states.ts';
import { ObservedTick } from './observed-tick.ts';

/** A state seen less often is judged by its imbalance alone; the confidence is full at the second. */
const FEWEST_VISITS = 50;
const SURE_VISITS = 500;

/**
 * How far the mid is expected to go in the end from where the best quotes stand, in ticks: learned every
 * `refit` quotes from what followed the same imbalance and spread among the last `window`. Above zero, up. A
 * tick of 0 is the smallest difference of prices seen so far. Warm at once, at first by the imbalance alone.
 */
export const stoikovMicroPrice = defineFormula({
  id: 'F240',
  key: 'stoikov-micro-price',
  title: 'Micro-price (Stoikov, finite-state Markov chain)',
  family: 'order-flow',
  output: { unit: 'ticks' },
  role: 'direction',
  source:
    "Stoikov, S., 'The micro-price: a high-frequency estimator of future prices', Quantitative Finance 18(12), 2018",
  catalogue: {
    inputs: ['book'],
    params: {
      imb_buckets: { unit: 'buckets', meaning: 'imbalance states' },
      max_spread: { unit: 'ticks', meaning: 'spread states 1..max_spread (wider = last)' },
      window: { unit: 'quote updates', meaning: 'estimation sample' },
      refit: { unit: 'updates', meaning: 'refit period' },
      iterations: { unit: '1', meaning: 'terms of the series' },
    },
    definition: `
      State (I,S): I = floor(imb_buckets*Qb/(Qb+Qa)) capped at imb_buckets-1, S = min(max_spread,
      round((Pa-Pb)/tick)). From successive top-of-book snapshots count transitions, then add for each one
      its mirror image (imbalance bucket imb_buckets-1-I, opposite mid change) so the estimate is
      symmetric. K = {-1,-0.5,0.5,1} ticks (mid change clipped to this set, non-zero changes smaller than
      0.5 go to +-0.5). Rows normalised over all outcomes: Q = P(no mid change, next state), R = P(mid
      change = K_k), T = P(mid change, next state). G1 = (I-Q)^{-1} R K, B = (I-Q)^{-1} T. G* = G1 + B G1
      + ... + B^6 G1. Micro-price = M + tick*G*(state). States with fewer than 50 visits: G* =
      0.5*(2*(bucket+0.5)/imb_buckets - 1).
    `,
    update: 'Counts O(1) per update; refit: one 20x20 solve every refit updates.',
    signal: 'signal = clip(G*/0.5,-1,1); confidence = min(1,|G*|)*min(1,visits/500).',
    range: 'about [-1,1]',
  },
  defaults: { imb_buckets: 10, max_spread: 2, window: 50000, refit: 2000, iterations: 6, tick: 0 },
  input: 'quote',
  readings: {
    ...DIRECTION,
    /** Where the mid is expected to end, in quote units. */
    microPrice: { unit: 'quote' },
    /** How often the state now was seen, its mirror image counted with it. */
    visits: { unit: 'updates', min: 0 },
  },
  warmUp: () => 1,
  fit: fitAdjustments,

  start(params) {
    const { imb_buckets: buckets, max_spread, refit, window } = params;
    wholeNumber('iterations', params.iterations, 0);
    wholeNumber('refit', refit);
    const ticks = new ObservedTick(params.tick);
    const states = new MicroPriceStates(
      wholeNumber('imb_buckets', buckets),
      wholeNumber('max_spread', max_spread),
      wholeNumber('window', window),
    );
    const last = { adjustment: 0, visits: 0, mid: 0, tick: 0 };
    let model: FitModel = [];
    let updates = 0;

    const step = ({ ask, askSize, bid, bidSize }: Quote) => {
      ticks.push(bid, ask);
      const size = bidSize + askSize;
      if (!(bid < ask) || !(size > 0)) return undefined;
      last.mid = (bid + ask) / 2;
      last.tick = ticks.size;
      states.push(last.mid, ask - bid, { imbalance: bidSize / size, tick: last.tick });
      updates += 1;
      last.visits = model[states.size + states.state] ?? 0;
      last.adjustment =
        last.visits < FEWEST_VISITS ? byImbalance(states.state, buckets) : (model[states.state] as number);
      return last.adjustment;
    };
    return withRefit(
      withReadings(step, {
        signal: () => clip(last.adjustment / 0.5, -1, 1),
        confidence: () => Math.min(1, Math.abs(last.adjustment)) * Math.min(1, last.visits / SURE_VISITS),
        microPrice: () => last.mid + last.tick * last.adjustment,
        visits: () => last.visits,
      }),
      {
        due: () =>
          updates > 0 && updates % refit === 0 ? { params, data: { counts: states.counts() } } : undefined,
        accept: (next) => {
          model = next;
        },
      },
    );
  },
});

/** What the bucket of the imbalance alone says: half a tick from one end to the middle. */
function byImbalance(state: number, buckets: number): number {
  return 0.5 * ((2 * ((state % buckets) + 0.5)) / buckets - 1);
}

/** The adjustment of every state, then how often each was seen. */
function fitAdjustments({ data: { counts = new Float64Array() }, params }: FitJob): FitModel | undefined {
  const transitions = transitionsOf(counts, params['imb_buckets'] ?? 0);
  const found = microPriceAdjustments(transitions, MID_CHANGES, params['iterations'] ?? 0);
  return found && [...found.all, ...transitions.visits];
}
