import { wholeNumber } from '../../../numerics/checked-numbers.ts';
import { NearestFirst } from '../../../numerics/nearest-first.ts';
import { nthLargest } from '../../../numerics/nth-largest.ts';
import { PointCloud } from '../../../numerics/point-cloud.ts';

const LEAST_SAMPLES = 500;
const NEAR = 1e-6;
/** Features lie within it on either side of 0. */
const REACH = 5;
/** So many times `k` near moments are looked at first, and so many times more while they do not suffice. */
const CANDIDATES = 3;
/** Moments by which it is guessed how far the candidates reach. */
const SAMPLE = 256;
const LARGEST = 2 ** 31 - 1;

/** Sizes of an {@link AnalogMemory}. */
export interface AnalogSizes {
  /** Samples remembered. */
  readonly M: number;
  /** Samples chosen. */
  readonly k: number;
  /** Chosen samples are more than this many samples apart in time. */
  readonly gap: number;
}

/** Remembers what came of the last moments, and forecasts from those most like the present. */
export class AnalogMemory {
  readonly #sizes: AnalogSizes;
  readonly #moments: PointCloud;
  readonly #labels: Float64Array;
  /** Squared distances and ages of the moments that are looked at. */
  #squares = new Float64Array(SAMPLE);
  #ages = new Int32Array(SAMPLE);
  readonly #nearest = new NearestFirst();
  readonly #chosenAges: Int32Array;
  readonly #isNearChosen: Uint8Array;
  readonly #sample = new Float64Array(SAMPLE);
  #seen = 0;
  #chosen = 0;
  #spread = 0;
  #sumOfWeights = 0;
  #sumOfLabels = 0;
  #sumOfSquares = 0;
  #sumOfWeighted = 0;

  constructor(width: number, sizes: AnalogSizes) {
    this.#sizes = sizes;
    this.#moments = new PointCloud(wholeNumber('M', sizes.M), width, REACH);
    this.#labels = new Float64Array(sizes.M);
    this.#chosenAges = new Int32Array(wholeNumber('k', sizes.k));
    this.#isNearChosen = new Uint8Array(sizes.M);
  }

  /** Standard deviation of the labels of the last chosen samples, divided by their number. */
  get spread(): number {
    return this.#spread;
  }

  /** Samples after which there is a forecast. */
  static least(M: number): number {
    return Math.min(M, LEAST_SAMPLES);
  }

  learn(x: Readonly<Float64Array>, label: number): void {
    const place = this.#seen % this.#labels.length;
    this.#moments.put(place, x);
    this.#labels[place] = label;
    this.#seen += 1;
  }

  /** Mean label of the chosen samples, each the heavier the nearer; undefined while too few are remembered. */
  predict(x: Readonly<Float64Array>): number | undefined {
    if (this.#seen < AnalogMemory.least(this.#labels.length)) return undefined;
    const rough = this.#moments.measure(x, Math.min(this.#seen, this.#labels.length));
    for (let wanted = CANDIDATES * this.#sizes.k; !this.#search(rough, wanted); wanted *= CANDIDATES);
    return this.#weighted();
  }

  /** Chooses among about as many of the nearest as are wanted; whether they sufficed. */
  #search(rough: Int32Array, wanted: number): boolean {
    const farthest = this.#guess(rough, wanted);
    const count = this.#gather(rough, farthest);
    this.#nearest.fill(this.#squares, this.#ages, count);
    // Those that were left out may be as near as this.
    this.#chooseBelow(farthest < Infinity ? this.#moments.leastSquare(farthest + 1) : Infinity);
    return this.#chosen === this.#sizes.k || farthest === Infinity;
  }

  /** A rough distance within which about as many lie as are wanted, by a sample; Infinity where that is most of all. */
  #guess(rough: Int32Array, wanted: number): number {
    const sample = this.#sample;
    const rank = Math.ceil((wanted * sample.length) / rough.length);
    if (rough.length < sample.length || 2 * rank > sample.length) return Infinity;
    const step = Math.floor(rough.length / sample.length);
    for (let i = 0; i < sample.length; i += 1) sample[i] = rough[i * step] as number;
    return nthLargest(sample, sample.length - rank + 1);
  }

  #placeOf(age: number): number {
    const place = ((this.#seen - 1) % this.#labels.length) - age;
    return place < 0 ? place + this.#labels.length : place;
  }

  /** Lists the moments within a rough distance, with the age of each: 0 is the newest. Answers how many. */
  #gather(rough: Int32Array, farthest: number): number {
    const newest = (this.#seen - 1) % this.#labels.length;
    const { length } = rough;
    // As a whole number, or every one of them would be made a floating-point one to be compared.
    const limit = Math.min(farthest, LARGEST) | 0;
    let count = 0;
    for (let place = 0; place < length; place += 1) {
      if ((rough[place] as number) > limit) continue;
      if (count === this.#squares.length) this.#makeRoom();
      this.#squares[count] = this.#moments.squaredDistance(place);
      this.#ages[count] = place <= newest ? newest - place : newest - place + rough.length;
      count += 1;
    }
    return count;
  }

  #makeRoom(): void {
    const squares = new Float64Array(2 * this.#squares.length);
    const ages = new Int32Array(squares.length);
    squares.set(this.#squares);
    ages.set(this.#ages);
    this.#squares = squares;
    this.#ages = ages;
  }

  #chooseBelow(limit: number): void {
    this.#chosen = 0;
    this.#sumOfWeights = 0;
    this.#sumOfLabels = 0;
    this.#sumOfSquares = 0;
    this.#sumOfWeighted = 0;
    while (this.#chosen < this.#sizes.k && this.#nearest.count > 0) {
      const squared = this.#nearest.nearestDistance;
      if (squared >= limit) break;
      const age = this.#nearest.take();
      if (this.#isNearChosen[age] === 0) this.#choose(age, squared);
    }
    for (let i = 0; i < this.#chosen; i += 1) this.#mark(this.#chosenAges[i] as number, 0);
  }

  #choose(age: number, squared: number): void {
    const label = this.#labels[this.#placeOf(age)] as number;
    const weight = 1 / (Math.sqrt(squared) + NEAR);
    this.#chosenAges[this.#chosen] = age;
    this.#chosen += 1;
    this.#sumOfWeights += weight;
    this.#sumOfWeighted += weight * label;
    this.#sumOfLabels += label;
    this.#sumOfSquares += label * label;
    this.#mark(age, 1);
  }

  /** Written out: for a handful of places a call of `fill` takes longer than the work. */
  #mark(age: number, value: number): void {
    const { gap, M } = this.#sizes;
    const isNear = this.#isNearChosen;
    const end = Math.min(M, age + gap + 1);
    for (let other = Math.max(0, age - gap); other < end; other += 1) isNear[other] = value;
  }

  #weighted(): number {
    const mean = this.#sumOfLabels / this.#chosen;
    this.#spread = Math.sqrt(Math.max(0, this.#sumOfSquares / this.#chosen - mean * mean));
    return this.#sumOfWeighted / this.#sumOfWeights;
  }
}
