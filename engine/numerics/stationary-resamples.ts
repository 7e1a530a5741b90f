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

const PLACE_BITS = 16;
const LAST_PLACE = 2 ** PLACE_BITS - 1;

/** Both places of a stretch in one number. */
const stretch = (from: number, to: number): number => from + to * 2 ** PLACE_BITS;

/**
 * Resamples of the stationary bootstrap (Politis & Romano 1994), drawn once and kept as the stretches of the
 * series they consist of: means of many series of the same length then cost no draws. A resample begins at a
 * random place; with each further value either a new place is drawn or the next one follows, the first after
 * the last.
 */
export class StationaryResamples {
  /** Of each stretch the first place and, {@link PLACE_BITS} higher, the place behind it. */
  readonly #stretches: Uint32Array;
  /** Number of stretches up to the end of each resample. */
  readonly #upTo: Uint32Array;
  /** Sum of the values before each place. */
  readonly #sums: Float64Array;
  /** What those sums lost to rounding. */
  readonly #lost: Float64Array;

  /** @throws {RangeError} unless a series and its resamples are whole numbers, and no place needs more than 16 bits. */
  constructor({ length, resamples, restart }: ResamplePlan, random: UniformSource) {
    this.#sums = new Float64Array(wholeNumber('a series', length) + 1);
    if (length > LAST_PLACE) throw new RangeError(`a series must not exceed ${LAST_PLACE}, was ${length}`);
    this.#lost = new Float64Array(length + 1);
    this.#upTo = new Uint32Array(wholeNumber('resamples', resamples));
    const stretches: number[] = [];
    for (let resample = 0; resample < resamples; resample += 1) {
      let place = Math.floor(random.uniform() * length);
      let first = place;
      for (let drawn = 1; drawn < length; drawn += 1) {
        const restarts = random.uniform() < restart;
        const next = restarts ? Math.floor(random.uniform() * length) : (place + 1) % length;
        if (restarts || next === 0) {
          stretches.push(stretch(first, place + 1));
          first = next;
        }
        place = next;
      }
      stretches.push(stretch(first, place + 1));
      this.#upTo[resample] = stretches.length;
    }
    this.#stretches = Uint32Array.from(stretches);
  }

  /** Writes the mean of every resample of `values`, oldest first, into `means`. */
  meansOf(values: Float64Array, means: Float64Array): void {
    this.#addUp(values);
    const losses = this.#lost;
    const stretches = this.#stretches;
    const sums = this.#sums;
    const upTo = this.#upTo;
    for (let resample = 0, i = 0; resample < means.length; resample += 1) {
      const end = upTo[resample] as number;
      let sum = 0;
      let lost = 0;
      for (; i < end; i += 1) {
        const places = stretches[i] as number;
        const from = places & LAST_PLACE;
        const to = places >>> PLACE_BITS;
        sum += (sums[to] as number) - (sums[from] as number);
        lost += (losses[to] as number) - (losses[from] as number);
      }
      means[resample] = (sum + lost) / values.length;
    }
  }

  /** Beside a wild value the others would lose their last digits: what rounding takes is added up as well (Knuth's two-sum). */
  #addUp(values: Float64Array): void {
    const losses = this.#lost;
    const sums = this.#sums;
    let before = 0;
    let lost = 0;
    for (let i = 0; i < values.length; i += 1) {
      const value = values[i] as number;
      const sum = before + value;
      const part = sum - before;
      lost += before - (sum - part) + (value - part);
      before = sum;
      sums[i + 1] = sum;
      losses[i + 1] = lost;
    }
  }
}
