import { wholeNumber } from './checked-numbers.ts';
import { quantileOfSorted } from './quantile.ts';
import type { Interval } from './wilson.ts';

/** Where chance comes from: uniform numbers in [0, 1). */
export interface UniformSource {
  uniform(): number;
}

/** How to resample a series that remembers. */
export interface BootstrapPlan {
  readonly random: UniformSource;
  /** Mean length of the blocks, at least 1; see `optimalBlockLength`. */
  readonly meanBlock: number;
  readonly resamples: number;
  /** Coverage of the interval, e.g. 0.95. */
  readonly confidence: number;
}

/**
 * Percentile interval of a statistic of a series whose neighbors depend on each other, by the
 * stationary bootstrap: blocks of geometric length, begun anywhere, wrapping round the end.
 * Undefined when the series is empty or the statistic has no value on some resample.
 *
 * Source: Politis & Romano (1994), The Stationary Bootstrap, JASA 89.
 * @throws {RangeError} when the mean block is below 1 or there are no resamples.
 */
export function stationaryBootstrapInterval(
  values: readonly number[],
  statistic: (sample: Float64Array) => number | undefined,
  plan: BootstrapPlan,
): Interval | undefined {
  const { confidence, meanBlock, random, resamples } = plan;
  if (!(meanBlock >= 1)) throw new RangeError(`a mean block must be at least 1, was ${meanBlock}`);
  wholeNumber('resamples', resamples);
  if (values.length === 0) return undefined;
  const sample = new Float64Array(values.length);
  const found = new Float64Array(resamples);
  for (let i = 0; i < resamples; i += 1) {
    resample(values, meanBlock, random, sample);
    const value = statistic(sample);
    if (value === undefined || !Number.isFinite(value)) return undefined;
    found[i] = value;
  }
  found.sort();
  const low = quantileOfSorted(found, (1 - confidence) / 2);
  const high = quantileOfSorted(found, (1 + confidence) / 2);
  return low === undefined || high === undefined ? undefined : { low, high };
}

/** Indices of blocks that begin at `starts` and run on for `lengths`, wrapping round `count`, cut at `count`. */
export function blockIndices(count: number, starts: readonly number[], lengths: readonly number[]): number[] {
  return starts
    .flatMap((start, block) =>
      Array.from({ length: lengths[block] ?? 0 }, (_, step) => (start + step) % count),
    )
    .slice(0, count);
}

function resample(
  values: readonly number[],
  meanBlock: number,
  random: UniformSource,
  into: Float64Array,
): void {
  const count = values.length;
  let place = 0;
  for (let i = 0; i < count; i += 1) {
    const beginsBlock = i === 0 || random.uniform() * meanBlock < 1;
    place = beginsBlock ? Math.floor(random.uniform() * count) : (place + 1) % count;
    into[i] = values[place] ?? 0;
  }
}
