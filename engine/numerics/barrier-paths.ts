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
  /** Where the other paths stood after the last step. */
  readonly ends: Float64Array;
}

/**
 * Random paths of `steps` normal steps, drawn once: each path has a twin that takes every step the other
 * way. The same draws serve every walk, so that walks differ by their numbers alone.
 */
export class BarrierPaths {
  readonly #steps: number;
  readonly #normals: Float64Array;

  /** @throws {RangeError} when `paths` is not an even number above 0. */
  constructor(paths: number, steps: number, random: NormalSource) {
    if (wholeNumber('paths', paths, 2) % 2 !== 0) throw new RangeError(`paths must be even, was ${paths}`);
    this.#steps = wholeNumber('steps', steps);
    this.#normals = Float64Array.from({ length: (paths / 2) * steps }, () => random.normal());
  }

  walk({ deviation, drift, lower, upper }: BarrierWalk): BarrierOutcome {
    const ends: number[] = [];
    let atUpper = 0;
    let atLower = 0;
    for (let from = 0; from < this.#normals.length; from += this.#steps) {
      for (const step of [deviation, -deviation]) {
        const end = this.#end(from, { drift, deviation: step, upper, lower });
        if (end >= upper) atUpper += 1;
        else if (end <= lower) atLower += 1;
        else ends.push(end);
      }
    }
    return { atUpper, atLower, ends: Float64Array.from(ends) };
  }

  /** Where one path stops: beyond a level, or after the last step. */
  #end(from: number, { deviation, drift, lower, upper }: BarrierWalk): number {
    const normals = this.#normals;
    const to = from + this.#steps;
    let x = 0;
    for (let i = from; i < to; i += 1) {
      x += drift + deviation * (normals[i] as number);
      if (x >= upper || x <= lower) return x;
    }
    return x;
  }
}
