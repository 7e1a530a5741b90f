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
 * Resamples of the stationary bootstrap (Politis & Romano 1994), drawn once and kept as the stretches of the
 * series they consist of: means of many series of the same length then cost no draws. A resample begins at a
 * random place; with each further value either a new place is drawn or the next one follows, the first after
 * the last.
 */
export class StationaryResamples {
  /** First places of the stretches, and the places behind them. */
  readonly #starts: Uint32Array;
  readonly #ends: Uint32Array;
  /** Number of stretches up to the end of each resample. */
  readonly #upTo: Uint32Array;
  /** Sum of the values before each place. */
  readonly #sums: Float64Array;
  /** What those sums lost to rounding. */
  readonly #lost: Float64Array;

  constructor({ length, resamples, restart }: ResamplePlan, random: UniformSource) {
    this.#sums = new Float64Array(wholeNumber('a series', length) + 1);
    this.#lost = new Float64Array(length + 1);
    this.#upTo = new Uint32Array(wholeNumber('resamples', resamples));
    const starts: number[] = [];
    const ends: number[] = [];
    for (let resample = 0; resample < resamples; resample += 1) {
      let place = Math.floor(random.uniform() * length);
      starts.push(place);
      for (let drawn = 1; drawn < length; drawn += 1) {
        const restarts = random.uniform() < restart;
        const next = restarts ? Math.floor(random.uniform() * length) : (place + 1) % length;
        if (restarts || next === 0) {
          ends.push(place + 1);
          starts.push(next);
        }
        place = next;
      }
      ends.push(place + 1);
      this.#upTo[resample] = ends.length;
    }
    this.#starts = Uint32Array.from(starts);
    this.#ends = Uint32Array.from(ends);
  }

  /** Writes the mean of every resample of `values`, oldest first, into `means`. */
  meansOf(values: Float64Array, means: Float64Array): void {
    this.#addUp(values);
    for (let resample = 0, stretch = 0; resample < means.length; resample += 1) {
      let sum = 0;
      let lost = 0;
      for (const end = this.#upTo[resample] as number; stretch < end; stretch += 1) {
        const from = this.#starts[stretch] as number;
        const to = this.#ends[stretch] as number;
        sum += (this.#sums[to] as number) - (this.#sums[from] as number);
        lost += (this.#lost[to] as number) - (this.#lost[from] as number);
      }
      means[resample] = (sum + lost) / values.length;
    }
  }

  /** Beside a wild value the others would lose their last digits: what rounding takes is added up as well (Knuth's two-sum). */
  #addUp(values: Float64Array): void {
    for (let i = 0; i < values.length; i += 1) {
      const value = values[i] as number;
      const before = this.#sums[i] as number;
      const sum = before + value;
      const part = sum - before;
      this.#sums[i + 1] = sum;
      this.#lost[i + 1] = (this.#lost[i] as number) + (before - (sum - part) + (value - part));
    }
  }
}
