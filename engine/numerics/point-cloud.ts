import { wholeNumber } from './checked-numbers.ts';

const BLOCK = 8;

/** Points in several dimensions, each at a place of its own, and how far all of them are from another point. */
export class PointCloud {
  /** Squared distances of the last measurement, by place. */
  readonly squaredDistances: Float64Array;
  readonly #stride: number;
  readonly #coordinates: Float64Array;
  readonly #from: Float64Array;

  constructor(places: number, dimensions: number) {
    this.squaredDistances = new Float64Array(wholeNumber('the number of places', places));
    // Padded with zeros, whose distance is 0, so that whole blocks can be measured at once.
    this.#stride = BLOCK * Math.ceil(dimensions / BLOCK);
    this.#coordinates = new Float64Array(places * this.#stride);
    this.#from = new Float64Array(this.#stride);
  }

  put(place: number, point: Readonly<Float64Array>): void {
    this.#coordinates.set(point, place * this.#stride);
  }

  /** Measures the points at the first `count` places. */
  measure(from: Readonly<Float64Array>, count: number): void {
    this.#from.set(from);
    this.squaredDistances.fill(0, 0, count);
    for (let block = 0; block < this.#stride; block += BLOCK) this.#measureBlock(block, count);
  }

  /** Adds eight dimensions. Written out, because a loop inside would take twice the time of all. */
  #measureBlock(block: number, count: number): void {
    const stride = this.#stride;
    const coordinates = this.#coordinates;
    const distances = this.squaredDistances;
    const [x0 = 0, x1 = 0, x2 = 0, x3 = 0, x4 = 0, x5 = 0, x6 = 0, x7 = 0] = this.#from.subarray(block);
    for (let place = 0, at = block; place < count; place += 1, at += stride) {
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
      distances[place] = (distances[place] as number) + (half + rest);
    }
  }
}
