import { notNegative, wholeNumber } from './checked-numbers.ts';
import { factorTriangle, solveTriangle } from './packed-cholesky.ts';
import { KernelFloats } from './simd/kernel-memory.ts';
import {
  distanceWeights,
  momentDistances,
  MOMENTS_TOGETHER,
  poweredSumsKernel,
} from './simd/s-map-kernels.ts';

const FLOAT_BYTES = 8;
/** The first theta is 0; each of the others is twice the one before. */
const THETAS = 5;
const POWERED = THETAS - 1;

/** How forecasts are made. */
export interface SMapSettings {
  /** Values in a row that describe a moment. */
  readonly dimension: number;
  /** Moments remembered. */
  readonly length: number;
  readonly ridge: number;
  /** How fast moments lose weight with their distance in the second forecast. */
  readonly theta: number;
}

/**
 * Forecasts of the next value of a series by five linear models: one of all moments alike, and four in which
 * earlier moments count the more, the more like the present one they are. From model to model their weight
 * falls twice as fast.
 *
 * Source: Sugihara (1994), Nonlinear Forecasting for the Classification of Natural Time Series, Philosophical
 * Transactions of the Royal Society A 348.
 */
export class SMap {
  readonly #settings: SMapSettings;
  /** The last values twice, so that the window never wraps around, and one more. */
  readonly #series: KernelFloats;
  /** How many values a window has: each moment, and the successor of the last. */
  readonly #window: number;
  /** The last values, newest first: behind those of a moment one more. */
  readonly #recent: Float64Array;
  /** Distances of the moments and their weights. */
  readonly #distances: KernelFloats;
  readonly #weights: KernelFloats;
  /** The moment of now, a rate, and two sums of distances. */
  readonly #scratch: KernelFloats;
  /** Sums of products for each theta but the first. */
  readonly #poweredSums: KernelFloats;
  readonly #sumPowers: ReturnType<typeof poweredSumsKernel>;
  /** Sums of the products without weights, kept up and taken anew with every round of the memory. */
  readonly #plainSums: Float64Array;
  /** Lower triangle of the normal equations, row by row, and their right side. */
  readonly #triangle: Float64Array;
  readonly #side: Float64Array;
  #values = 0;
  #next = 0;

  /** @throws {RangeError} when a dimension or a length is not a whole number of at least 1, or the ridge negative. */
  constructor(settings: SMapSettings) {
    const size = wholeNumber('E', settings.dimension) + 1;
    const { length } = settings;
    this.#window = wholeNumber('library', length) + settings.dimension;
    notNegative('ridge', settings.ridge);
    this.#settings = settings;
    this.#recent = new Float64Array(size);
    this.#series = new KernelFloats(2 * this.#window + 1);
    this.#distances = new KernelFloats(length + MOMENTS_TOGETHER);
    this.#weights = new KernelFloats(length + MOMENTS_TOGETHER);
    this.#scratch = new KernelFloats(size + 3);
    this.#triangle = new Float64Array((size * (size + 1)) / 2);
    this.#side = new Float64Array(size);
    this.#plainSums = new Float64Array(this.#triangle.length + size);
    this.#poweredSums = new KernelFloats(POWERED * this.#plainSums.length);
    this.#sumPowers = poweredSumsKernel(settings.dimension);
  }

  /** Whether the memory is full. */
  get isFull(): boolean {
    return this.#values >= this.#window;
  }

