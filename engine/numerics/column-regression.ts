import { choleskyFactor, choleskyInverse } from './cholesky.ts';
import { meanOf, productAround } from './four-sums.ts';
import { squareRows } from './square-rows.ts';

/** A linear model fitted to columns. */
export interface ColumnFit {
  /** The constant; 0 where the model has none. */
  readonly intercept: number;
  /** One for each column, in their order. */
  readonly coefficients: Float64Array;
  /** What the variance of the errors is multiplied by to give the covariance of the coefficients. */
  readonly inverseGram: readonly Float64Array[];
  readonly residuals: Float64Array;
  /** Of the residuals. */
  readonly sumOfSquares: number;
  /** Of `y`, around its mean where the model has a constant. */
  readonly totalSquares: number;
  readonly count: number;
  /** Rows less coefficients, the constant counted. */
  readonly freedom: number;
}

/** A column whose squares around its mean are this small a share of its squares does not vary. */
const STILL = 1e-26;
/** One with squares around its mean above this share of those of a column that is its mean throughout surely does. */
const SURELY_MOVES = 1e-20;
/** A column of which the others leave this small a share depends on them. */
const DEPENDENT = 1e-12;

/**
 * Least squares of `y` on columns of the same length, through the cross products of the columns in units of
 * their own length, around their means where there is a constant. Several times as fast as a factorization
 * of the rows, and lagged columns may be views of one series; where columns nearly depend on each other
 * `ordinaryLeastSquares` keeps more digits. Undefined where they do depend, where one does not vary beside
 * a constant, or where there are not more rows than coefficients.
 */
export function columnRegression(
  columns: readonly Float64Array[],
  y: Float64Array,
  hasConstant = true,
): ColumnFit | undefined {
  return new ColumnRegression().fit(columns, y, hasConstant);
}

/** {@link columnRegression} again and again in the same memory, which is renewed where the shape is another. */
export class ColumnRegression {
  readonly #regressions = new ColumnRegressions();
  readonly #ys: Float64Array[] = [];

  /** The fit is valid until the next call. */
  fit(columns: readonly Float64Array[], y: Float64Array, hasConstant = true): ColumnFit | undefined {
    this.#ys[0] = y;
    return this.#regressions.fit(columns, this.#ys, hasConstant)?.[0];
  }
}

/** The same of several `y` of one length on the same columns. */
export class ColumnRegressions {
  #basis: Basis | undefined;
  #fits: readonly WritableFit[] = [];

  /** The fits, one for each `y`, are valid until the next call. */
  fit(
    columns: readonly Float64Array[],
    ys: readonly Float64Array[],
    hasConstant = true,
  ): readonly ColumnFit[] | undefined {
    const count = ys[0]?.length ?? 0;
    if (
      this.#basis?.size !== columns.length ||
      this.#fits.length !== ys.length ||
      this.#basis.count !== count
    ) {
      const basis = new Basis(columns.length, count);
      this.#basis = basis;
      this.#fits = ys.map(() => emptyFit(basis));
    }
    const basis = this.#basis;
    if (!basis.take(columns, hasConstant)) return undefined;
    for (let i = 0; i < ys.length; i += 1) fitOf(basis, ys[i] as Float64Array, this.#fits[i] as WritableFit);
    return this.#fits;
  }
}

type WritableFit = { -readonly [Name in keyof ColumnFit]: ColumnFit[Name] };

/** What all regressions on the same columns, `size` of `count` rows, have in common. */
class Basis {
  readonly size: number;
  readonly count: number;
  readonly means: Float64Array;
  readonly inverseGram: Float64Array[];
  /** Of the columns with a `y`. */
  readonly withY: Float64Array;
  columns: readonly Float64Array[] = [];
  hasConstant = true;
  freedom = 0;
  readonly #products: Float64Array[];
  readonly #factor: Float64Array[];
  readonly #lengths: Float64Array;

  constructor(size: number, count: number) {
    this.size = size;
    this.count = count;
    this.means = new Float64Array(size);
    this.withY = new Float64Array(size);
    this.inverseGram = squareRows(size);
    this.#products = squareRows(size);
    this.#factor = squareRows(size);
    this.#lengths = new Float64Array(size);
  }

