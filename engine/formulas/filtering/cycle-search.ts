import { clip } from '../../numerics/clip.ts';
import type { RecentValues } from '../../numerics/recent-values.ts';

const AHEAD = 2;
/** Periods looked at together. */
const GROUP = 4;
const CYCLES_FITTED = 4;

/** The strongest cycle of a list. */
export interface Cycle {
  /** In values. */
  readonly period: number;
  /** Move of the fitted cycle over the next two bars. */
  readonly move: number;
  readonly explained: number;
}

/** Looks for the strongest cycle of lists of one length; the lists it works in are made once. */
export class CycleSearch {
  readonly #pmin: number;
  readonly #pmax: number;
  readonly #fading: Float64Array;
  readonly #faded: Float64Array;
  readonly #rest: Float64Array;
  /** Twice the cosine of the step of each period; the last ones only fill up a group. */
  readonly #turns: Float64Array;
  readonly #powers: Float64Array;
  /** The last cycles laid over each other, by the age of their values. */
  readonly #folded: Float64Array;

  constructor(length: number, { pmax, pmin }: { readonly pmin: number; readonly pmax: number }) {
    this.#pmin = pmin;
    this.#pmax = pmax;
    this.#fading = Float64Array.from(
      { length },
      (_, i) => 0.5 - 0.5 * Math.cos((2 * Math.PI * i) / (length - 1)),
    );
    this.#faded = new Float64Array(length);
    this.#rest = new Float64Array(length);
    const groups = Math.ceil((pmax - pmin + 1) / GROUP);
    this.#turns = Float64Array.from(
      { length: GROUP * groups },
      (_, i) => 2 * Math.cos((2 * Math.PI) / (pmin + i)),
    );
    this.#powers = new Float64Array(GROUP * groups);
    this.#folded = new Float64Array(pmax);
  }

  /** The strongest cycle in what is left of the values above their line. */
  of(values: RecentValues): Cycle {
    const rest = this.#rest;
    values.copyTo(rest);
    takeLineOff(rest);
    for (let i = 0; i < rest.length; i += 1)
      this.#faded[i] = (rest[i] as number) * (this.#fading[i] as number);
    writePowers(this.#faded, this.#turns, this.#powers);
    let period = this.#pmin;
    let most = -1;
    for (let candidate = this.#pmin; candidate <= this.#pmax; candidate += 1) {
      const power = this.#powers[candidate - this.#pmin] as number;
      if (power > most) {
        most = power;
        period = candidate;
      }
    }
    return this.#fitted(period);
  }

  /** Sine and cosine of the period through the last four cycles of the rest, by least squares. */
  #fitted(period: number): Cycle {
    const rest = this.#rest;
    const count = Math.min(rest.length, CYCLES_FITTED * period);
    const total = this.#foldLast(count, period);
    if (!(total > 1e-24)) return { period, move: 0, explained: 0 };
    const w = (2 * Math.PI) / period;
    let sineValue = 0;
    let cosineValue = this.#folded[0] as number;
    // Ages as far from either end of a period have the same cosine and opposite sines.
    for (let age = 1; 2 * age <= period; age += 1) {
      const one = this.#folded[age] as number;
      const other = 2 * age < period ? (this.#folded[period - age] as number) : 0;
      cosineValue += (one + other) * Math.cos(w * age);
      sineValue -= (one - other) * Math.sin(w * age);
    }
    // Sums of cosines and sines of twice the angle (Dirichlet) make those of the squares and the products.
    const ofDoubles = Math.sin(count * w) / Math.sin(w);
    const doubleCosine = ofDoubles * Math.cos((count - 1) * w);
    const sineSine = (count - doubleCosine) / 2;
    const cosineCosine = (count + doubleCosine) / 2;
    const sineCosine = -(ofDoubles * Math.sin((count - 1) * w)) / 2;
    const determinant = sineSine * cosineCosine - sineCosine * sineCosine;
    const bySine = (sineValue * cosineCosine - cosineValue * sineCosine) / determinant;
    const byCosine = (cosineValue * sineSine - sineValue * sineCosine) / determinant;
    return {
      period,
      move: bySine * Math.sin(w * AHEAD) + byCosine * (Math.cos(w * AHEAD) - 1),
      explained: clip((bySine * sineValue + byCosine * cosineValue) / total, 0, 1),
    };
  }

  /** Lays the last `count` values over each other by their age in periods; answers the sum of their squares. */
  #foldLast(count: number, period: number): number {
    const rest = this.#rest;
    const folded = this.#folded;
    folded.fill(0, 0, period);
    let total = 0;
    for (let from = 0; from < count; from += period) {
      const newest = rest.length - 1 - from;
      const end = Math.min(period, count - from);
      for (let age = 0; age < end; age += 1) {
        const value = rest[newest - age] as number;
        folded[age] = (folded[age] as number) + value;
        total += value * value;
      }
    }
    return total;
  }
}

/**
 * Writes the power of a list for each number of `turns`, twice the cosine of a step, as its Fourier transform
 * has it where the period divides its length. Four at once, of which none waits for another.
 */
export function writePowers(values: Float64Array, turns: Float64Array, powers: Float64Array): void {
  for (let g = 0; g < turns.length; g += GROUP) {
    const c0 = turns[g] as number;
    const c1 = turns[g + 1] as number;
    const c2 = turns[g + 2] as number;
    const c3 = turns[g + 3] as number;
    let a0 = 0;
    let a1 = 0;
    let a2 = 0;
    let a3 = 0;
    let b0 = 0;
    let b1 = 0;
    let b2 = 0;
    let b3 = 0;
    for (let i = 0; i < values.length; i += 1) {
      const value = values[i] as number;
      const n0 = value - b0 + c0 * a0;
      const n1 = value - b1 + c1 * a1;
      const n2 = value - b2 + c2 * a2;
      const n3 = value - b3 + c3 * a3;
      b0 = a0;
      b1 = a1;
      b2 = a2;
      b3 = a3;
      a0 = n0;
      a1 = n1;
      a2 = n2;
      a3 = n3;
    }
    powers[g] = Math.max(0, a0 * a0 + b0 * b0 - c0 * a0 * b0);
    powers[g + 1] = Math.max(0, a1 * a1 + b1 * b1 - c1 * a1 * b1);
    powers[g + 2] = Math.max(0, a2 * a2 + b2 * b2 - c2 * a2 * b2);
    powers[g + 3] = Math.max(0, a3 * a3 + b3 * b3 - c3 * a3 * b3);
  }
}

/** Takes their least-squares line off the values, in place. */
export function takeLineOff(values: Float64Array): void {
  const n = values.length;
  const center = (n - 1) / 2;
  const origin = values[0] as number;
  let sum = 0;
  for (let i = 0; i < n; i += 1) sum += (values[i] as number) - origin;
  const level = origin + sum / n;
  let product = 0;
  for (let i = 0; i < n; i += 1) product += (i - center) * ((values[i] as number) - level);
  const slope = product / ((n * (n * n - 1)) / 12);
  for (let i = 0; i < n; i += 1) values[i] = (values[i] as number) - level - slope * (i - center);
}
