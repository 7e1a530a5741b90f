import { measure } from 'mitata';
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

/**
 * Does the same work several times, by mitata: seen once by the compiler first, with a garbage collection
 * before the first timing. `made` is the last result.
 */
export async function timeRuns<Made>(
  { repeats, runs }: Effort,
  work: () => Made,
): Promise<{ readonly timing: Timing; readonly made: Made }> {
  let made = work();
  const { samples } = await measure(
    () => {
      made = work();
    },
    {
      ...(globalThis.gc ? { gc: globalThis.gc, inner_gc: false } : { gc: false }),
      warmup_samples: repeats,
      batch_samples: repeats,
      batch_unroll: 1,
      // Repeated work is timed as a whole, whatever one repetition takes; other work never is.
      batch_threshold: repeats > 1 ? Infinity : 0,
      warmup_threshold: Infinity,
      min_samples: runs,
      max_samples: runs,
      min_cpu_time: 0,
    },
  );
  return { timing: timingOf(samples.map((ns) => ns / 1e6)), made };
}

export const timingOf = (times: readonly number[]): Timing => ({
  runs: times.length,
  bestMs: rounded(Math.min(...times)),
  medianMs: rounded(medianOf(times)),
});

/** How many a second in the fastest run. */
export const perSecond = (count: number, { bestMs }: Timing): number => Math.round((count / bestMs) * 1000);