  /** Whether there are regressions on these columns. */
  take(columns: readonly Float64Array[], hasConstant: boolean): boolean {
    const { means, size } = this;
    const products = this.#products;
    const lengths = this.#lengths;
    this.columns = columns;
    this.hasConstant = hasConstant;
    this.freedom = this.count - size - (hasConstant ? 1 : 0);
    if (this.freedom <= 0) return false;
    for (let i = 0; i < size; i += 1) means[i] = hasConstant ? meanOf(columns[i] as Float64Array) : 0;
    writeCrossProducts(products, columns, means);
    for (let i = 0; i < size; i += 1) {
      lengths[i] = Math.sqrt((products[i] as Float64Array)[i] as number);
      if (isStill(columns[i] as Float64Array, means[i] as number, lengths[i] as number)) return false;
    }
    if (choleskyFactor(inUnitsOf(lengths, products), DEPENDENT, this.#factor) === undefined) return false;
    inUnitsOf(lengths, choleskyInverse(this.#factor, this.inverseGram));
    return true;
  }
}

function emptyFit({ count, inverseGram, size }: Basis): WritableFit {
  return {
    intercept: 0,
    coefficients: new Float64Array(size),
    inverseGram,
    residuals: new Float64Array(count),
    sumOfSquares: 0,
    totalSquares: 0,
    count,
    freedom: 0,
  };
}

function fitOf(basis: Basis, y: Float64Array, fit: WritableFit): ColumnFit {
  const { columns, inverseGram, means, size, withY } = basis;
  const { coefficients, residuals } = fit;
  const meanY = basis.hasConstant ? meanOf(y) : 0;
  for (let i = 0; i < size; i += 1)
    withY[i] = productAround(columns[i] as Float64Array, means[i] as number, y, meanY);
  for (let i = 0; i < size; i += 1) coefficients[i] = dot(inverseGram[i] as Float64Array, withY);
  fit.intercept = meanY - dot(coefficients, means);
  writeResiduals(fit, columns, y);
  fit.sumOfSquares = dot(residuals, residuals);
  fit.totalSquares = productAround(y, meanY, y, meanY);
  fit.freedom = basis.freedom;
  return fit;
}

/** Standard error of coefficient `index` where all errors have the same variance and no memory. */
export function coefficientError({ freedom, inverseGram, sumOfSquares }: ColumnFit, index: number): number {
  return Math.sqrt((sumOfSquares / freedom) * (inverseGram[index]?.[index] as number));
}

/** Every entry over the lengths of its row and its column, in place. */
function inUnitsOf(lengths: Float64Array, matrix: Float64Array[]): Float64Array[] {
  for (let i = 0; i < lengths.length; i += 1) {
    const row = matrix[i] as Float64Array;
    const length = lengths[i] as number;
    for (let j = 0; j < lengths.length; j += 1)
      row[j] = (row[j] as number) / (length * (lengths[j] as number));
  }
  return matrix;
}

function writeCrossProducts(
  products: readonly Float64Array[],
  columns: readonly Float64Array[],
  means: Float64Array,
): void {
  for (let i = 0; i < columns.length; i += 1) {
    const left = columns[i] as Float64Array;
    for (let j = 0; j <= i; j += 1) {
      const product = productAround(left, means[i] as number, columns[j] as Float64Array, means[j] as number);
      (products[i] as Float64Array)[j] = product;
      (products[j] as Float64Array)[i] = product;
    }
  }
}

/** Takes the part of each column from `y` in turn, of three columns in one walk. */
function writeResiduals(
  { coefficients, intercept, residuals }: ColumnFit,
  columns: readonly Float64Array[],
  y: Float64Array,
): void {
  for (let t = 0; t < y.length; t += 1) residuals[t] = (y[t] as number) - intercept;
  let i = 0;
  for (; i + 2 < columns.length; i += 3) {
    const a = columns[i] as Float64Array;
    const b = columns[i + 1] as Float64Array;
    const c = columns[i + 2] as Float64Array;
    const ofA = coefficients[i] as number;
    const ofB = coefficients[i + 1] as number;
    const ofC = coefficients[i + 2] as number;
    for (let t = 0; t < y.length; t += 1) {
      const left = (residuals[t] as number) - ofA * (a[t] as number) - ofB * (b[t] as number);
      residuals[t] = left - ofC * (c[t] as number);
    }
  }
  for (; i < columns.length; i += 1) {
    const column = columns[i] as Float64Array;
    const coefficient = coefficients[i] as number;
    for (let t = 0; t < y.length; t += 1) {
      residuals[t] = (residuals[t] as number) - coefficient * (column[t] as number);
    }
  }
}

function isStill(column: Float64Array, mean: number, length: number): boolean {
  const squares = length * length;
  // Far from the border the squares of the column itself need not be added up.
  if (squares > SURELY_MOVES * column.length * mean * mean) return false;
  return !(squares > STILL * dot(column, column));
}

const dot = (a: Float64Array, b: Float64Array): number => productAround(a, 0, b, 0);
