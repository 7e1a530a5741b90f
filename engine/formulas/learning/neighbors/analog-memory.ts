import { wholeNumber } from '../../../numerics/checked-numbers.ts';
import { NearestFirst } from '../../../numerics/nearest-first.ts';
import { nthLargest } from '../../../numerics/nth-largest.ts';
import { PointCloud } from '../../../numerics/point-cloud.ts';
import { SmallestValues } from '../../../numerics/smallest-values.ts';

const LEAST_SAMPLES = 500;
const NEAR = 1e-6;
/** How many times `k` near moments are looked at: some of them are too near each other in time. */
const CANDIDATES = 2;
/** Moments by which it is guessed how far the candidates reach. */
const SAMPLE = 256;

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
  readonly #candidates: SmallestValues;
  /** Made when it is first needed, which is seldom. */
  #everything: SmallestValues | undefined;
  readonly #nearest = new NearestFirst();
  readonly #chosenAges: Int32Array;
  readonly #isNearChosen: Uint8Array;
  /** Candidates that are looked at. */
  readonly #enough: number;
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
    this.#moments = new PointCloud(wholeNumber('M', sizes.M), width);
    this.#labels = new Float64Array(sizes.M);
    this.#chosenAges = new Int32Array(wholeNumber('k', sizes.k));
    this.#enough = Math.min(CANDIDATES * sizes.k, sizes.M);
    this.#candidates = new SmallestValues(this.#enough);
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
    const held = Math.min(this.#seen, this.#labels.length);
    const guess = this.#guess(x, held);
    this.#moments.measure(x, held, guess);
    this.#search(this.#candidates, guess);
    if (guess < Infinity && (this.#chosen < this.#sizes.k || this.#candidates.held < this.#enough)) {
      this.#moments.measure(x, held);
      this.#search(this.#candidates, Infinity);
    }
    // Where too many of the near ones are of the same time, the others are looked at too.
    if (this.#chosen < this.#sizes.k && this.#candidates.bound < Infinity) {
      this.#everything ??= new SmallestValues(this.#sizes.M);
      this.#search(this.#everything, Infinity);
    }
    return this.#weighted();
  }

  /**
   * A distance below which there should be enough candidates, by a sample of all: twice as many, so that there
   * hardly ever are too few. Most moments then need no second look.
   */
  #guess(x: Readonly<Float64Array>, held: number): number {
    const sample = this.#sample;
    const rank = Math.ceil((2 * this.#enough * sample.length) / held);
    if (held < sample.length || rank >= sample.length) return Infinity;
    this.#moments.sample(x, Math.floor(held / sample.length), sample);
    return nthLargest(sample, sample.length - rank + 1);
  }

  #placeOf(age: number): number {
    const place = ((this.#seen - 1) % this.#labels.length) - age;
    return place < 0 ? place + this.#labels.length : place;
  }

  #search(found: SmallestValues, bound: number): void {
    this.#gather(found, bound);
    this.#nearest.fill(found.values, found.numbers, found.held);
    this.#chosen = 0;
    this.#sumOfWeights = 0;
    this.#sumOfLabels = 0;
    this.#sumOfSquares = 0;
    this.#sumOfWeighted = 0;
    while (this.#chosen < this.#sizes.k && this.#nearest.count > 0) {
      const squared = this.#nearest.nearestDistance;
      const age = this.#nearest.take();
      if (this.#isNearChosen[age] === 0) this.#choose(age, squared);
    }
    for (let i = 0; i < this.#chosen; i += 1) this.#mark(this.#chosenAges[i] as number, 0);
  }

  /** Fills in the distances with the age of each moment: 0 is the newest. */
  #gather(found: SmallestValues, known: number): void {
    const { squaredDistances } = this.#moments;
    const held = Math.min(this.#seen, this.#labels.length);
    const newest = (this.#seen - 1) % this.#labels.length;
    found.clear(known);
    let { bound } = found;
    for (let place = 0; place < held; place += 1) {
      const squared = squaredDistances[place] as number;
      if (squared >= bound) continue;
      found.add(squared, place <= newest ? newest - place : newest - place + held);
      ({ bound } = found);
    }
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
