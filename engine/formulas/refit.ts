import { areFinite } from '../numerics/are-finite.ts';

/** Everything a fit rests on, as plain numbers, so that it can be done elsewhere with the same outcome. */
export interface FitJob {
  readonly params: Readonly<Record<string, number>>;
  /** Series by name, oldest value first. */
  readonly data: Readonly<Record<string, Float64Array>>;
  /** The model of the fit before, to start from; none before the first. */
  readonly last?: FitModel;
}

/** The numbers of a model as they come to a run: with thousands of them nothing is left to do while a bar waits. */
export type FittedModel = Readonly<Float64Array>;

/** The numbers a fit found, in the order the formula documents. */
export type FitModel = readonly number[] | FittedModel;

/** Does one fit: the same job gives the same model. Undefined where the data allow none. */
export type Fit = (job: FitJob) => FitModel | undefined;

/**
 * What a fit found as it comes to a run. Numbers are copied one by one: a typed array made of a list goes through the
 * iterator of the list, and tens of thousands then take ten times as long.
 */
export function fittedModel(found: FitModel | undefined): FittedModel | undefined {
  if (found === undefined || found instanceof Float64Array) return found;
  const model = new Float64Array(found.length);
  for (let i = 0; i < model.length; i += 1) model[i] = found[i] as number;
  return model;
}

/** How a run says that a fit is due, and learns what came of it. */
export interface Refit {
  /** Asked after every step: the job of a fit that is due with this input, or nothing. */
  due(): FitJob | undefined;
  /** The model from the next input on. */
  accept(model: FittedModel): void;
}

/**
 * Whoever has fits done. It may begin at once, on another thread; the function it answers with gives the
 * model when it becomes active and waits for it if need be.
 */
export type Fitter = (formula: string, fit: Fit, job: FitJob) => () => FittedModel | undefined;

/** Fits on the spot, when the model is needed. */
export const fitInline: Fitter = (_formula, fit, job) => () => fittedModel(fit(job));

/** Attaches to a step how its run is fitted again. */
export function withRefit<Step extends object>(step: Step, refit: Refit): Step & { readonly refit: Refit } {
  return Object.assign(step, { refit });
}

/** A run that is fitted, who fits it, and how many inputs later a model counts. */
export interface FittedRun<Input> {
  readonly formula: string;
  readonly fit: Fit;
  readonly refit: Refit;
  readonly fitter: Fitter;
  readonly delay: number;
  /** Whether an input is one of those the delay is counted in; all are when left out. */
  readonly counts?: ((input: Input) => boolean) | undefined;
}

/**
 * Surrounds a step with its fits. A model counts from the `delay`-th input after the one that made the
 * fit due, whenever the fit itself is finished: the values depend on the inputs alone and never on how
 * busy a machine is. While a fit is under way none other is begun.
 */
export function fittedStep<Input>(
  step: (input: Input) => number | undefined,
  { formula, fit, refit, fitter, delay, counts }: FittedRun<Input>,
): (input: Input) => number | undefined {
  let collect: (() => FittedModel | undefined) | undefined;
  let inputsLeft = 0;

  // One function instead of one around the other: hundreds of runs take turns, and each level is read anew from memory.
  return (input) => {
    if (collect !== undefined && counts?.(input) !== false && (inputsLeft -= 1) === 0) {
      const model = collect();
      collect = undefined;
      // A model that is not finite is no model: the one before stays.
      if (model !== undefined && areFinite(model)) refit.accept(model);
    }
    const value = step(input);
    const job = collect === undefined ? refit.due() : undefined;
    if (job !== undefined) {
      collect = fitter(formula, fit, job);
      inputsLeft = delay;
    }
    return value;
  };
}
