import { choleskyFactor, choleskyInverse } from './cholesky.ts';
import { dotProduct } from './dot-product.ts';
import type { RowProducts } from './labeled-rows.ts';

const LARGEST_PRECISION = 1e6;
const LEAST_SQUARE = 1e-12;
/** An error this small a share of the labels leaves no noise to speak of. */
const NO_NOISE = 1e-12;

/** A linear model whose weights have a prior each, as strict as the data ask for. */
export interface RelevanceFit {
  readonly weights: Float64Array;
  readonly covariance: readonly Float64Array[];
  /** Precision of the prior of each weight: large where the column tells nothing. */
  readonly precisions: Float64Array;
  /** One by the variance of the noise. */
  readonly noisePrecision: number;
}

/**
 * Sparse Bayesian regression of labels on columns: the precisions of the priors and of the noise are set to
 * what they explain, again and again. Undefined where a matrix is singular or nothing is left unexplained.
 *
 * Source: Tipping (2001), Sparse Bayesian Learning and the Relevance Vector Machine, JMLR 1.
 */
export function relevanceRegression(
  products: RowProducts,
  count: number,
  { iterations, noisePrecision }: { readonly iterations: number; readonly noisePrecision: number },
): RelevanceFit | undefined {
  let precisions = new Float64Array(products.withLabels.length).fill(1);
  let beta = noisePrecision;
  let fit: RelevanceFit | undefined;
  for (let i = 0; i < iterations; i += 1) {
    const posterior = posteriorOf(products, precisions, beta);
    if (posterior === undefined) return undefined;
    const { covariance, weights } = posterior;
    const determined = precisions.map((each, j) => 1 - each * (covariance[j]?.[j] as number));
    precisions = determined.map((each, j) =>
      // A column of zeros determines nothing, and 0 by 0 would leave its weight without any prior.
      (products.gram[j]?.[j] as number) > 0
        ? Math.min(LARGEST_PRECISION, each / ((weights[j] as number) ** 2 + LEAST_SQUARE))
        : LARGEST_PRECISION,
    );
    const error = squaredError(products, weights);
    if (!(error > NO_NOISE * products.ofLabels)) return undefined;
    beta = (count - determined.reduce((sum, each) => sum + each, 0)) / error;
    fit = { weights, covariance, precisions, noisePrecision: beta };
  }
  return fit;
}

function posteriorOf(
  { gram, withLabels }: RowProducts,
  precisions: Readonly<Float64Array>,
  beta: number,
): { readonly weights: Float64Array; readonly covariance: readonly Float64Array[] } | undefined {
  const factor = choleskyFactor(
    gram.map((row, i) => row.map((each, j) => beta * each + (i === j ? (precisions[i] as number) : 0))),
  );
  if (factor === undefined) return undefined;
  const covariance = choleskyInverse(factor);
  return { covariance, weights: Float64Array.from(covariance, (row) => beta * dotProduct(row, withLabels)) };
}

function squaredError({ gram, ofLabels, withLabels }: RowProducts, weights: Float64Array): number {
  const explained = gram.reduce((sum, row, i) => sum + (weights[i] as number) * dotProduct(row, weights), 0);
  return ofLabels - 2 * dotProduct(withLabels, weights) + explained;
}
