import { SampleCovariance } from '../../../numerics/sample-covariance.ts';
import { singleLinkageOrder } from '../../../numerics/single-linkage.ts';
import { defineFormula, type MarketStep } from '../../formula.ts';
import { SIZE, withReadings } from '../../readings.ts';
import { peerWeightStep } from './peer-weights.ts';

/**
 * Share of capital of the own symbol when the followed ones are put in a row by what they have in common and the row
 * is halved again and again, each half by its risk. Between 0 and 1, 1 alone. No value where the symbol does
 * not move. Warm after `window` returns; computed again every `refit` bars.
 */
export const hierarchicalRiskParity = defineFormula({
  id: 'F393',
  key: 'hierarchical-risk-parity',
  title: 'Hierarchical risk parity weights',
  family: 'multiscale',
  output: { unit: 'weight', min: 0, max: 1 },
  role: 'size',
  source:
    "Lopez de Prado, M., 'Building Diversified Portfolios that Outperform Out of Sample', Journal of Portfolio Management 42(4), 2016",
  catalogue: {
    inputs: ['returns', 'external'],
    params: {
      window: { unit: 'bars', meaning: 'covariance sample' },
      refit: { unit: 'bars', meaning: 'recompute' },
    },
    definition: `
      Covariance S (ddof 1), correlation C. d_ij = sqrt(max(0,(1-C_ij)/2)), d_ii = 0; D_ij = Euclidean
      distance between columns i and j of d. Single-linkage clustering on D; when clusters a and b (ids, a
      < b; new clusters numbered n, n+1, ...) merge, leaves are concatenated a then b; ties by smallest
      (a,b). Quasi-diagonal order = leaves of the root. Recursive bisection: split the ordered list at
      floor(len/2); each part's variance with inverse-variance weights v = p'Sp, p_i prop. 1/S_ii; alpha =
      1 - v_left/(v_left+v_right) multiplies the left, 1-alpha the right.
    `,
    update: 'Batch O(n^3) every refit bars.',
    signal: 'size: capital share per symbol or strategy.',
    range: '(0,1), sum 1',
  },
  defaults: { window: 250, refit: 24 },
  input: 'step',
  reads: ['peers'],
  readings: {
    ...SIZE,
    /** Symbols that share the capital. */
    symbols: { unit: 'symbols', min: 1 },
  },
  warmUp: ({ window }) => window + 1,

  start(params) {
    const covariances = new SampleCovariance();
    let symbols = 0;
    let weight: number | undefined;
    const step = peerWeightStep(params, (returns) => {
      symbols = returns.length;
      const covariance = covariances.of(returns);
      return bisectedWeights(covariance, quasiDiagonalOrder(covariance));
    });
    return withReadings((input: MarketStep) => (weight = step(input)), {
      scale: () => weight,
      symbols: () => symbols,
    });
  },
});

/** Order in which symbols that have much in common lie beside each other. */
export function quasiDiagonalOrder(covariance: readonly ArrayLike<number>[]): number[] {
  const scales = covariance.map((row, i) => Math.sqrt(row[i] as number));
  const near = covariance.map((row, i) => {
    const distances = new Float64Array(row.length);
    for (let j = 0; j < row.length; j += 1) {
      const correlation = (row[j] as number) / ((scales[i] as number) * (scales[j] as number));
      distances[j] = i === j ? 0 : Math.sqrt(Math.max(0, (1 - correlation) / 2));
    }
    return distances;
  });
  return singleLinkageOrder(near.map((a) => near.map((b) => euclidean(a, b))));
}

/** Weights with a sum of 1: every part of the row is divided between its halves against their variances. */
export function bisectedWeights(
  covariance: readonly ArrayLike<number>[],
  order: readonly number[],
): Float64Array {
  const weights = new Float64Array(covariance.length).fill(1);
  const divide = (part: readonly number[]): void => {
    if (part.length < 2) return;
    const middle = Math.floor(part.length / 2);
    const [left, right] = [part.slice(0, middle), part.slice(middle)];
    const one = clusterVariance(covariance, left);
    const other = clusterVariance(covariance, right);
    const share = 1 - one / (one + other);
    for (const i of left) weights[i] = (weights[i] as number) * share;
    for (const i of right) weights[i] = (weights[i] as number) * (1 - share);
    divide(left);
    divide(right);
  };
  divide(order);
  return weights;
}

/** Variance of some symbols weighted against their own variances. */
function clusterVariance(covariance: readonly ArrayLike<number>[], members: readonly number[]): number {
  const inverse = members.map((i) => 1 / (covariance[i]?.[i] as number));
  const sum = inverse.reduce((total, each) => total + each, 0);
  let variance = 0;
  for (const [a, i] of members.entries()) {
    const row = covariance[i] as ArrayLike<number>;
    for (let b = 0; b < members.length; b += 1) {
      const j = members[b] as number;
      variance += (inverse[a] as number) * (inverse[b] as number) * (row[j] as number);
    }
  }
  return variance / (sum * sum);
}

function euclidean(a: Float64Array, b: Float64Array): number {
  let squares = 0;
  for (let i = 0; i < a.length; i += 1) squares += ((a[i] as number) - (b[i] as number)) ** 2;
  return Math.sqrt(squares);
}
