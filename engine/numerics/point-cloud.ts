import { positive, wholeNumber } from './checked-numbers.ts';
import {
  countWithin,
  LIMITS,
  listWithinKernel,
  POINTS_TOGETHER,
  squaredDistancesKernel,
} from './simd/distance-kernel.ts';
import { KernelFloats } from './simd/kernel-memory.ts';

const SHORT_BYTES = 2;
const INTEGER_BYTES = 4;
const FLOAT_BYTES = 8;
/** Coordinates are rounded to so many steps on either side of 0; squares of their differences stay small enough. */
const STEPS = 2047;
/** Places that are given memory at first; twice as many each time they do not suffice. */
const FIRST_PLACES = 256;
const ROUNDING = 1e-9;
/** No rough distance is as long. */
const ENDLESS = 2 ** 31 - 1;
const NO_LIMITS = new Float64Array(0);

/**
 * Points in several dimensions, each at a place of its own, and how far they are from another point: roughly
 * for all at once, from coordinates rounded to twelve bits, and exactly for those that are near. Memory grows
 * with the highest place in use.
 *
 * Source: Weber, Schek & Blott (1998), A Quantitative Analysis and Performance Study for Similarity-Search
 * Methods in High-Dimensional Spaces, VLDB.
 */
export class PointCloud {
  readonly #places: number;
  readonly #dimensions: number;
  readonly #reach: number;
  /** Coordinates of a point: an even number. */
  readonly #stride: number;
  readonly #measure: ReturnType<typeof squaredDistancesKernel>;
  readonly #list: ReturnType<typeof listWithinKernel>;
  /** A point, and a count. */
  readonly #from: KernelFloats;
  readonly #roundedFrom: KernelFloats;
  /** Limits, and how many points were within each. */
  readonly #limits: KernelFloats;
  #coordinates: KernelFloats;
  #rounded: KernelFloats;
  #distances: KernelFloats;
  #listed: KernelFloats;
  #squares: KernelFloats;
  #held: number;
  #seen: Views | undefined;
  /** Bytes of the distances measured last, with places beside the last point. */
  #bytes = 0;

  /** Coordinates beyond `reach` on either side of 0 are taken to lie there in the rough. */
  constructor(places: number, dimensions: number, reach: number) {
    this.#places = wholeNumber('the number of places', places);
    this.#dimensions = wholeNumber('the number of dimensions', dimensions);
    this.#reach = positive('a reach', reach);
    this.#held = FIRST_PLACES;
    this.#stride = dimensions + (dimensions % 2);
    this.#measure = squaredDistancesKernel(this.#stride / 2);
    this.#list = listWithinKernel(this.#stride / 2);
    this.#from = new KernelFloats(this.#stride + 1);
    this.#roundedFrom = floatsFor(SHORT_BYTES * this.#stride);
    this.#limits = floatsFor(INTEGER_BYTES * 2 * LIMITS);
    this.#coordinates = new KernelFloats(this.#stride * this.#held);
    this.#rounded = floatsFor(SHORT_BYTES * this.#stride * this.#held);
    this.#distances = floatsFor(INTEGER_BYTES * this.#held);
    this.#listed = floatsFor(INTEGER_BYTES * (this.#held + POINTS_TOGETHER));
    this.#squares = new KernelFloats(this.#held);
  }

