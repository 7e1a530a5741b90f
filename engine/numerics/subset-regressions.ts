import { choleskyFactor, choleskySolve } from './cholesky.ts';
import { combinations } from './combinations.ts';
import { dotProduct } from './dot-product.ts';

/** A line through the columns of one subset. */
export interface SubsetFit {
  readonly columns: readonly number[];
  readonly intercept: number;
  /** One for each of the columns, in their order. */
  readonly coefficients: readonly number[];
}

/** A column of which the others leave this small a share depends on them. */
const DEPENDENT = 1e-10;
/** A column whose squares around its mean are this small a share of its squares does not vary. */
const STILL = 1e-24;

/**
 * Least squares of `y` with a constant on every subset of `size` of the columns, from one table of cross products.
 * Columns that do not vary are in no subset; subsets whose columns depend on each other are left out.
 *
 * Source: Elliott, Gargano & Timmermann (2013), Complete Subset Regressions, Journal of Econometrics 177(2).
 */
export function subsetRegressions(
  columns: readonly Float64Array[],
  y: Float64Array,
  size: number,
): SubsetFit[] {
  const meanY = meanOf(y);
  const means = columns.map(meanOf);
  const centered = columns.map((column, i) => column.map((each) => each - (means[i] as number)));
  const moving = columns.flatMap((column, i) => (isStill(column, centered[i] as Float64Array) ? [] : [i]));
  const lengths = centered.map((each) => Math.sqrt(dotProduct(each, each)));
  const gram = scaledProducts(centered, lengths);
  const fromMean = y.map((each) => each - meanY);
  const withY = centered.map((each, i) => dotProduct(each, fromMean) / (lengths[i] as number));
  return combinations(moving.length, size).flatMap((chosen) => {
    const subset = chosen.map((place) => moving[place] as number);
    const factor = choleskyFactor(
      subset.map((i) => subset.map((j) => gram[i]?.[j] as number)),
      DEPENDENT,
    );
    if (factor === undefined) return [];
    const scaled = choleskySolve(
      factor,
      subset.map((i) => withY[i] as number),
    );
    const coefficients = subset.map((i, place) => (scaled[place] as number) / (lengths[i] as number));
    const intercept = subset.reduce(
      (rest, i, place) => rest - (coefficients[place] as number) * (means[i] as number),
      meanY,
    );
    return [{ columns: subset, intercept, coefficients }];
  });
}

/** Correlations of columns around their means; no numbers where one does not vary. */
function scaledProducts(centered: readonly Float64Array[], lengths: readonly number[]): Float64Array[] {
  const products = centered.map(() => new Float64Array(centered.length));
  centered.forEach((one, i) => {
    for (let j = 0; j <= i; j += 1) {
      const scale = (lengths[i] as number) * (lengths[j] as number);
      const product = dotProduct(one, centered[j] as Float64Array) / scale;
      (products[i] as Float64Array)[j] = product;
      (products[j] as Float64Array)[i] = product;
    }
  });
  return products;
}

function meanOf(values: Float64Array): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum / values.length;
}

const isStill = (column: Float64Array, centered: Float64Array): boolean =>
  !(dotProduct(centered, centered) > STILL * dotProduct(column, column));
