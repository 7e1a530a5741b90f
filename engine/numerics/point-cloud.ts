import { wholeNumber } from './checked-numbers.ts';

const BLOCK = 8;
/** Places that are given memory at first; twice as many each time they do not suffice. */
const FIRST_PLACES = 256;

/**
 * Points in several dimensions, each at a place of its own, and how far all of them are from another point.
 * Memory grows with the highest place in use.
 */
export class PointCloud {
  readonly #places: number;
  readonly #stride: number;
  #coordinates: Float64Array;
  #squaredDistances: Float64Array;
  readonly #from: Float64Array;

  constructor(places: number, dimensions: number) {
    this.#places = wholeNumber('the number of places', places);
    const first = Math.min(places, FIRST_PLACES);
    this.#squaredDistances = new Float64Array(first);
    // Padded with zeros, whose distance is 0, so that whole blocks can be measured at once.
    this.#stride = BLOCK * Math.ceil(dimensions / BLOCK);
    this.#coordinates = new Float64Array(first * this.#stride);
    this.#from = new Float64Array(this.#stride);
  }

  /** Squared distances of the last measurement, by place. */
  get squaredDistances(): Float64Array {
    return this.#squaredDistances;
  }

  /** @throws {RangeError} when there is no such place. */
  put(place: number, point: Readonly<Float64Array>): void {
    if (place >= this.#places) throw new RangeError(`a place must be below ${this.#places}, was ${place}`);
    while (place >= this.#squaredDistances.length) this.#grow();
    this.#coordinates.set(point, place * this.#stride);
  }

  /**
   * Measures the points at the first `count` places. Of those that are not nearer than the root of `within` no
   * more is known afterwards than that.
   */
  measure(from: Readonly<Float64Array>, count: number, within = Infinity): void {
    this.#from.set(from);
    this.#squaredDistances.fill(0, 0, count);
    for (let block = 0; block < this.#stride; block += BLOCK) this.#measureBlock(block, count, within);
  }

  /** Writes the squared distances of every `step`-th place, as many as `target` has room for. */
  sample(from: Readonly<Float64Array>, step: number, target: Float64Array): void {
    const coordinates = this.#coordinates;
    for (let i = 0, at = 0; i < target.length; i += 1, at += step * this.#stride) {
      let sum = 0;
      for (let j = 0; j < from.length; j += 1) {
        const apart = (coordinates[at + j] as number) - (from[j] as number);
        sum += apart * apart;
      }
      target[i] = sum;
    }
  }

  #grow(): void {
    const places = Math.min(this.#places, 2 * this.#squaredDistances.length);
    const coordinates = new Float64Array(places * this.#stride);
    coordinates.set(this.#coordinates);
    this.#coordinates = coordinates;
    this.#squaredDistances = new Float64Array(places);
  }

  /** Adds eight dimensions to what is below `within`. Written out, because a loop inside would take twice the time of all. */
  #measureBlock(block: number, count: number, within: number): void {
    const stride = this.#stride;
    const coordinates = this.#coordinates;
    const distances = this.#squaredDistances;
    const from = this.#from;
    const x0 = from[block] as number;
    const x1 = from[block + 1] as number;
    const x2 = from[block + 2] as number;
    const x3 = from[block + 3] as number;
    const x4 = from[block + 4] as number;
    const x5 = from[block + 5] as number;
    const x6 = from[block + 6] as number;
    const x7 = from[block + 7] as number;
    for (let place = 0, at = block; place < count; place += 1, at += stride) {
      const before = distances[place] as number;
      if (before >= within) continue;
      const d0 = (coordinates[at] as number) - x0;
      const d1 = (coordinates[at + 1] as number) - x1;
      const d2 = (coordinates[at + 2] as number) - x2;
      const d3 = (coordinates[at + 3] as number) - x3;
      const d4 = (coordinates[at + 4] as number) - x4;
      const d5 = (coordinates[at + 5] as number) - x5;
      const d6 = (coordinates[at + 6] as number) - x6;
      const d7 = (coordinates[at + 7] as number) - x7;
      const half = d0 * d0 + d1 * d1 + (d2 * d2 + d3 * d3);
      const rest = d4 * d4 + d5 * d5 + (d6 * d6 + d7 * d7);
      distances[place] = before + (half + rest);
    }
  }
}
