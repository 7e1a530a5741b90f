import { wholeNumber } from './checked-numbers.ts';
import type { NormalSource } from './barrier-paths.ts';
import { countBelow } from './sorted-list.ts';

/** Where random paths end. */
export interface EndsOfPaths {
  /** Share of the paths that end above where they began, and below. */
  readonly above: number;
  readonly below: number;
  /** Mean way of the paths that end above, and of those below, both at least 0; 0 of none. */
  readonly meanAbove: number;
  readonly meanBelow: number;
}

/**
 * Ends of random paths of `steps` normal steps, drawn once: each path has a twin that takes every step the
 * other way. The same draws serve every drift and deviation, which cost a search each instead of a simulation.
 */
export class PathEnds {
  readonly paths: number;
  readonly steps: number;
  /** Sums of unit steps, ascending, and sums of these from the first on. */
  readonly #ends: Float64Array;
  readonly #sums: Float64Array;

  /** @throws {RangeError} when `paths` is not an even number above 0. */
  constructor(paths: number, steps: number, random: NormalSource) {
    if (wholeNumber('paths', paths, 2) % 2 !== 0) throw new RangeError(`paths must be even, was ${paths}`);
    this.paths = paths;
    this.steps = wholeNumber('steps', steps);
    this.#ends = new Float64Array(paths);
    for (let path = 0; path < paths; path += 2) {
      let sum = 0;
      for (let step = 0; step < steps; step += 1) sum += random.normal();
      this.#ends[path] = sum;
      this.#ends[path + 1] = -sum;
    }
    this.#ends.sort();
    this.#sums = new Float64Array(paths + 1);
    for (let path = 0; path < paths; path += 1)
      this.#sums[path + 1] = (this.#sums[path] as number) + (this.#ends[path] as number);
  }

  /** Of steps with this mean and this deviation, which is above 0. */
  of(drift: number, deviation: number): EndsOfPaths {
    const way = drift * this.steps;
    const turn = -way / deviation;
    const below = countBelow(this.#ends, turn);
    const above = countBelow(this.#ends, -turn);
    const sumBelow = below * way + deviation * (this.#sums[below] as number);
    // Twins mirror the ends, so those above the turn are those below its mirror with the other sign.
    const sumAbove = above * way - deviation * (this.#sums[above] as number);
    return {
      above: above / this.paths,
      below: below / this.paths,
      meanAbove: above === 0 ? 0 : sumAbove / above,
      meanBelow: below === 0 ? 0 : -sumBelow / below,
    };
  }
}
