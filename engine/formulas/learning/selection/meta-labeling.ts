import { positive, wholeNumber } from '../../../numerics/checked-numbers.ts';
import { clip } from '../../../numerics/clip.ts';
import { heldProbability } from '../../../numerics/held-logistic.ts';
import { withCompanions } from '../../companions.ts';
import { defineFormula, type MarketStep } from '../../formula.ts';
import { FILTER, withReadings } from '../../readings.ts';
import { withRefit } from '../../refit.ts';
import type { VoteOutcome } from '../../step-contents.ts';
import { learnsDirection } from '../protocol/learner-shape.ts';
import { FEATURE_COUNT, FEATURE_WARM_UP, MarketFeatures } from '../protocol/market-features.ts';
import { EventStore, LEAST_EVENTS } from './event-store.ts';
import { fitEvents } from './event-fit.ts';
import { OpenEvents } from './open-events.ts';

const GATE_WIDTH = 0.1;
/** Places of features that have a side: above 0 they speak for a rise. */
const SIDED = new Set([0, 1, 2, 4, 5, 7, 8, 9, 10]);
/** The features, and size and confidence of the vote. */
const WIDTH = FEATURE_COUNT + 2;

/**
 * Probability that a trade in the direction of the vote reaches its target before its stop, learned from what
 * became of earlier votes. It is that of the last vote that had a winner; of each bar the first one counts as an
 * event. Warm when the model of the first 100 events is in use and a vote was heard; each bar is followed by
 * the vote at its close.
 */
export const metaLabeling = defineFormula({
  id: 'F99',
  key: 'meta-labeling',
  title: 'Meta-labelling of the combined signal',
  family: 'learning',
  output: { unit: 'probability', min: 0, max: 1 },
  role: 'filter',
  source: "Lopez de Prado, M., 'Advances in Financial Machine Learning', 2018, chapters 3-4",
  catalogue: {
    inputs: ['bars', 'external'],
    params: {
      pt: { unit: '1', meaning: 'profit barrier in barrier units' },
      sl: { unit: '1', meaning: 'stop barrier in barrier units' },
      unit: { unit: 'sig', meaning: 'barrier unit = unit*sig_t*sqrt(T)/sqrt(10)' },
      T: { unit: 'bars', meaning: 'vertical barrier' },
      N: { unit: 'events', meaning: 'training window' },
      k: { unit: 'events', meaning: 'refit interval' },
      l2: { unit: '1', meaning: 'ridge' },
    },
    definition: `
      Event: a bar where the combined signal (before this filter) passes the entry threshold; side = its
      sign. Triple barrier on closes: first of side*R>=pt*u (label 1), side*R<=-sl*u (label 0), or T bars
      (label 1 if side*R minus round-trip cost > 0, else 0), R simple return from the event close.
      Features: X14 with every odd feature (x1,x2,x3,x5,x6,x8,x9,x10,x11) multiplied by side, the combined
      |signal| and confidence; bias. Secondary model: L2 logistic regression by Newton (IRLS, 25 steps or
      gradient norm < 1e-8) on the last N events whose label is known, an event has the weight mean over
      its bars of 1/(number of events open at that bar). Every k events; purged validation as in WF with
      H=T. p = P(label 1). Value p. Fewer than 100 events: null.
    `,
    update: 'O(17) per event; refit O(N*17^2*25).',
    signal: `
      filter: gate = clip((p-p_be)/0.10,0,1) with p_be=(sl*u+cost)/((pt+sl)*u), if the validation logloss
      beats the constant model, else 1.
    `,
    range: '(0,1)',
  },
  defaults: { pt: 1.5, sl: 0.5, unit: 2, T: 60, N: 1000, k: 50, l2: 1, cost: 0.0018 },
  ...learnsDirection,
  reads: ['bar', 'book', 'vote'],
  readings: {
    ...FILTER,
    /** Probability from which on such a trade pays. */
    breakEven: { unit: 'probability', min: 0 },
    /** 1 where the model told more than the share of targets alone; it is listened to only then. */
    isSkilled: { unit: '1', min: 0, max: 1 },
  },
  // Each bar and its vote are two inputs; an event is known at its time barrier at the latest.
  warmUp: ({ T }) => 2 * (FEATURE_WARM_UP + LEAST_EVENTS + T),
  fit: fitEvents,

  start(params) {
    const { T, cost, k, N, pt, sl, unit } = params;
    const perVolatility = (positive('unit', unit) * Math.sqrt(wholeNumber('T', T))) / Math.sqrt(10);
    let features = new MarketFeatures();
    const store = new EventStore({ ...params, N, k }, WIDTH);
    const open = new OpenEvents({ horizon: T, target: pt, stop: sl, cost }, (event) => store.add(event));
    const inputs = new Float64Array(WIDTH);
    let model: Float64Array | undefined;
    let isSkilled = false;
    let breakEven = 0;
    let isNewBar = false;
    let value: number | undefined;

    const hear = ({ confidence, signal, winner }: VoteOutcome): void => {
      if (winner === 0 || !features.isWarm) return;
      for (let j = 0; j < FEATURE_COUNT; j += 1) {
        inputs[j] = (features.values[j] as number) * (SIDED.has(j) ? winner : 1);
      }
      inputs[FEATURE_COUNT] = Math.abs(signal);
      inputs[FEATURE_COUNT + 1] = confidence;
      const barrier = perVolatility * features.volatility;
      if (isNewBar) open.begin({ inputs, close: features.close, side: winner, barrier });
      isNewBar = false;
      breakEven = (sl * barrier + cost) / ((pt + sl) * barrier);
      value = model && heldProbability(model, inputs);
    };
    const step = (input: MarketStep): number | undefined => {
      if (input.kind === 'book') features.pushBook(input.book);
      if (input.kind === 'vote') hear(input.vote);
      if (input.kind === 'bar') {
        features.pushBar(input.bar);
        open.closeBar(features.close);
        isNewBar = true;
      }
      return value;
    };
    const readings = {
      gate: () => (isSkilled ? clip(((value ?? 0) - breakEven) / GATE_WIDTH, 0, 1) : 1),
      breakEven: () => breakEven,
      isSkilled: () => (isSkilled ? 1 : 0),
    };
    const joined = withCompanions(step, (companions) => (features = MarketFeatures.of(companions)));
    return withRefit(withReadings(joined, readings), {
      due: () => store.takeJob(),
      accept([skilled = 0, ...weights]) {
        isSkilled = skilled > 0;
        model = Float64Array.from(weights);
      },
    });
  },
});
