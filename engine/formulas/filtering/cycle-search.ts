import { clip } from '../../numerics/clip.ts';
import { PeriodWaves } from '../../numerics/period-waves.ts';
import type { RecentValues } from '../../numerics/recent-values.ts';

const AHEAD = 2;
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
  readonly #waves: PeriodWaves;
  readonly #fading: Float64Array;
  readonly #faded: Float64Array;
  readonly #rest: Float64Array;
  /** The last cycles laid over each other, by the age of their values. */
  readonly #folded: Float64Array;

  constructor(length: number, { pmax, pmin }: { readonly pmin: number; readonly pmax: number }) {
    this.#pmin = pmin;
    this.#waves = new PeriodWaves(length, pmin, pmax);
    this.#fading = Float64Array.from(
      { length },
      (_, i) => 0.5 - 0.5 * Math.cos((2 * Math.PI * i) / (length - 1)),
    );
    this.#faded = new Float64Array(length);
    this.#rest = new Float64Array(length);
    this.#folded = new Float64Array(pmax);
  }

  /** The strongest cycle in what is left of the values above their line. */
  of(values: RecentValues): Cycle {
    const rest = this.#rest;
    values.copyTo(rest);
    takeLineOff(rest);
    for (let i = 0; i < rest.length; i += 1)
      this.#faded[i] = (rest[i] as number) * (this.#fading[i] as number);
    const powers = this.#waves.powersOf(this.#faded);
    let strongest = 0;
    for (let i = 1; i < powers.length; i += 1)
      if ((powers[i] as number) > (powers[strongest] as number)) strongest = i;
    return this.#fitted(this.#pmin + strongest);
  }

  /** Sine and cosine of the period through the last four cycles of the rest, by least squares. */
  #fitted(period: number): Cycle {
    const rest = this.#rest;
    const count = Math.min(rest.length, CYCLES_FITTED * period);
    const total = this.#foldLast(count, period);
    if (!(total > 1e-24)) return { period, move: 0, explained: 0 };
    this.#waves.transform(this.#folded, period);
    const cosineValue = this.#waves.real;
    const sineValue = -this.#waves.imaginary;
    // Sums of cosines and sines of twice the angle (Dirichlet) make those of the squares and the products.
    const w = (2 * Math.PI) / period;
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
