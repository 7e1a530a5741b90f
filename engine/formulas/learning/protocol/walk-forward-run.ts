import type { Bar } from '../../../domain/market/bar.ts';
import { skillOf } from '../../../numerics/hit-rate-skill.ts';
import { withCompanions } from '../../companions.ts';
import type { MarketStep } from '../../formula.ts';
import { type ReadingFunction, withReadings } from '../../readings.ts';
import { type FittedModel, type Refit, withRefit } from '../../refit.ts';
import type { Label } from './labels.ts';
import { type LearnerInputs, plainInputs } from './learner-inputs.ts';
import { FEATURE_WARM_UP, MarketFeatures } from './market-features.ts';
import type { OutputMap } from './output-map.ts';
import { type MomentShape, PendingMoments } from './pending-moments.ts';
import { SampleHistory } from './sample-history.ts';
import { SampleStore } from './sample-store.ts';
import type { Predictor } from './walk-forward-fit.ts';

/** Numbers of a walk-forward run: samples of a fit, bars between fits, bars until a label is known. */
export interface WalkForwardParams {
  readonly [name: string]: number;
  readonly N: number;
  readonly k: number;
  readonly H: number;
}

/** What a walk-forward run knows at this moment. */
export interface WalkForwardState<Model> {
  /** The model in use; none before the first fit. */
  readonly model: Model | undefined;
  /** Share of right signs in the validation of the last fit, or what the fit measures instead of it. */
  readonly hitRate: number;
  /** The same as skill, 0 to 1. */
  readonly skill: number;
  readonly value: number | undefined;
}

const unfitted = () => ({ model: undefined, hitRate: 0, skill: 0, value: undefined });

type Changing<State> = { -readonly [Name in keyof State]: State[Name] };

/** How a model that is fitted now and then is run. */
export interface WalkForwardSetting<Model extends Predictor> {
  readonly label: Label;
  readonly output: OutputMap;
  /** Makes a model of the numbers of a fit. */
  readonly open: (model: Float64Array) => Model;
  /** The shared features when left out. */
  readonly inputs?: LearnerInputs;
  /** Further readings, or others in the place of signal and confidence. */
  readonly further?: (state: WalkForwardState<Model>) => Readonly<Record<string, ReadingFunction>>;
  /** All readings of a formula that is no direction. */
  readonly readings?: (state: WalkForwardState<Model>) => Readonly<Record<string, ReadingFunction>>;
  /** Told of the steps that are neither bars nor books. */
  readonly onOther?: (step: MarketStep) => void;
}

/** Bars before the first value where no sample is left out: half of the samples, and the bar of the fit. */
export const walkForwardWarmUp = ({ H, N }: WalkForwardParams): number =>
  FEATURE_WARM_UP + H + Math.ceil(N / 2);

/** Runs a model that is fitted every `k` bars to the last `N` labeled samples and stands still in between. */
export function startWalkForward<Model extends Predictor>(
  params: WalkForwardParams,
  { further, inputs = plainInputs, label, onOther, open, output, readings }: WalkForwardSetting<Model>,
) {
  let features = new MarketFeatures();
  const shape: MomentShape = { horizon: params.H, inputs, label };
  let pending = new PendingMoments(shape);
  const store = new SampleStore(params, inputs.width);
  const state: Changing<WalkForwardState<Model>> = unfitted();
  let bar = 0;
  const closeBar = (closed: Bar): number | undefined => {
    features.pushBar(closed);
    bar += 1;
    if (!features.isWarm) return undefined;
    pending.push(features);
    if (!Number.isNaN(pending.label)) store.add(pending.inputs, pending.label, bar - params.H);
    store.endBar();
    return state.model?.predict(pending.now);
  };
  const step = (input: MarketStep): number | undefined => {
    if (input.kind === 'book') features.pushBook(input.book);
    else if (input.kind !== 'bar') onOther?.(input);
    else state.value = closeBar(input.bar);
    return state.value;
  };
  const refit: Refit = {
    due: () => store.takeJob(),
    accept: (numbers: FittedModel) => {
      state.hitRate = numbers[0] ?? 0;
      state.skill = skillOf(state.hitRate);
      state.model?.release?.();
      state.model = open(numbers.subarray(1));
    },
  };
  const direction = {
    signal: () => output.signal(state.value ?? 0),
    confidence: () => state.skill * output.strength(state.value ?? 0),
    ...further?.(state),
  };
  const joined = withCompanions(step, (companions) => {
    features = MarketFeatures.of(companions);
    pending = PendingMoments.of(companions, shape);
    store.share(SampleHistory.of(companions, params.N, shape));
  });
  return withRefit(withReadings(joined, readings?.(state) ?? direction), refit);
}
