import { choleskyFactor, choleskyInverse } from './cholesky.ts';
import { meanOf, productAround } from './four-sums.ts';

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
  const common = commonOf(columns, y.length, hasConstant);
  return common && fitOf(common, y);
}

/** The same with a constant for several `y` of one length on the same columns. */
export function columnRegressions(
  columns: readonly Float64Array[],
  ys: readonly Float64Array[],
): ColumnFit[] | undefined {
  const common = commonOf(columns, ys[0]?.length ?? 0, true);
  return common && ys.map((y) => fitOf(common, y));
}

/** What all regressions on the same columns have in common. */
interface Common extends Pick<ColumnFit, 'inverseGram' | 'freedom'> {
  readonly columns: readonly Float64Array[];
  readonly hasConstant: boolean;
  readonly means: Float64Array;
}

function commonOf(columns: readonly Float64Array[], count: number, hasConstant: boolean): Common | undefined {
  const size = columns.length;
  const freedom = count - size - (hasConstant ? 1 : 0);
  if (freedom <= 0) return undefined;
  const means = new Float64Array(size);
  if (hasConstant) for (let i = 0; i < size; i += 1) means[i] = meanOf(columns[i] as Float64Array);
  const products = crossProducts(columns, means);
  const lengths = new Float64Array(size);
  for (let i = 0; i < size; i += 1) {
    lengths[i] = Math.sqrt((products[i] as Float64Array)[i] as number);
    if (isStill(columns[i] as Float64Array, lengths[i] as number)) return undefined;
  }
  const factor = choleskyFactor(inUnitsOf(lengths, products), DEPENDENT);
  if (factor === undefined) return undefined;
  return { columns, hasConstant, freedom, means, inverseGram: inUnitsOf(lengths, choleskyInverse(factor)) };
}

function fitOf({ columns, freedom, hasConstant, inverseGram, means }: Common, y: Float64Array): ColumnFit {
  const size = columns.length;
  const meanY = hasConstant ? meanOf(y) : 0;
  const withY = new Float64Array(size);
  for (let i = 0; i < size; i += 1)
    withY[i] = productAround(columns[i] as Float64Array, means[i] as number, y, meanY);
  const coefficients = new Float64Array(size);
  for (let i = 0; i < size; i += 1) coefficients[i] = dot(inverseGram[i] as Float64Array, withY);
  const intercept = meanY - dot(coefficients, means);
  const residuals = residualsOf({ columns, y, coefficients, intercept });
  const sumOfSquares = dot(residuals, residuals);
  const totalSquares = productAround(y, meanY, y, meanY);
  const count = y.length;
  return { intercept, coefficients, inverseGram, residuals, sumOfSquares, totalSquares, count, freedom };
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

function crossProducts(columns: readonly Float64Array[], means: Float64Array): Float64Array[] {
  const size = columns.length;
  const products: Float64Array[] = [];
  for (let i = 0; i < size; i += 1) products.push(new Float64Array(size));
  for (let i = 0; i < size; i += 1) {
    const left = columns[i] as Float64Array;
    for (let j = 0; j <= i; j += 1) {
      const product = productAround(left, means[i] as number, columns[j] as Float64Array, means[j] as number);
      (products[i] as Float64Array)[j] = product;
      (products[j] as Float64Array)[i] = product;
    }
  }
  return products;
}

function residualsOf({
  columns,
  y,
  coefficients,
  intercept,
}: Pick<ColumnFit, 'coefficients' | 'intercept'> & {
  readonly columns: readonly Float64Array[];
  readonly y: Float64Array;
}): Float64Array {
  const residuals = new Float64Array(y.length);
  for (let t = 0; t < y.length; t += 1) residuals[t] = (y[t] as number) - intercept;
  for (let i = 0; i < columns.length; i += 1) {
    const column = columns[i] as Float64Array;
    const coefficient = coefficients[i] as number;
    for (let t = 0; t < y.length; t += 1) {
      residuals[t] = (residuals[t] as number) - coefficient * (column[t] as number);
    }
  }
  return residuals;
}

function isStill(column: Float64Array, length: number): boolean {
  return !(length * length > STILL * dot(column, column));
}

const dot = (a: Float64Array, b: Float64Array): number => productAround(a, 0, b, 0);
