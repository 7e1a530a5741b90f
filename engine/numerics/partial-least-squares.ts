import { dotProduct } from './dot-product.ts';
import type { LabeledRows } from './labeled-rows.ts';

const NO_COVARIANCE = 1e-12;

/**
 * Partial least squares of centered labels on centered columns. Answers one list of coefficients for each
 * number of components from 1 to `most`; fewer lists where what is left no longer varies with the labels.
 *
 * Source: Wold (1975); Hastie, Tibshirani & Friedman (2009), The Elements of Statistical Learning, 3.5.2.
 */
export function partialLeastSquares(rows: LabeledRows, most: number): Float64Array[] {
  const { count, width } = rows;
  const left = rows.inputs.slice();
  const labels = rows.labels.slice();
  // Coefficients are built up from directions in the columns as they were before anything was taken away.
  const directions: Float64Array[] = [];
  const loadings: Float64Array[] = [];
  const coefficients: Float64Array[] = [];
  let sum = new Float64Array(width);
  for (let m = 0; m < most; m += 1) {
    const weights = covariancesOf(left, labels, width);
    const length = Math.sqrt(dotProduct(weights, weights));
    if (length < NO_COVARIANCE) break;
    const unit = weights.map((each) => each / length);
    const scores = productWith(left, unit, count);
    const size = dotProduct(scores, scores);
    const loading = covariancesOf(left, scores, width).map((each) => each / size);
    const share = dotProduct(labels, scores) / size;
    const direction = unit.slice();
    directions.forEach((earlier, k) => {
      const overlap = dotProduct(loadings[k] as Float64Array, unit);
      earlier.forEach((each, j) => (direction[j] = (direction[j] as number) - overlap * each));
    });
    directions.push(direction);
    loadings.push(loading);
    sum = sum.map((each, j) => each + share * (direction[j] as number));
    coefficients.push(sum);
    takeAway(left, scores, loading);
    for (let i = 0; i < count; i += 1) labels[i] = (labels[i] as number) - share * (scores[i] as number);
  }
  return coefficients;
}

function covariancesOf(block: Float64Array, values: Float64Array, width: number): Float64Array {
  const products = new Float64Array(width);
  for (let i = 0; i < values.length; i += 1) {
    const value = values[i] as number;
    for (let j = 0; j < width; j += 1)
      products[j] = (products[j] as number) + (block[i * width + j] as number) * value;
  }
  return products;
}

function productWith(block: Float64Array, weights: Float64Array, count: number): Float64Array {
  const width = weights.length;
  return Float64Array.from({ length: count }, (_, i) =>
    dotProduct(block.subarray(i * width, (i + 1) * width), weights),
  );
}

function takeAway(block: Float64Array, scores: Float64Array, loading: Float64Array): void {
  const width = loading.length;
  for (let at = 0; at < block.length; at += 1) {
    const score = scores[Math.floor(at / width)] as number;
    block[at] = (block[at] as number) - score * (loading[at % width] as number);
  }
}
