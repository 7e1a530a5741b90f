import type { Suggestion, TheoryReading } from '../domain/theory/theory-reading.ts';
import type { FitJob, FitModel, FittedModel } from '../formulas/refit.ts';
import { fittedStep } from '../formulas/refit.ts';
import type { Label } from '../formulas/learning/protocol/labels.ts';
import { PendingInputs } from '../formulas/learning/protocol/pending-inputs.ts';
import { SampleStore } from '../formulas/learning/protocol/sample-store.ts';
import { rowOf, type Samples, samplesOf, splitInTime } from '../formulas/learning/protocol/samples.ts';
import type { Bar } from '../domain/market/bar.ts';
import { type DecisionTree, packTrees, unpackTrees } from '../numerics/decision-tree.ts';
import { forestProbability, growForest } from '../numerics/random-forest.ts';
import { wilsonInterval } from '../numerics/wilson.ts';
import { FOREST_FEATURES, ForestFeatures } from './forest-features.ts';
import type { Theory, TheoryRun } from './theory.ts';

const HORIZON = 5;
const SAMPLES = 800;
const MONTH_MS = 30 * 86_400_000;
const RULES = { trees: 100, columnsPerSplit: 7, depth: 6, leaf: 10, seed: 77 };

/** Rose or fell at all: that is what the forest gives a probability of. */
const risenOrFallen: Label = (move) => (move === 0 ? NaN : Math.sign(move));

/**
 * A forest of a hundred trees on 55 features says whether the price rises over five bars; its value is how
 * often it was right. Fitted every month, and at least once for every 800 bars, to the last 800 samples. As
 * described, judged on what each tree had not drawn, though neighboring samples share their outcome.
 * Corrected, judged by a forest grown on the first four fifths on the last fifth, with the samples between
 * purged, and the interval counts overlapping samples once.
 */
export const forestTheory: Theory = {
  name: 'forest',
  unit: 'share',
  min: 0,
  max: 1,
  window: SAMPLES,
  horizonBars: HORIZON,
  warmUp: () => ForestFeatures.warmUp + HORIZON + SAMPLES / 2,

  start({ fitter, intervalMs, preset }) {
    const run = new ForestRun(preset === 'corrected', intervalMs);
    const formula = preset === 'corrected' ? 'theory forest' : 'theory forest as described';
    const step = fittedStep((bar: Bar) => run.next(bar), {
      formula,
      fit: forestFits[formula],
      refit: run,
      fitter,
      delay: 1,
    });
    return {
      push: (told) => {
        if (told.kind === 'bar') step(told.bar);
      },
      get lean() {
        return run.probability === undefined ? undefined : 2 * run.probability - 1;
      },
      read: () => run.read(),
    };
  },
};

class ForestRun implements Pick<TheoryRun, 'read'> {
  probability: number | undefined;
  readonly #isCorrected: boolean;
  readonly #features = new ForestFeatures();
  readonly #pending = new PendingInputs(HORIZON, FOREST_FEATURES, risenOrFallen);
  readonly #store: SampleStore;
  #trees: readonly DecisionTree[] | undefined;
  #accuracy = 0;
  #count = 0;
  #bars = 0;

  constructor(isCorrected: boolean, intervalMs: number) {
    this.#isCorrected = isCorrected;
    const every = Math.max(1, Math.min(SAMPLES, Math.round(MONTH_MS / intervalMs)));
    this.#store = new SampleStore({ N: SAMPLES, k: every, H: HORIZON }, FOREST_FEATURES);
  }

  next(bar: Bar): number | undefined {
    this.#bars += 1;
    this.#features.push(bar);
    if (!this.#features.isWarm) return undefined;
    const now = this.#pending.add(bar.close, this.#features.volatility);
    this.#features.write(now);
    const { label } = this.#pending;
    if (!Number.isNaN(label)) this.#store.add(this.#pending.inputs, label, this.#bars - HORIZON);
    this.#store.endBar();
    this.probability = this.#trees && forestProbability(this.#trees, now);
    return this.probability;
  }

  due(): FitJob | undefined {
    return this.#store.takeJob();
  }

  accept(model: FittedModel): void {
    const [accuracy = 0, count = 0] = model;
    this.#accuracy = accuracy;
    this.#count = count;
    this.#trees = unpackTrees(model.subarray(2));
  }

  read(): TheoryReading | undefined {
    const { probability } = this;
    if (probability === undefined) return undefined;
    const numbers = { probability, accuracy: this.#accuracy, count: this.#count };
    const interval = accuracyInterval(this.#accuracy, this.#count);
    const isSkilled = this.#isCorrected ? (interval?.low ?? 0) > 0.5 : this.#accuracy > 0.5;
    const side: Suggestion = probability > 0.5 ? 'up' : 'down';
    return {
      value: this.#accuracy,
      ...(interval && { interval: { ...interval, kind: 'asymptotic' } as const }),
      observations: this.#count,
      suggests: isSkilled ? side : 'cannot-tell',
      sentence: { key: isSkilled ? 'forest-skilled' : 'forest-unskilled', numbers },
    };
  }
}

/** Wilson's interval of a share of right answers whose outcomes overlap by the horizon. */
export function accuracyInterval(accuracy: number, count: number) {
  const alone = Math.floor(count / HORIZON);
  return wilsonInterval(Math.round(accuracy * alone), alone);
}

function fitUnpurged(job: FitJob): FitModel {
  const samples = samplesOf(job);
  const { outOfBagAccuracy, trees } = growForest(samples, RULES);
  return [outOfBagAccuracy, samples.count, ...packTrees(trees)];
}

/** Accuracy of a forest that saw none of the last fifth, its count, and the trees of one that saw all. */
function fitPurged(job: FitJob): FitModel {
  const samples = samplesOf(job);
  const { training, validation } = splitInTime(samples, HORIZON);
  const tried = growForest(training, RULES);
  const { trees } = growForest(samples, RULES);
  return [shareOfRight(tried.trees, validation), validation.count, ...packTrees(trees)];
}

function shareOfRight(trees: readonly DecisionTree[], samples: Samples): number {
  let right = 0;
  for (let i = 0; i < samples.count; i += 1) {
    const isUp = forestProbability(trees, rowOf(samples, i)) > 0.5;
    if (isUp === (samples.labels[i] as number) > 0) right += 1;
  }
  return right / samples.count;
}

/** The fits of the forest by the names they are asked for, for whoever does fits elsewhere. */
export const forestFits = { 'theory forest': fitPurged, 'theory forest as described': fitUnpurged } as const;
