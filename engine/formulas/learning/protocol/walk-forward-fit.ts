import type { FitJob, FitModel } from '../../refit.ts';
import type { OutputMap } from './output-map.ts';
import { rowOf, type Samples, samplesOf, type Split, splitInTime } from './samples.ts';

/** A fitted model, ready to forecast. */
export interface Predictor {
  predict(inputs: Readonly<Float64Array>): number | undefined;
  /** Called when another one has taken its place, where it holds memory that is worth giving back. */
  release?(): void;
}

/** The model of a trial and what it found out about the settings that were left open. */
export interface Trial<Setting> {
  readonly setting: Setting;
  readonly model: FitModel;
}

/** How a model is fitted to samples. */
export interface BatchMethod<Setting> {
  /** Fits to the training samples and chooses on the validation samples; undefined where they allow no model. */
  trial(split: Split): Trial<Setting> | undefined;
  /** Fits to all samples with the setting that was chosen. */
  fit(samples: Samples, setting: Setting): FitModel | undefined;
  open(model: Float64Array): Predictor;
}

/** A method without settings to choose. */
export function withoutSettings(
  fit: (samples: Samples) => FitModel | undefined,
  open: (model: Float64Array) => Predictor,
): BatchMethod<undefined> {
  return {
    trial: ({ training }) => {
      const model = fit(training);
      return model && { setting: undefined, model };
    },
    fit,
    open,
  };
}

/**
 * One fit of a walk-forward run (`WF` of the catalogue): settings are chosen and the skill is measured on the
 * last fifth of the samples by a model that saw none of them, then the model is fitted to all. Answers that
 * share of right signs and behind it the numbers of the model; undefined where the samples allow no model.
 */
export function fitWalkForward<Setting>(
  job: FitJob & { readonly params: Readonly<Record<string, number>> },
  method: BatchMethod<Setting>,
  output: Pick<OutputMap, 'signal'>,
): FitModel | undefined {
  const samples = samplesOf(job);
  const split = splitInTime(samples, job.params['H'] ?? 0);
  const tried = method.trial(split);
  if (tried === undefined) return undefined;
  const model = method.fit(samples, tried.setting);
  if (model === undefined) return undefined;
  const predictor = method.open(Float64Array.from(tried.model));
  const hitRate = shareOfRightSigns(predictor, split.validation, output);
  predictor.release?.();
  return [hitRate, ...model];
}

/** How often the sign of the forecast is that of the label, among labels that have one; one half of none. */
export function shareOfRightSigns(
  predictor: Predictor,
  samples: Samples,
  output: Pick<OutputMap, 'signal'>,
): number {
  let hits = 0;
  let count = 0;
  for (let i = 0; i < samples.count; i += 1) {
    const label = Math.sign(samples.labels[i] as number);
    if (label === 0) continue;
    const value = predictor.predict(rowOf(samples, i));
    count += 1;
    if (value !== undefined && Math.sign(output.signal(value)) === label) hits += 1;
  }
  return count === 0 ? 0.5 : hits / count;
}
