import { wholeNumber } from '../../../numerics/checked-numbers.ts';
import { NearestFirst } from '../../../numerics/nearest-first.ts';
import { PointCloud } from '../../../numerics/point-cloud.ts';

const LEAST_SAMPLES = 500;
const NEAR = 1e-6;
/** Features lie within it on either side of 0. */
const REACH = 5;
/** So many times more moments are looked at while they do not suffice. */
const MORE = 3;
/** Moments are looked at beyond those the last forecast took, as a share of them. */
const SPARE = 1.25;
/** As many more than are wanted are no harm. */
const SURPLUS = 1.5;
/** Reaches around that of before which are tried at once. */
const TRIED = Float64Array.of(0.6, 0.85, 1.2, 1.7);
/** So many times as many as are wanted are aimed at between them, as the number is known to a few percent. */
const AIM = 1.08;
/** A guess at the reach of the moments that are looked at is mended so often where none of them will do. */
const GUESSES = 6;
/** The number of moments within a rough distance grows with about this power of it. */
const GROWTH = 5;
const LARGEST = 2 ** 30;
/** Choices a byte can tell apart. */
const CHOICES = 255;
/** No guess is so many times the one before. */
const MOST = 1000;

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
  readonly #nearest = new NearestFirst();
  /** The number of the last choice that chose one near an age. */
  readonly #nearChosen: Uint8Array;
  #choice = 0;
  /** How far the moments reach that were looked at last, and how many of them were taken. */
  #reach = 1;
  /** Whether this reach was chosen for the present from those tried. */
  #isTried = false;
  #taken = 0;
  /** How many moments lie within the reaches that were tried. */
  readonly #within = new Float64Array(TRIED.length);
  #seen = 0;
  #chosen = 0;
  #spread = 0;
  #forecast = 0;

  constructor(width: number, sizes: AnalogSizes) {
    this.#sizes = sizes;
    this.#moments = new PointCloud(wholeNumber('M', sizes.M), width, REACH);
    this.#labels = new Float64Array(sizes.M);
    wholeNumber('k', sizes.k);
    this.#nearChosen = new Uint8Array(sizes.M);
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
    const count = Math.min(this.#seen, this.#labels.length);
    for (let i = 0; i < TRIED.length; i += 1) this.#within[i] = this.#reach * (TRIED[i] as number);
    this.#moments.measure(x, count, this.#within);
    let wanted = SPARE * Math.max(this.#taken, this.#sizes.k);
    this.#chooseReach(wanted);
    while (!this.#search(wanted, count)) wanted *= MORE;
    return this.#forecast;
  }

  /** Chooses among about as many of the nearest as are wanted, of so many; whether they sufficed. */
  #search(wanted: number, all: number): boolean {
    const reach = SURPLUS * wanted < all ? this.#reachOf(wanted) : Infinity;
    const count = this.#moments.list(reach);
    this.#nearest.fill(this.#moments.squares, this.#agesOf(count), count);
    // Those that were left out may be as near as this.
    this.#chooseBelow(reach < Infinity ? this.#moments.leastSquare(reach + 1) : Infinity);
    return this.#chosen === this.#sizes.k || reach === Infinity;
  }

  /** The reach between two of those tried that should take in as many as are wanted: counts grow by a power of it. */
  #chooseReach(wanted: number): void {
    const target = AIM * wanted;
    const within = this.#within;
    let place = 1;
    while (place + 1 < TRIED.length && (within[place] as number) < target) place += 1;
    const fewer = within[place - 1] as number;
    const more = within[place] as number;
    this.#isTried = fewer > 0 && fewer <= target && more > target;
    const first = TRIED[place - 1] as number;
    const share = this.#isTried ? Math.log(target / fewer) / Math.log(more / fewer) : 1;
    this.#reach = Math.max(1, this.#reach * first * ((TRIED[place] as number) / first) ** share);
  }

  /** A rough distance within which about as many lie as are wanted, and rarely fewer, beginning at that of before. */
  #reachOf(wanted: number): number {
    for (let guess = 0; guess < GUESSES && !this.#isTried; guess += 1) {
      const count = this.#moments.countWithin(this.#reach);
      if (count >= wanted && count <= SURPLUS * wanted) break;
      const factor = (Math.sqrt(SURPLUS) * wanted) / Math.max(1, count);
      this.#reach = Math.max(1, Math.min(LARGEST, this.#reach * Math.min(MOST, factor ** (1 / GROWTH))));
    }
    this.#isTried = false;
    return Math.floor(this.#reach);
  }

  /** The ages of the moments that were listed, in their places: 0 is the newest. */
  #agesOf(count: number): Int32Array {
    const { places } = this.#moments;
    const { length } = this.#labels;
    const newest = (this.#seen - 1) % length;
    for (let i = 0; i < count; i += 1) {
      const age = newest - (places[i] as number);
      places[i] = age < 0 ? age + length : age;
    }
    return places;
  }

  /** One loop over plain numbers: it runs over a hundred moments a bar. */
  #chooseBelow(limit: number): void {
    this.#beginChoice();
    const { count, distances, numbers } = this.#nearest;
    const { k } = this.#sizes;
    const labels = this.#labels;
    const newest = (this.#seen - 1) % labels.length;
    let chosen = 0;
    let sumOfWeights = 0;
    let sumOfWeighted = 0;
    let sumOfLabels = 0;
    let sumOfSquares = 0;
    let i = 0;
    for (; i < count && chosen < k; i += 1) {
      const squared = distances[i] as number;
      if (squared >= limit) break;
      const age = numbers[i] as number;
      if (this.#nearChosen[age] === this.#choice) continue;
      const label = labels[newest < age ? newest - age + labels.length : newest - age] as number;
      const weight = 1 / (Math.sqrt(squared) + NEAR);
      chosen += 1;
      sumOfWeights += weight;
      sumOfWeighted += weight * label;
      sumOfLabels += label;
      sumOfSquares += label * label;
      this.#mark(age);
    }
    this.#taken = i;
    this.#chosen = chosen;
    const mean = sumOfLabels / chosen;
    this.#spread = Math.sqrt(Math.max(0, sumOfSquares / chosen - mean * mean));
    this.#forecast = sumOfWeighted / sumOfWeights;
  }

  /** A choice has a number of its own, so that nothing has to be taken back after it. */
  #beginChoice(): void {
    if (this.#choice === CHOICES) this.#nearChosen.fill(0);
    this.#choice = this.#choice === CHOICES ? 1 : this.#choice + 1;
  }

  /** Written out: for a handful of places a call of `fill` takes longer than the work. */
  #mark(age: number): void {
    const { gap, M } = this.#sizes;
    const near = this.#nearChosen;
    const choice = this.#choice;
    const end = Math.min(M, age + gap + 1);
    for (let other = Math.max(0, age - gap); other < end; other += 1) near[other] = choice;
  }
}
