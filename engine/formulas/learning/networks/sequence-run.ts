import { skillOf } from '../../../numerics/hit-rate-skill.ts';
import { withCompanions } from '../../companions.ts';
import type { MarketStep } from '../../formula.ts';
import { type ReadingFunction, withReadings } from '../../readings.ts';
import { withRefit } from '../../refit.ts';
import { FEATURE_WARM_UP, MarketFeatures } from '../protocol/market-features.ts';
import type { SampleRows } from '../protocol/sample-rows.ts';
import { type SequenceShape, SequenceStore, type StoreParams } from './sequence-store.ts';

/** A fitted network that forecasts from the features of the last bars; asked once a bar. */
export interface SequencePredictor {
  predict(recent: SampleRows): number | undefined;
}

/** What a run of sequences knows at this moment. */
export interface SequenceState<Model> {
  /** The model in use; none before the first fit. */
  readonly model: Model | undefined;
  /** How far the model beat a coin in its validation, 0 to 1. */
  readonly skill: number;
  readonly value: number | undefined;
}

/** How a network over sequences is run. */
export interface SequenceSetting<Model extends SequencePredictor> extends SequenceShape {
  /** Makes a model of the numbers of a fit. */
  readonly open: (model: Float64Array) => Model;
  readonly readings: (state: SequenceState<Model>) => Readonly<Record<string, ReadingFunction>>;
}

/** Bars before the first value where no sample is left out: a sequence, half of the samples, and the bar of the fit. */
export const sequenceWarmUp = (samples: number, length: number, farthest: number): number =>
  FEATURE_WARM_UP + length - 1 + farthest + Math.ceil(samples / 2);

/**
 * Runs a network that forecasts from the last `length` bars, is fitted every `k` bars to the last `N` labeled
 * samples and stands still in between (`WF` of the catalogue). The first number of a model is its share of
 * right signs in validation.
 */
export function startSequences<Model extends SequencePredictor>(
  params: StoreParams,
  setting: SequenceSetting<Model>,
) {
  let features = new MarketFeatures();
  const store = new SequenceStore(params, setting);
  const state: { -readonly [Name in keyof SequenceState<Model>]: SequenceState<Model>[Name] } = {
    model: undefined,
    skill: 0,
    value: undefined,
  };
  const step = (input: MarketStep): number | undefined => {
    if (input.kind === 'book') features.pushBook(input.book);
    if (input.kind !== 'bar') return state.value;
    features.pushBar(input.bar);
    if (!features.isWarm) return undefined;
    store.push(features.values, features.close, features.volatility);
    return (state.value = state.model?.predict(store.rows));
  };
  const joined = withCompanions(step, (companions) => (features = MarketFeatures.of(companions)));
  return withRefit(withReadings(joined, setting.readings(state)), {
    due: () => store.takeJob(),
    accept(numbers) {
      const [hitRate = 0] = numbers;
      state.skill = skillOf(hitRate);
      state.model = setting.open(numbers.subarray(1));
    },
  });
}
