import { wholeNumber } from './checked-numbers.ts';
import type { UniformSource } from './stationary-bootstrap.ts';

/** How resamples of a series that remembers are drawn. */
export interface ResamplePlan {
  /** Values of the series. */
  readonly length: number;
  readonly resamples: number;
  /** Chance with each value that a new block begins. */
  readonly restart: number;
}

/**
 * Resamples of the stationary bootstrap (Politis & Romano 1994), drawn once and kept as how often each
 * place of the series occurs in each: means of many series of the same length then cost no draws. A resample
 * begins at a random place; with each further value either a new place is drawn or the next one follows,
 * the first after the last.
 */
export class StationaryResamples {
  readonly #length: number;
  readonly #counts: Uint8Array | Uint16Array;

  constructor({ length, resamples, restart }: ResamplePlan, random: UniformSource) {
    this.#length = wholeNumber('a series', length);
    const size = length * wholeNumber('resamples', resamples);
    // No place occurs more often than a resample has values.
    this.#counts = length < 256 ? new Uint8Array(size) : new Uint16Array(size);
    for (let from = 0; from < this.#counts.length; from += length) {
      let place = Math.floor(random.uniform() * length);
      for (let drawn = 0; drawn < length; drawn += 1) {
        if (drawn > 0) {
          const restarts = random.uniform() < restart;
          place = restarts ? Math.floor(random.uniform() * length) : (place + 1) % length;
        }
        this.#counts[from + place] = (this.#counts[from + place] as number) + 1;
      }
    }
  }

  /** Writes the mean of every resample of `values`, oldest first, into `means`. */
  meansOf(values: Float64Array, means: Float64Array): void {
    const length = this.#length;
    for (let resample = 0; resample < means.length; resample += 1)
      means[resample] = weightedSum(this.#counts, resample * length, values) / length;
  }
}

/** Sum of values, each as often as counted from `from` on. Two chains of sums: one would wait for itself at every value. */
function weightedSum(counts: Uint8Array | Uint16Array, from: number, values: Float64Array): number {
  const even = values.length & ~1;
  let one = 0;
  let other = 0;
  for (let i = 0; i < even; i += 2) {
    one += (counts[from + i] as number) * (values[i] as number);
    other += (counts[from + i + 1] as number) * (values[i + 1] as number);
  }
  if (even < values.length) one += (counts[from + even] as number) * (values[even] as number);
  return one + other;
}
