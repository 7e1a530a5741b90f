import { wholeNumber } from './checked-numbers.ts';

/** Where standard normal numbers come from. */
export interface NormalSource {
  normal(): number;
}

/** How a path moves with each step, and between which levels; it begins at 0. */
export interface BarrierWalk {
  readonly drift: number;
  readonly deviation: number;
  /** Above 0, and below 0. A step that reaches a level ends the path. */
  readonly upper: number;
  readonly lower: number;
}

/** How paths ended. */
export interface BarrierOutcome {
  readonly atUpper: number;
  readonly atLower: number;
  /** Where the other paths stood after the last step; valid until the next walk. */
  readonly ends: Float64Array;
}

/**
 * Random paths of `steps` normal steps, drawn once: each path has a twin that takes every step the other
 * way. The same draws serve every walk, so that walks differ by their numbers alone.
 */
export class BarrierPaths {
  readonly #steps: number;
  /** Sums of the normals of each path from its first step on. */
  readonly #sums: Float64Array;
  /** The last of these sums, path by path: every walk reads them all, which is quicker where they lie together. */
  readonly #lasts: Float64Array;
  /** The furthest of these sums above and below 0, path by path. */
  readonly #highest: Float64Array;
  readonly #lowest: Float64Array;
  /** The steps at which they are reached; -1 of a path that is never on that side. */
  readonly #highestAt: Int32Array;
  readonly #lowestAt: Int32Array;
  readonly #ends: Float64Array;

  /** @throws {RangeError} when `paths` is not an even number above 0. */
  constructor(paths: number, steps: number, random: NormalSource) {
    if (wholeNumber('paths', paths, 2) % 2 !== 0) throw new RangeError(`paths must be even, was ${paths}`);
    const pairs = paths / 2;
    this.#steps = wholeNumber('steps', steps);
    this.#sums = new Float64Array(pairs * steps);
    this.#lasts = new Float64Array(pairs);
    this.#highest = new Float64Array(pairs);
    this.#lowest = new Float64Array(pairs);
    this.#highestAt = new Int32Array(pairs).fill(-1);
    this.#lowestAt = new Int32Array(pairs).fill(-1);
    this.#ends = new Float64Array(paths);
    for (let pair = 0; pair < pairs; pair += 1) {
      let sum = 0;
      for (let step = 0; step < steps; step += 1) {
        sum += random.normal();
        this.#sums[pair * steps + step] = sum;
        this.#remember(pair, step, sum);
      }
      this.#lasts[pair] = sum;
    }
  }

  walk(walk: BarrierWalk): BarrierOutcome {
    const { deviation, drift } = walk;
    const steps = this.#steps;
    const ends = this.#ends;
    let inside = 0;
    let atUpper = 0;
    let atLower = 0;
    for (let pair = 0; pair < this.#highest.length; pair += 1) {
      const last = this.#lasts[pair] as number;
      for (let side = 1; side >= -1; side -= 2) {
        const level = this.#levelOf(pair, side, walk);
        if (level > 0) atUpper += 1;
        else if (level < 0) atLower += 1;
        else ends[inside++] = drift * steps + side * deviation * last;
      }
    }
    return { atUpper, atLower, ends: ends.subarray(0, inside) };
  }

  /** The level a path or its twin reaches first: 1 the upper, -1 the lower, 0 neither. */
  #levelOf(pair: number, side: number, walk: BarrierWalk): number {
    const { deviation, drift, lower, upper } = walk;
    const highest = deviation * (this.#highest[pair] as number);
    const lowest = deviation * (this.#lowest[pair] as number);
    const top = side > 0 ? highest : -lowest;
    const bottom = side > 0 ? lowest : -highest;
    // What the drift alone adds at most, either way.
    const rise = Math.max(0, drift * this.#steps);
    const fall = Math.min(0, drift * this.#steps);
    const isBelow = top + rise < upper;
    const isAbove = bottom + fall > lower;
    // Most paths are out of reach of one level or both, whatever the drift does. What cannot reach one is beyond
    // the other where its furthest step is.
    if (isBelow && isAbove) return 0;
    const highestAt = (side > 0 ? this.#highestAt : this.#lowestAt)[pair] as number;
    const lowestAt = (side > 0 ? this.#lowestAt : this.#highestAt)[pair] as number;
    if (isBelow && drift * (lowestAt + 1) + bottom <= lower) return -1;
    if (isAbove && drift * (highestAt + 1) + top >= upper) return 1;
    return this.#walked(pair, side, walk);
  }

  #remember(pair: number, step: number, sum: number): void {
    if (sum > (this.#highest[pair] as number)) {
      this.#highest[pair] = sum;
      this.#highestAt[pair] = step;
    }
    if (sum < (this.#lowest[pair] as number)) {
      this.#lowest[pair] = sum;
      this.#lowestAt[pair] = step;
    }
  }

  #walked(pair: number, side: number, { deviation, drift, lower, upper }: BarrierWalk): number {
    const steps = this.#steps;
    for (let step = 0; step < steps; step += 1) {
      const x = drift * (step + 1) + side * deviation * (this.#sums[pair * steps + step] as number);
      if (x >= upper) return 1;
      if (x <= lower) return -1;
    }
    return 0;
  }
}