  /** @throws {RangeError} when there is no such place. */
  put(place: number, point: Readonly<Float64Array>): void {
    if (place >= this.#places) throw new RangeError(`a place must be below ${this.#places}, was ${place}`);
    while (place >= this.#held) this.#grow();
    this.#coordinates.values.set(point, place * this.#stride);
    const shorts = this.#views.rounded;
    const beside = place % POINTS_TOGETHER;
    const from = (place - beside) * this.#stride + 2 * beside;
    for (let j = 0; j < this.#dimensions; j += 1) {
      const two = j >> 1;
      shorts[from + 2 * POINTS_TOGETHER * two + (j & 1)] = this.#round(point[j] as number);
    }
  }

  /**
   * Measures the points at the first `count` places from a point and answers how far they are in the rough; others may
   * follow. How many are not farther away than some limits, up to four, is written in their places; it may be a few more.
   */
  measure(from: Readonly<Float64Array>, count: number, limits: Float64Array = NO_LIMITS): Int32Array {
    const point = this.#from.values;
    const shorts = this.#views.roundedFrom;
    for (let j = 0; j < this.#dimensions; j += 1) {
      point[j] = from[j] as number;
      shorts[j] = this.#round(from[j] as number);
    }
    const counted = this.#views.limits;
    for (let i = 0; i < limits.length; i += 1) counted[i] = limitOf(limits[i] as number);
    this.#bytes = INTEGER_BYTES * POINTS_TOGETHER * Math.ceil(count / POINTS_TOGETHER);
    this.#measure(
      this.#rounded.address,
      this.#roundedFrom.address,
      this.#distances.address,
      this.#bytes,
      this.#limits.address,
    );
    for (let i = 0; i < limits.length; i += 1) limits[i] = counted[LIMITS + i] as number;
    const { distances } = this.#views;
    // Places beside the last have no points.
    for (let place = count; place < this.#bytes / INTEGER_BYTES; place += 1) distances[place] = ENDLESS;
    return distances;
  }

  /** How many of the measured points are not farther away in the rough. */
  countWithin(rough: number): number {
    const { address } = this.#limits;
    countWithin(this.#distances.address, this.#bytes, limitOf(rough), address);
    return this.#views.limits[0] as number;
  }

  /** Lists the measured points that are not farther away in the rough, and answers how many there are. */
  list(rough: number): number {
    this.#list(
      this.#distances.address,
      this.#bytes,
      limitOf(rough),
      this.#coordinates.address,
      this.#from.address,
      this.#listed.address,
      this.#squares.address,
    );
    return (this.#views.found[0] as number) / INTEGER_BYTES;
  }

  /** Places of the points that were listed last, in ascending order; others may follow. */
  get places(): Int32Array {
    return this.#views.listed;
  }

  /** The squares of their distances. */
  get squares(): Float64Array {
    return this.#squares.values;
  }

  /** A point of this rough distance or a longer one has at least this squared distance. */
  leastSquare(rough: number): number {
    // Either end may be half a step off in every dimension.
    const steps = Math.sqrt(rough) * (1 - ROUNDING) - Math.sqrt(this.#dimensions);
    return steps > 0 ? (steps * (this.#reach / STEPS)) ** 2 : 0;
  }

  /** The same numbers as whole ones; made anew after the memory of kernels grew. */
  get #views(): Views {
    if (this.#seen === undefined || this.#seen.found.length === 0)
      this.#seen = {
        rounded: shortsOf(this.#rounded),
        roundedFrom: shortsOf(this.#roundedFrom),
        limits: wholesOf(this.#limits),
        distances: wholesOf(this.#distances),
        listed: wholesOf(this.#listed),
        found: wholesOf(this.#from).subarray(2 * this.#stride),
      };
    return this.#seen;
  }

  #round(coordinate: number): number {
    const steps = Math.round(coordinate * (STEPS / this.#reach));
    return steps > STEPS ? STEPS : steps < -STEPS ? -STEPS : steps;
  }

  #grow(): void {
    this.#held *= 2;
    const coordinates = new KernelFloats(this.#held * this.#stride);
    const rounded = floatsFor(SHORT_BYTES * this.#stride * this.#held);
    const distances = floatsFor(INTEGER_BYTES * this.#held);
    const listed = floatsFor(INTEGER_BYTES * (this.#held + POINTS_TOGETHER));
    const squares = new KernelFloats(this.#held);
    coordinates.values.set(this.#coordinates.values);
    rounded.values.set(this.#rounded.values);
    for (const old of [this.#coordinates, this.#rounded, this.#distances, this.#listed, this.#squares])
      old.release();
    this.#coordinates = coordinates;
    this.#rounded = rounded;
    this.#distances = distances;
    this.#listed = listed;
    this.#squares = squares;
    this.#seen = undefined;
  }
}

/** Numbers of a cloud that are whole. */
interface Views {
  readonly rounded: Int16Array;
  readonly roundedFrom: Int16Array;
  readonly limits: Int32Array;
  readonly distances: Int32Array;
  readonly listed: Int32Array;
  /** Where the bytes of the listed places are written. */
  readonly found: Int32Array;
}

const floatsFor = (bytes: number): KernelFloats => new KernelFloats(Math.ceil(bytes / FLOAT_BYTES));
const limitOf = (rough: number): number => Math.min(Math.floor(rough), ENDLESS - 1);

const shortsOf = ({ values }: KernelFloats): Int16Array =>
  new Int16Array(values.buffer, values.byteOffset, values.byteLength / SHORT_BYTES);
const wholesOf = ({ values }: KernelFloats): Int32Array =>
  new Int32Array(values.buffer, values.byteOffset, values.byteLength / INTEGER_BYTES);
