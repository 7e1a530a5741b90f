import { rounded, type Timing } from './figures.ts';

/** Middle value; of an even number the lower of the two in the middle. */
export const medianOf = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor((values.length - 1) / 2)] ?? 0;

/** The value below which the given share (0 to 1) of the values lies. */
export const quantileOf = (values: readonly number[], share: number): number =>
  values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))] ?? 0;

/** How often work is timed: `repeats` times in a row for one timing, so that short work is not lost in noise. */
export interface Effort {
  readonly runs: number;
  readonly repeats: number;
}

/** Does the same work several times, with a garbage collection before each timing; `made` is the last result. */
export function timeRuns<Made>(
  { repeats, runs }: Effort,
  work: () => Made,
): { readonly timing: Timing; readonly made: Made } {
  const times: number[] = [];
  // The compiler has to see it first, as often as it is repeated later.
  let made = repeat(repeats, work);
  for (let run = 0; run < runs; run += 1) {
    globalThis.gc?.();
    const start = performance.now();
    made = repeat(repeats, work);
    times.push((performance.now() - start) / repeats);
  }
  return { timing: timingOf(times), made };
}

function repeat<Made>(times: number, work: () => Made): Made {
  let made = work();
  for (let again = 1; again < times; again += 1) made = work();
  return made;
}

export const timingOf = (times: readonly number[]): Timing => ({
  runs: times.length,
  bestMs: rounded(Math.min(...times)),
  medianMs: rounded(medianOf(times)),
});

/** How many a second in the fastest run. */
export const perSecond = (count: number, { bestMs }: Timing): number => Math.round((count / bestMs) * 1000);
