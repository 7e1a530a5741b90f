import { notNegative, wholeNumber } from './checked-numbers.ts';
import { factorTriangle, solveTriangle } from './packed-cholesky.ts';
import { quickExponential } from './quick-exponential.ts';

const none = new Float64Array();

/** How forecasts are made. */
export interface SMapSettings {
  /** Values in a row that describe a moment. */
  readonly dimension: number;
  /** Moments remembered. */
  readonly length: number;
  readonly ridge: number;
  /** How fast moments lose weight with their distance, for each of the forecasts. */
  readonly thetas: readonly [number, number, number, number, number];
}

/**
 * Forecasts of the next value of a series by linear models in which earlier moments count the more, the more
 * like the present one they are.
 *
 * Source: Sugihara (1994), Nonlinear Forecasting for the Classification of Natural Time Series, Philosophical
 * Transactions of the Royal Society A 348.
 */
export class SMap {
  readonly #settings: SMapSettings;
  /** The last values, newest first: behind those of a moment one more. */
  readonly #recent: Float64Array;
  /** One list for each product the normal equations sum up, one place for each moment. */
  readonly #products: readonly Float64Array[];
  /** Sums of the products without weights, kept up and taken anew with every round of the memory. */
  readonly #plainSums: Float64Array;
  /** For each theta five numbers for each product. */
  readonly #sums: Float64Array;
  readonly #weights: readonly Float64Array[];
  /** Lower triangle of the normal equations, row by row, and their right side. */
  readonly #triangle: Float64Array;
  readonly #side: Float64Array;
  readonly #distances: Float64Array;
  readonly #row: Float64Array;
  #values = 0;
  #next = 0;
  #count = 0;

  /** @throws {RangeError} when a dimension or a length is not a whole number of at least 1, or the ridge negative. */
  constructor(settings: SMapSettings) {
    const size = wholeNumber('E', settings.dimension) + 1;
    wholeNumber('library', settings.length);
    notNegative('ridge', settings.ridge);
    this.#settings = settings;
    this.#recent = new Float64Array(size);
    this.#row = new Float64Array(size);
    this.#row[0] = 1;
    const list = () => new Float64Array(settings.length);
    const products = (size * (size + 1)) / 2 + size;
    // They are summed in pairs; where one is left over it goes with a list of zeros.
    this.#products = Array.from({ length: products + (products % 2) }, list);
    this.#plainSums = new Float64Array(this.#products.length);
    this.#sums = new Float64Array(5 * this.#products.length);
    this.#triangle = new Float64Array((size * (size + 1)) / 2);
    this.#side = new Float64Array(size);
    this.#weights = settings.thetas.map(list);
    this.#distances = list();
  }

  /** Whether the memory is full. */
  get isFull(): boolean {
    return this.#count === this.#settings.length;
  }

