import { positive, wholeNumber } from './checked-numbers.ts';
import { squaredDistancesKernel } from './simd/distance-kernel.ts';
import { KernelFloats } from './simd/kernel-memory.ts';

/** Short whole numbers the kernel takes at once. */
const TOGETHER = 8;
const SHORT_BYTES = 2;
const INTEGER_BYTES = 4;
const FLOAT_BYTES = 8;
/** Coordinates are rounded to so many steps on either side of 0; squares of their differences stay small enough. */
const STEPS = 2047;
/** Places that are given memory at first; twice as many each time they do not suffice. */
const FIRST_PLACES = 256;
const ROUNDING = 1e-9;

/**
 * Points in several dimensions, each at a place of its own, and how far they are from another point: roughly
 * for all at once, from coordinates rounded to twelve bits, and exactly for those one asks about. Memory grows
 * with the highest place in use.
 *
 * Source: Weber, Schek & Blott (1998), A Quantitative Analysis and Performance Study for Similarity-Search
 * Methods in High-Dimensional Spaces, VLDB.
 */
export class PointCloud {
  readonly #places: number;
  readonly #dimensions: number;
  readonly #reach: number;
  readonly #stride: number;
  readonly #kernel: ReturnType<typeof squaredDistancesKernel>;
  readonly #from: Float64Array;
  readonly #roundedFrom: KernelFloats;
  #coordinates: Float64Array;
  #rounded: KernelFloats;
  #distances: KernelFloats;
  #held: number;

  /** Coordinates beyond `reach` on either side of 0 are taken to lie there in the rough. */
  constructor(places: number, dimensions: number, reach: number) {
    this.#places = wholeNumber('the number of places', places);
    this.#dimensions = dimensions;
    this.#reach = positive('a reach', reach);
    this.#held = Math.min(places, FIRST_PLACES);
    const vectors = Math.ceil(dimensions / TOGETHER);
    this.#stride = TOGETHER * vectors;
    this.#kernel = squaredDistancesKernel(vectors);
    this.#from = new Float64Array(dimensions);
    this.#roundedFrom = floatsFor(SHORT_BYTES * this.#stride);
    this.#coordinates = new Float64Array(this.#held * dimensions);
    this.#rounded = floatsFor(SHORT_BYTES * this.#stride * this.#held);
    this.#distances = floatsFor(INTEGER_BYTES * this.#held);
  }

  /** @throws {RangeError} when there is no such place. */
  put(place: number, point: Readonly<Float64Array>): void {
    if (place >= this.#places) throw new RangeError(`a place must be below ${this.#places}, was ${place}`);
    while (place >= this.#held) this.#grow();
    this.#coordinates.set(point, place * this.#dimensions);
    this.#round(point, this.#rounded, place * this.#stride);
  }

  /** Measures the points at the first `count` places from a point and answers how far they are in the rough. */
  measure(from: Readonly<Float64Array>, count: number): Int32Array {
    this.#from.set(from);
    this.#round(from, this.#roundedFrom, 0);
    const { address } = this.#distances;
    this.#kernel(this.#rounded.address, this.#roundedFrom.address, address, INTEGER_BYTES * count);
    const { buffer } = this.#distances.values;
    return new Int32Array(buffer, address, count);
  }

  /** The squared distance of the point at a place from the last one that was measured from. */
  squaredDistance(place: number): number {
    const coordinates = this.#coordinates;
    const from = this.#from;
    const at = place * this.#dimensions;
    let sum = 0;
    for (let j = 0; j < from.length; j += 1) {
      const apart = (coordinates[at + j] as number) - (from[j] as number);
      sum += apart * apart;
    }
    return sum;
  }

  /** A point of this rough distance or a longer one has at least this squared distance. */
  leastSquare(rough: number): number {
    // Either end may be half a step off in every dimension.
    const steps = Math.sqrt(rough) * (1 - ROUNDING) - Math.sqrt(this.#dimensions);
    return steps > 0 ? (steps * (this.#reach / STEPS)) ** 2 : 0;
  }

  #round(point: Readonly<Float64Array>, target: KernelFloats, from: number): void {
    const { buffer, byteOffset } = target.values;
    const shorts = new Int16Array(buffer, byteOffset + SHORT_BYTES * from, this.#dimensions);
    const scale = STEPS / this.#reach;
    for (let j = 0; j < shorts.length; j += 1) {
      const steps = Math.round((point[j] as number) * scale);
      shorts[j] = steps > STEPS ? STEPS : steps < -STEPS ? -STEPS : steps;
    }
  }

  #grow(): void {
    this.#held = Math.min(this.#places, 2 * this.#held);
    const coordinates = new Float64Array(this.#held * this.#dimensions);
    coordinates.set(this.#coordinates);
    this.#coordinates = coordinates;
    const rounded = floatsFor(SHORT_BYTES * this.#stride * this.#held);
    this.#distances = floatsFor(INTEGER_BYTES * this.#held);
    rounded.values.set(this.#rounded.values);
    this.#rounded = rounded;
  }
}

const floatsFor = (bytes: number): KernelFloats => new KernelFloats(Math.ceil(bytes / FLOAT_BYTES));
