import type { FitJob } from '../../refit.ts';

/** Labeled samples in time order, as plain numbers. */
export interface Samples {
  readonly count: number;
  /** Inputs of one sample. */
  readonly width: number;
  /** Row by row. */
  readonly inputs: Float64Array;
  readonly labels: Float64Array;
  /** Number of the bar of each sample, ascending. */
  readonly bars: Float64Array;
}

/** Samples to fit on, and later ones to try the fit on. */
export interface Split {
  readonly training: Samples;
  readonly validation: Samples;
}

const VALIDATION_SHARE = 0.2;

/** The samples a walk-forward run handed out for a fit. */
export function samplesOf({ data }: FitJob): Samples {
  const { bars = new Float64Array(), inputs = new Float64Array(), labels = new Float64Array() } = data;
  const count = labels.length;
  return { count, width: count === 0 ? 0 : inputs.length / count, inputs, labels, bars };
}

/** The inputs of one sample, as a view. */
export function rowOf({ inputs, width }: Samples, place: number): Float64Array {
  return inputs.subarray(place * width, (place + 1) * width);
}

/** The samples from place `from` up to but without `to`, as views. */
export function sliceOf({ bars, inputs, labels, width }: Samples, from: number, to: number): Samples {
  return {
    count: to - from,
    width,
    inputs: inputs.subarray(from * width, to * width),
    labels: labels.subarray(from, to),
    bars: bars.subarray(from, to),
  };
}

/**
 * The last fifth for validation, and of what lies before it the samples whose label was known by then: one
 * that reaches `horizon` bars ahead would otherwise tell of the same moves.
 */
export function splitInTime(samples: Samples, horizon: number): Split {
  const start = samples.count - Math.floor(VALIDATION_SHARE * samples.count);
  const firstBar = samples.bars[start] ?? Infinity;
  let end = start;
  while (end > 0 && (samples.bars[end - 1] as number) + horizon >= firstBar) end -= 1;
  return { training: sliceOf(samples, 0, end), validation: sliceOf(samples, start, samples.count) };
}
