import { wholeNumber } from '../../../numerics/checked-numbers.ts';
import { withCompanions } from '../../companions.ts';
import type { MarketStep } from '../../formula.ts';
import { type ReadingFunction, withReadings } from '../../readings.ts';
import { withRefit } from '../../refit.ts';
import { FEATURE_WARM_UP, MarketFeatures } from './market-features.ts';
import { SampleRows } from './sample-rows.ts';

/** Answers the value of a moment. */
export interface UnlabeledModel {
  (features: Readonly<Float64Array>): number | undefined;
  /** Called when another one has taken its place, where it holds memory that is worth giving back. */
  readonly release?: () => void;
}

/** How a model that describes moments, and forecasts nothing, is run. */
export interface UnlabeledSetting {
  /** Makes of the numbers of a fit what answers the value of a moment. */
  readonly open: (model: Float64Array) => UnlabeledModel;
  readonly readings: (value: () => number) => Readonly<Record<string, ReadingFunction>>;
}

/** Bars before the first value: half of the samples, and the bar of the fit. */
export const unlabeledWarmUp = (samples: number): number => FEATURE_WARM_UP + Math.ceil(samples / 2);

/**
 * Runs a model that is fitted every `k` bars to the features of the last `N`, first to half as many, and stands
 * still in between. The job of a fit holds the features as `inputs`, bar by bar.
 */
export function startUnlabeled(
  params: { readonly [name: string]: number; readonly N: number; readonly k: number },
  { open, readings }: UnlabeledSetting,
) {
  let features = new MarketFeatures();
  const rows = new SampleRows(wholeNumber('N', params.N), features.values.length);
  const firstFit = Math.ceil(params.N / 2);
  let model: UnlabeledModel | undefined;
  let value: number | undefined;
  let bars = 0;
  let isDue = false;

  const step = (input: MarketStep): number | undefined => {
    if (input.kind === 'book') features.pushBook(input.book);
    if (input.kind !== 'bar') return value;
    features.pushBar(input.bar);
    if (!features.isWarm) return undefined;
    bars += 1;
    rows.append(features.values);
    isDue = bars >= firstFit && (bars - firstFit) % params.k === 0;
    return (value = model?.(features.values));
  };
  const joined = withCompanions(step, (companions) => (features = MarketFeatures.of(companions)));
  return withRefit(
    withReadings(
      joined,
      readings(() => value ?? 0),
    ),
    {
      due() {
        if (!isDue) return undefined;
        isDue = false;
        return { params, data: { inputs: rows.toBlock() } };
      },
      accept: (numbers) => {
        model?.release?.();
        model = open(numbers);
      },
    },
  );
}
