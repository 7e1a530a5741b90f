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
  /** The corners of the paths as they are seen from above and from below. */
  readonly #above: Corners;
  readonly #below: Corners;
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
    this.#above = cornersOf(reaches.map(({ path }) => this.#seenFrom(path, 1)));
    this.#below = cornersOf(reaches.map(({ path }) => this.#seenFrom(path, -1)));
    this.#ends = new Float64Array(paths);
  }

  walk(walk: BarrierWalk): BarrierOutcome {
    const { deviation, drift, lower, upper } = walk;
    const base = drift * this.#steps;
    // What the drift alone adds at most, either way.
    const rise = Math.max(0, base);
    const fall = Math.min(0, base);
    const ends = this.#ends;
    const lasts = this.#lasts;
    const tops = this.#tops;
    // The paths before this one are out of reach of the lower level, whatever the drift does.
    const above = this.#firstBelow(lower - fall, deviation);
    const isRising = (place: number): boolean =>
      deviation * (tops[place] as number) + rise >= upper && this.#highest(place, walk) >= upper;
    let inside = 0;
    let atUpper = 0;
    for (let i = 0; i < above; i += 1) {
      if (isRising(i)) atUpper += 1;
      else ends[inside++] = base + deviation * (lasts[i] as number);
    }
    let atLower = 0;
    for (let i = above; i < lasts.length; i += 1) {
      const isSurelyLow = deviation * (this.#bottoms[i] as number) + rise <= lower;
      const isLow = isSurelyLow || this.#lowest(i, walk) <= lower;
      const isHigh = isRising(i);
      const isLower = isLow && (!isHigh || this.#walked(this.#paths[i] as number, walk) < 0);
      if (isLower) atLower += 1;
      else if (isHigh) atUpper += 1;
      else ends[inside++] = base + deviation * (lasts[i] as number);
    }
    return { atUpper, atLower, ends: ends.subarray(0, inside) };
  }

  /** The first path whose furthest fall reaches a level below 0. */
  #firstBelow(level: number, deviation: number): number {
    let low = 0;
    let high = this.#bottoms.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (deviation * (this.#bottoms[middle] as number) > level) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** How far a path rises with the drift, at one of its corners. */
  #highest(place: number, { deviation, drift }: BarrierWalk): number {
    const { ends, steps, sums } = this.#above;
    const end = ends[place + 1] as number;
    let highest = -Infinity;
    for (let i = ends[place] as number; i < end; i += 1) {
      const height = drift * (steps[i] as number) + deviation * (sums[i] as number);
      if (height > highest) highest = height;
    }
    return highest;
  }

  #lowest(place: number, { deviation, drift }: BarrierWalk): number {
    const { ends, steps, sums } = this.#below;
    const end = ends[place + 1] as number;
    let lowest = Infinity;
    for (let i = ends[place] as number; i < end; i += 1) {
      const height = drift * (steps[i] as number) + deviation * (sums[i] as number);
      if (height < lowest) lowest = height;
    }
    return lowest;
  }

  /** The corners of a path from above (1) or from below (-1): step and sum of each. */
  #seenFrom(path: number, side: 1 | -1): readonly (readonly [step: number, sum: number])[] {
    const sign = path < 0 ? -1 : 1;
    const from = pairOf(path) * this.#steps;
    const corners: [number, number][] = [];
    for (let step = 1; step <= this.#steps; step += 1) {
      const sum = sign * (this.#sums[from + step - 1] as number);
      // What lies behind a line between two others is seen from nowhere.
      while (corners.length > 1 && side * turnOf(corners, step, sum) >= 0) corners.pop();
      corners.push([step, sum]);
    }
    return corners;
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

/** Steps and sums of the corners of all paths, and where those of each path end; the first begins at 0. */
interface Corners {
  readonly ends: Int32Array;
  readonly steps: Float64Array;
  readonly sums: Float64Array;
}

function cornersOf(paths: readonly (readonly (readonly [step: number, sum: number])[])[]): Corners {
  let end = 0;
  return {
    ends: Int32Array.from([0, ...paths.map(({ length }) => (end += length))]),
    steps: Float64Array.from(paths.flat(), ([step]) => step),
    sums: Float64Array.from(paths.flat(), ([, sum]) => sum),
  };
}

/** Above 0 where the way over the last corner to a point turns upwards there. */
function turnOf(corners: readonly (readonly [number, number])[], step: number, sum: number): number {
  const [firstStep, firstSum] = corners.at(-2) ?? [0, 0];
  const [lastStep, lastSum] = corners.at(-1) ?? [0, 0];
  return (lastStep - firstStep) * (sum - firstSum) - (step - firstStep) * (lastSum - firstSum);
}

/** How far a path goes. */
interface Reach {
  readonly path: number;
  readonly top: number;
  readonly bottom: number;
  readonly last: number;
}

function reachOf(sums: Float64Array, steps: number, path: number): Reach {
  const side = path < 0 ? -1 : 1;
  const from = pairOf(path) * steps;
  const reach = { path, top: 0, bottom: 0, last: 0 };
  for (let step = 0; step < steps; step += 1) {
    reach.last = side * (sums[from + step] as number);
    reach.top = Math.max(reach.top, reach.last);
    reach.bottom = Math.min(reach.bottom, reach.last);
  }
  return reach;
}
