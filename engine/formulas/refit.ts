import { areFinite } from '../numerics/are-finite.ts';

/** Everything a fit rests on, as plain numbers, so that it can be done elsewhere with the same outcome. */
export interface FitJob {
  readonly params: Readonly<Record<string, number>>;
  /** Series by name, oldest value first. */
  readonly data: Readonly<Record<string, Float64Array>>;
  /** The model of the fit before, to start from; none before the first. */
  readonly last?: FitModel;
}

/** The numbers a fit found, in the order the formula documents. */
export type FitModel = readonly number[];

/**
 * The numbers of a model from a place on. They are copied one by one: a typed array made of a list goes through the
 * iterator of the list, and tens of thousands then take ten times as long.
 */
export function floatsOf(model: FitModel, from = 0): Float64Array {
  const floats = new Float64Array(Math.max(0, model.length - from));
  for (let i = 0; i < floats.length; i += 1) floats[i] = model[from + i] as number;
  return floats;
}

/** Does one fit: the same job gives the same model. Undefined where the data allow none. */
export type Fit = (job: FitJob) => FitModel | undefined;

/** How a run says that a fit is due, and learns what came of it. */
export interface Refit {
  /** Asked after every step: the job of a fit that is due with this input, or nothing. */
  due(): FitJob | undefined;
  /** The model from the next input on. */
  accept(model: FitModel): void;
}

/**
 * Whoever has fits done. It may begin at once, on another thread; the function it answers with gives the
 * model when it becomes active and waits for it if need be.
 */
export type Fitter = (formula: string, fit: Fit, job: FitJob) => () => FitModel | undefined;

/** Fits on the spot, when the model is needed. */
export const fitInline: Fitter = (_formula, fit, job) => () => fit(job);

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
  let collect: (() => FitModel | undefined) | undefined;
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