  /** Takes in the next value; the moment before it has its successor with it. */
  push(value: number): void {
    const { dimension } = this.#settings;
    if (this.isFull) this.#count(0, -1);
    this.#write(value);
    this.#values += 1;
    if (this.#moments > 0) this.#count(this.#moments - 1, 1);
    if (this.#next === 0) this.#countAfresh();
    for (let i = dimension; i > 0; i -= 1) this.#recent[i] = this.#recent[i - 1] as number;
    this.#recent[0] = value;
  }

  /** One forecast of the next value for each theta, written into a list; NaN where a model has no solution. */
  forecasts(target: Float64Array = new Float64Array(THETAS)): Float64Array {
    this.#sum();
    for (let place = 0; place < THETAS; place += 1) {
      this.#solve(place);
      let sum = this.#side[0] as number;
      for (let i = 1; i < this.#side.length; i += 1)
        sum += (this.#side[i] as number) * (this.#recent[i - 1] as number);
      target[place] = sum;
    }
    return target;
  }

  /** Coefficients of the model of one theta, the constant first; NaN where it has no solution. */
  coefficients(place: number): Float64Array {
    this.#sum();
    this.#solve(place);
    return this.#side.slice();
  }

  /** Place of the oldest value in the series. */
  get #start(): number {
    return this.isFull ? this.#next : 0;
  }

  get #moments(): number {
    return Math.min(this.#values, this.#window) - this.#settings.dimension;
  }

  #write(value: number): void {
    const { values } = this.#series;
    values[this.#next] = value;
    values[this.#next + this.#window] = value;
    this.#next = this.#next + 1 === this.#window ? 0 : this.#next + 1;
  }

  /** Before rounding adds up. */
  #countAfresh(): void {
    this.#plainSums.fill(0);
    for (let moment = 0; moment < this.#moments; moment += 1) this.#count(moment, 1);
  }

  /** Counts a moment, the oldest is 0, or takes it off again. */
  #count(moment: number, times: 1 | -1): void {
    const { values } = this.#series;
    const { dimension } = this.#settings;
    const successor = this.#start + dimension + moment;
    const sums = this.#plainSums;
    let place = 0;
    for (let i = 0; i <= dimension; i += 1) {
      const one = times * (i === 0 ? 1 : (values[successor - i] as number));
      for (let j = 0; j <= i; j += 1, place += 1)
        sums[place] = (sums[place] as number) + one * (j === 0 ? 1 : (values[successor - j] as number));
    }
    const next = times * (values[successor] as number);
    for (let i = 0; i <= dimension; i += 1, place += 1)
      sums[place] = (sums[place] as number) + next * (i === 0 ? 1 : (values[successor - i] as number));
  }

  /** Sums of products, for each theta. */
  #sum(): void {
    this.#weigh();
    const oldest = this.#series.address + FLOAT_BYTES * this.#start;
    this.#sumPowers(this.#weights.address, oldest, this.#poweredSums.address, FLOAT_BYTES * this.#moments);
  }

  /** Squares of the weights of all moments in the second model, as the normal equations take them. */
  #weigh(): void {
    const { theta } = this.#settings;
    const count = this.#moments;
    const mean = this.#measure() / count;
    const place = this.#settings.dimension;
    const { address, values } = this.#scratch;
    values[place] = mean > 0 ? (-2 * theta) / mean : 0;
    const bytes = FLOAT_BYTES * count;
    distanceWeights(this.#distances.address, address + FLOAT_BYTES * place, this.#weights.address, bytes);
    // Two at once: the one behind the last of an odd number counts nothing.
    this.#weights.values[count] = 0;
  }

  /** Measures how far all moments lie from now; answers the sum of the distances. */
  #measure(): number {
    const { dimension } = this.#settings;
    const { address, values } = this.#scratch;
    const count = this.#moments;
    const newest = this.#series.address + FLOAT_BYTES * (this.#start + dimension - 1);
    for (let i = 0; i < dimension; i += 1) values[i] = this.#recent[i] as number;
    const total = dimension + 1;
    momentDistances(
      newest,
      address,
      FLOAT_BYTES * dimension,
      this.#distances.address,
      address + FLOAT_BYTES * total,
      FLOAT_BYTES * count,
    );
    const beyond = count % 2 === 0 ? 0 : (this.#distances.values[count] as number);
    return (values[total] as number) + (values[total + 1] as number) - beyond;
  }

  /** Puts the coefficients of one theta into the right side, by Cholesky's factors; NaN where there are none. */
  #solve(theta: number): void {
    const side = this.#side;
    const triangle = this.#triangle;
    const size = side.length;
    const sums = theta === 0 ? this.#plainSums : this.#poweredSums.values;
    const from = theta === 0 ? 0 : (theta - 1) * this.#plainSums.length;
    for (let place = 0; place < triangle.length; place += 1) triangle[place] = sums[from + place] as number;
    for (let i = 0; i < size; i += 1) {
      side[i] = sums[from + triangle.length + i] as number;
      const diagonal = (i * (i + 3)) / 2;
      triangle[diagonal] = (triangle[diagonal] as number) + this.#settings.ridge;
    }
    if (factorTriangle(triangle, size)) solveTriangle(triangle, side);
    else side.fill(NaN);
  }
}
