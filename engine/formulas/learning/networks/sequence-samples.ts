import type { FitJob } from '../../refit.ts';

/** Labeled samples of which each is described by the features of some bars in a row, as plain numbers. */
export interface SequenceSamples {
  readonly count: number;
  /** Bars of one sample. */
  readonly length: number;
  /** Features of one bar. */
  readonly width: number;
  /** Features of all bars, one after the other. */
  readonly bars: Float64Array;
  /** For each sample the place of its last bar, ascending. */
  readonly ends: Float64Array;
  /** Labels of the first sample, one for each horizon, then of the second, and so on. */
  readonly labels: Float64Array;
}

const VALIDATION_SHARE = 0.2;

/** The samples a run of sequences handed out for a fit. */
export function sequenceSamplesOf({ data }: FitJob, length: number, width: number): SequenceSamples {
  const { bars = new Float64Array(), ends = new Float64Array(), labels = new Float64Array() } = data;
  return { count: ends.length, length, width, bars, ends, labels };
}

/**
 * Numbers of the samples of the last fifth, for validation, and of those before it whose label was known by
 * then.
 */
export function splitSequences({ count, ends }: SequenceSamples, horizon: number) {
  const start = count - Math.floor(VALIDATION_SHARE * count);
  const firstBar = ends[start] ?? Infinity;
  let end = start;
  while (end > 0 && (ends[end - 1] as number) + horizon >= firstBar) end -= 1;
  return { training: numbersFrom(0, end), validation: numbersFrom(start, count) };
}

const numbersFrom = (from: number, to: number): Int32Array =>
  Int32Array.from({ length: to - from }, (_, i) => from + i);
