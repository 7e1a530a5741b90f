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

/** Drifts for which the reach of every path is known, in deviations of a step: so far apart, up to so many either way. */
const DRIFT_APART = 0.02;
const DRIFTS_EACH_WAY = 6;
/** Share of the sizes compared below which rounding may have the last word. */
const ROUNDING = 1e-6;

/**
 * Random paths of `steps` normal steps, drawn once: each path has a twin that takes every step the other
 * way. The same draws serve every walk, so that walks differ by their numbers alone. How far each path goes is
 * known for some drifts, which says where it ends of all but a few; paths and twins stand in the order of how
 * far they fall: what is asked of one after the other then has the same answer for most of a walk, which a
 * processor foresees.
 */
export class BarrierPaths {
  readonly #steps: number;
  /** Sums of the normals of each pair from its first step on. */
  readonly #sums: Float64Array;
  /** Of each path: its number, that of its pair for the first of both and below 0 for the twin, see {@link twinOf}. */
  readonly #paths: Int32Array;
  /** The last of its sums. */
  readonly #lasts: Float64Array;
  /** The corners of the paths as they are seen from above and from below. */
  readonly #above: Corners;
  readonly #below: Corners;
  /** From the lowest drift on. */
  readonly #reaches: readonly Reach[];
  readonly #ends: Float64Array;

  /** @throws {RangeError} when `paths` is not an even number above 0. */
  constructor(paths: number, steps: number, random: NormalSource) {
    if (wholeNumber('paths', paths, 2) % 2 !== 0) throw new RangeError(`paths must be even, was ${paths}`);
    this.#steps = wholeNumber('steps', steps);
    this.#sums = drawnSums(paths / 2, steps, random);
    const falls = Array.from({ length: paths }, (_, i) =>
      fallOf(this.#sums, steps, i % 2 === 0 ? i / 2 : twinOf((i - 1) / 2)),
    ).toSorted((one, other) => other.bottom - one.bottom);
    this.#paths = Int32Array.from(falls, ({ path }) => path);
    this.#lasts = Float64Array.from(falls, ({ last }) => last);
    this.#above = cornersOf(falls.map(({ path }) => this.#seenFrom(path, 1)));
    this.#below = cornersOf(falls.map(({ path }) => this.#seenFrom(path, -1)));
    this.#reaches = Array.from({ length: 2 * DRIFTS_EACH_WAY + 1 }, (_, i) =>
      this.#reachOf((i - DRIFTS_EACH_WAY) * DRIFT_APART),
    );
    this.#ends = new Float64Array(paths);
  }

  walk(walk: BarrierWalk): BarrierOutcome {
    const { deviation, drift, lower, upper } = walk;
    const base = drift * this.#steps;
    const ends = this.#ends;
    const lasts = this.#lasts;
    const { bottoms, shift, tops } = this.#nearestReach(drift / deviation);
    const surelyLow = surely(lower / deviation, shift, -1);
    const surelyNotLow = surely(lower / deviation, shift, 1);
    const surelyHigh = surely(upper / deviation, shift, 1);
    const surelyNotHigh = surely(upper / deviation, shift, -1);
    let inside = 0;
    let atUpper = 0;
    let atLower = 0;
    for (let i = 0; i < lasts.length; i += 1) {
      const bottom = bottoms[i] as number;
      const top = tops[i] as number;
      const isLow = !(bottom > surelyNotLow) && (bottom < surelyLow || this.#lowest(i, walk) <= lower);
      const isHigh = !(top < surelyNotHigh) && (top > surelyHigh || this.#highest(i, walk) >= upper);
      if (isLow && (!isHigh || this.#walked(this.#paths[i] as number, walk) < 0)) atLower += 1;
      else if (isHigh) atUpper += 1;
      else ends[inside++] = base + deviation * (lasts[i] as number);
    }
    return { atUpper, atLower, ends: ends.subarray(0, inside) };
  }

  /** How far the paths go with the nearest of the known drifts, and how much further with this one. */
  #nearestReach(drift: number): Reach & { readonly shift: Shift } {
    const most = DRIFTS_EACH_WAY;
    const place = Math.min(most, Math.max(-most, Math.round(drift / DRIFT_APART)));
    const reach = this.#reaches[most + place] ?? (this.#reaches[most] as Reach);
    const rest = drift - reach.drift;
    // A path is highest or lowest after one of its steps, at each of which the rest has added as much.
    const all = rest * this.#steps;
    return {
      ...reach,
      shift: { least: Math.min(rest, all), most: Math.max(rest, all), sizes: Math.abs(drift) * this.#steps },
    };
  }

  #reachOf(drift: number): Reach {
    const walk = { drift, deviation: 1, upper: Infinity, lower: -Infinity };
    return {
      drift,
      tops: Float32Array.from(this.#lasts, (_, place) => this.#highest(place, walk)),
      bottoms: Float32Array.from(this.#lasts, (_, place) => this.#lowest(place, walk)),
    };
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

/** How far paths rise and fall with a drift, in deviations of a step. */
interface Reach {
  readonly drift: number;
  readonly tops: Float32Array;
  readonly bottoms: Float32Array;
}

/** Between what another drift moves the reach of a path, and the size of what is added up for it. */
interface Shift {
  readonly least: number;
  readonly most: number;
  readonly sizes: number;
}

/** The reach above which (1) a path is surely above a level, or below which (-1) it is surely below, moved as it is. */
function surely(level: number, { least, most, sizes }: Shift, side: 1 | -1): number {
  const doubt = ROUNDING * (1 + Math.abs(level) + sizes);
  return side > 0 ? level - least + doubt : level - most - doubt;
}

/** How far a path falls, and where it ends. */
interface Fall {
  readonly path: number;
  readonly bottom: number;
  readonly last: number;
}

function fallOf(sums: Float64Array, steps: number, path: number): Fall {
  const side = path < 0 ? -1 : 1;
  const from = pairOf(path) * steps;
  const fall = { path, bottom: 0, last: 0 };
  for (let step = 0; step < steps; step += 1) {
    fall.last = side * (sums[from + step] as number);
    fall.bottom = Math.min(fall.bottom, fall.last);
  }
  return fall;
}
