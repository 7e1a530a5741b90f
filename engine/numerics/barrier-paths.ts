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
 * way. The same draws serve every walk, so that walks differ by their numbers alone. Paths and twins stand in
 * the order of how far they fall: what is asked of one after the other then has the same answer for most of a
 * walk, which a processor foresees.
 */
export class BarrierPaths {
  readonly #steps: number;
  /** Sums of the normals of each pair from its first step on. */
  readonly #sums: Float64Array;
  /** Of each path: its number, that of its pair for the first of both and below 0 for the twin, see {@link twinOf}. */
  readonly #paths: Int32Array;
  /** The furthest of its sums above and below 0, and the last. */
  readonly #tops: Float64Array;
  readonly #bottoms: Float64Array;
  readonly #lasts: Float64Array;
  /** How many steps it takes to the furthest sums; 0 where a path is never on that side. */
  readonly #toTop: Int32Array;
  readonly #toBottom: Int32Array;
  readonly #ends: Float64Array;

  /** @throws {RangeError} when `paths` is not an even number above 0. */
  constructor(paths: number, steps: number, random: NormalSource) {
    if (wholeNumber('paths', paths, 2) % 2 !== 0) throw new RangeError(`paths must be even, was ${paths}`);
    this.#steps = wholeNumber('steps', steps);
    this.#sums = drawnSums(paths / 2, steps, random);
    const reaches = Array.from({ length: paths }, (_, i) =>
      reachOf(this.#sums, steps, i % 2 === 0 ? i / 2 : twinOf((i - 1) / 2)),
    ).toSorted((one, other) => other.bottom - one.bottom);
    this.#paths = Int32Array.from(reaches, ({ path }) => path);
    this.#tops = Float64Array.from(reaches, ({ top }) => top);
    this.#bottoms = Float64Array.from(reaches, ({ bottom }) => bottom);
    this.#lasts = Float64Array.from(reaches, ({ last }) => last);
    this.#toTop = Int32Array.from(reaches, ({ toTop }) => toTop);
    this.#toBottom = Int32Array.from(reaches, ({ toBottom }) => toBottom);
    this.#ends = new Float64Array(paths);
  }

  walk(walk: BarrierWalk): BarrierOutcome {
    const { deviation, drift } = walk;
    const steps = this.#steps;
    const ends = this.#ends;
    const lasts = this.#lasts;
    let inside = 0;
    let atUpper = 0;
    let atLower = 0;
    for (let i = 0; i < lasts.length; i += 1) {
      const level = this.#levelOf(i, walk);
      if (level > 0) atUpper += 1;
      else if (level < 0) atLower += 1;
      else ends[inside++] = drift * steps + deviation * (lasts[i] as number);
    }
    return { atUpper, atLower, ends: ends.subarray(0, inside) };
  }

  /** The level the path at a place reaches first: 1 the upper, -1 the lower, 0 neither. */
  #levelOf(place: number, walk: BarrierWalk): number {
    const { deviation, drift, lower, upper } = walk;
    const top = deviation * (this.#tops[place] as number);
    const bottom = deviation * (this.#bottoms[place] as number);
    // What the drift alone adds at most, either way.
    const rise = Math.max(0, drift * this.#steps);
    const fall = Math.min(0, drift * this.#steps);
    const isBelow = top + rise < upper;
    const isAbove = bottom + fall > lower;
    // Most paths are out of reach of one level or both, whatever the drift does. What cannot reach one is beyond
    // the other where its furthest step is.
    if (isBelow && isAbove) return 0;
    if (isBelow && drift * (this.#toBottom[place] as number) + bottom <= lower) return -1;
    if (isAbove && drift * (this.#toTop[place] as number) + top >= upper) return 1;
    return this.#walked(this.#paths[place] as number, walk);
  }

  #walked(path: number, { deviation, drift, lower, upper }: BarrierWalk): number {
    const steps = this.#steps;
    const side = path < 0 ? -deviation : deviation;
    const from = pairOf(path) * steps;
    for (let step = 0; step < steps; step += 1) {
      const x = drift * (step + 1) + side * (this.#sums[from + step] as number);
      if (x >= upper) return 1;
      if (x <= lower) return -1;
    }
    return 0;
  }
}

/** The number of the twin of a path. */
const twinOf = (pair: number): number => -1 - pair;
const pairOf = (path: number): number => (path < 0 ? -1 - path : path);

function drawnSums(pairs: number, steps: number, random: NormalSource): Float64Array {
  const sums = new Float64Array(pairs * steps);
  for (let from = 0; from < sums.length; from += steps) {
    let sum = 0;
    for (let step = 0; step < steps; step += 1) sums[from + step] = sum += random.normal();
  }
  return sums;
}

/** How far a path goes. */
interface Reach {
  readonly path: number;
  readonly top: number;
  readonly bottom: number;
  readonly last: number;
  readonly toTop: number;
  readonly toBottom: number;
}

function reachOf(sums: Float64Array, steps: number, path: number): Reach {
  const side = path < 0 ? -1 : 1;
  const from = pairOf(path) * steps;
  const reach = { path, top: 0, bottom: 0, last: 0, toTop: 0, toBottom: 0 };
  for (let step = 0; step < steps; step += 1) {
    reach.last = side * (sums[from + step] as number);
    if (reach.last > reach.top) {
      reach.top = reach.last;
      reach.toTop = step + 1;
    }
    if (reach.last < reach.bottom) {
      reach.bottom = reach.last;
      reach.toBottom = step + 1;
    }
  }
  return reach;
}