  /** Takes in the next value; the moment before it has its successor with it. */
  push(value: number): void {
    const { dimension } = this.#settings;
    if (this.#values >= dimension) this.#remember(value);
    this.#recent.copyWithin(1, 0, dimension);
    this.#recent[0] = value;
    if (this.#values < dimension) this.#values += 1;
  }

  /** One forecast of the next value for each theta; NaN where a model has no solution. A new list each time. */
  forecasts(): Float64Array {
    this.#sum();
    const forecasts = new Float64Array(this.#settings.thetas.length);
    for (let place = 0; place < forecasts.length; place += 1) {
      this.#solve(place);
      let sum = this.#side[0] as number;
      for (let i = 1; i < this.#side.length; i += 1)
        sum += (this.#side[i] as number) * (this.#recent[i - 1] as number);
      forecasts[place] = sum;
    }
    return forecasts;
  }

  /** Coefficients of the model of one theta, the constant first; NaN where it has no solution. */
  coefficients(place: number): Float64Array {
    this.#sum();
    this.#solve(place);
    return this.#side.slice();
  }

  #remember(successor: number): void {
    const { dimension, length } = this.#settings;
    this.#row.set(this.#recent.subarray(0, dimension), 1);
    let place = 0;
    for (let i = 0; i <= dimension; i += 1) {
      const one = this.#row[i] as number;
      for (let j = 0; j <= i; j += 1) this.#write(place++, one * (this.#row[j] as number));
    }
    for (let i = 0; i <= dimension; i += 1) this.#write(place++, successor * (this.#row[i] as number));
    this.#next = this.#next + 1 === length ? 0 : this.#next + 1;
    if (this.#count < length) this.#count += 1;
  }

  #write(place: number, product: number): void {
    const list = this.#products[place] as Float64Array;
    const sums = this.#plainSums;
    sums[place] = (sums[place] as number) + product - (list[this.#next] as number);
    list[this.#next] = product;
    if (this.#next > 0) return;
    // Before rounding adds up.
    let sum = 0;
    for (let k = 0; k < list.length; k += 1) sum += list[k] as number;
    sums[place] = sum;
  }

  /** Weights and products, summed for each theta. */
  #sum(): void {
    this.#weigh();
    for (let place = 0; place < this.#products.length; place += 2) this.#sumPair(place);
  }

  /** Sums two products at once for the last four weights: what is read once is used often, and no sum waits for another. */
  #sumPair(place: number): void {
    const sums = this.#sums;
    const [, w1 = none, w2 = none, w3 = none, w4 = none] = this.#weights;
    const one = this.#products[place] as Float64Array;
    const other = this.#products[place + 1] as Float64Array;
    const count = this.#count;
    let a1 = 0;
    let a2 = 0;
    let a3 = 0;
    let a4 = 0;
    let b1 = 0;
    let b2 = 0;
    let b3 = 0;
    let b4 = 0;
    for (let k = 0; k < count; k += 1) {
      const a = one[k] as number;
      const b = other[k] as number;
      const x1 = w1[k] as number;
      const x2 = w2[k] as number;
      const x3 = w3[k] as number;
      const x4 = w4[k] as number;
      a1 += x1 * a;
      b1 += x1 * b;
      a2 += x2 * a;
      b2 += x2 * b;
      a3 += x3 * a;
      b3 += x3 * b;
      a4 += x4 * a;
      b4 += x4 * b;
    }
    const at = 5 * place;
    sums[at] = this.#firstSum(place);
    sums[at + 1] = a1;
    sums[at + 2] = a2;
    sums[at + 3] = a3;
    sums[at + 4] = a4;
    sums[at + 5] = this.#firstSum(place + 1);
    sums[at + 6] = b1;
    sums[at + 7] = b2;
    sums[at + 8] = b3;
    sums[at + 9] = b4;
  }

  /** The sum of a product for the first of the weights, which are all 1 where its theta is 0. */
  #firstSum(place: number): number {
    if (this.#settings.thetas[0] === 0) return this.#plainSums[place] as number;
    const list = this.#products[place] as Float64Array;
    const weights = this.#weights[0] ?? none;
    let sum = 0;
    for (let k = 0; k < this.#count; k += 1) sum += (weights[k] as number) * (list[k] as number);
    return sum;
  }

  /** Squares of the weights of all moments, as the normal equations take them. */
  #weigh(): void {
    const count = this.#count;
    const mean = this.#measure() / count;
    const { thetas } = this.#settings;
    const distances = this.#distances;
    for (let i = 0; i < thetas.length; i += 1) {
      const rate = mean > 0 ? (-2 * (thetas[i] as number)) / mean : 0;
      const weights = this.#weights[i] as Float64Array;
      const before = this.#weights[i - 1];
      if (rate === 0) {
        // Of the first the plain sums are known.
        if (i > 0 || thetas[0] !== 0) weights.fill(1);
      } else if (before !== undefined && thetas[i] === 2 * (thetas[i - 1] as number)) {
        for (let k = 0; k < count; k += 1) weights[k] = (before[k] as number) * (before[k] as number);
      } else {
        for (let k = 0; k < count; k += 1) weights[k] = quickExponential(rate * (distances[k] as number));
      }
    }
  }

  /** Measures how far all moments lie from now; answers the sum of the distances. */
  #measure(): number {
    const { dimension } = this.#settings;
    const count = this.#count;
    const distances = this.#distances;
    distances.fill(0);
    for (let i = 1; i <= dimension; i += 1) {
      const list = this.#products[(i * (i + 1)) / 2] as Float64Array;
      const now = this.#recent[i - 1] as number;
      for (let k = 0; k < count; k += 1) {
        const away = (list[k] as number) - now;
        distances[k] = (distances[k] as number) + away * away;
      }
    }
    let sum = 0;
    for (let k = 0; k < count; k += 1) sum += distances[k] = Math.sqrt(distances[k] as number);
    return sum;
  }

  /** Puts the coefficients of one theta into the right side, by Cholesky's factors; NaN where there are none. */
  #solve(theta: number): void {
    const side = this.#side;
    const triangle = this.#triangle;
    const sums = this.#sums;
    const size = side.length;
    for (let place = 0; place < triangle.length; place += 1)
      triangle[place] = sums[5 * place + theta] as number;
    for (let i = 0; i < size; i += 1) {
      side[i] = sums[5 * (triangle.length + i) + theta] as number;
      const diagonal = (i * (i + 3)) / 2;
      triangle[diagonal] = (triangle[diagonal] as number) + this.#settings.ridge;
    }
    if (factorTriangle(triangle, size)) solveTriangle(triangle, side);
    else side.fill(NaN);
  }
}
