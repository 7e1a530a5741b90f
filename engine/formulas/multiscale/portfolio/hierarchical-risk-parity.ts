import { SampleCovariance } from '../../../numerics/sample-covariance.ts';
import { singleLinkageOrder } from '../../../numerics/single-linkage.ts';
import { squareRows } from '../../../numerics/square-rows.ts';
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
  const size = covariance.length;
  const near = squareRows(size);
  const distances = squareRows(size);
  for (let i = 0; i < size; i += 1) {
    for (let j = 0; j < i; j += 1) {
      const distance = Math.sqrt(Math.max(0, (1 - correlationAt(covariance, i, j)) / 2));
      (near[i] as Float64Array)[j] = distance;
      (near[j] as Float64Array)[i] = distance;
    }
  }
  for (let i = 0; i < size; i += 1) {
    for (let j = 0; j < i; j += 1) {
      const distance = euclidean(near[i] as Float64Array, near[j] as Float64Array);
      (distances[i] as Float64Array)[j] = distance;
      (distances[j] as Float64Array)[i] = distance;
    }
  }
  return singleLinkageOrder(distances);
}

function correlationAt(covariance: readonly ArrayLike<number>[], i: number, j: number): number {
  const row = covariance[i] as ArrayLike<number>;
  const scales = Math.sqrt(row[i] as number) * Math.sqrt(covariance[j]?.[j] as number);
  return (row[j] as number) / scales;
}

/** Weights with a sum of 1: every part of the row is divided between its halves against their variances. */
export function bisectedWeights(
  covariance: readonly ArrayLike<number>[],
  order: readonly number[],
): Float64Array {
  const weights = new Float64Array(covariance.length).fill(1);
  const divide = (from: number, end: number): void => {
    if (end - from < 2) return;
    const middle = from + Math.floor((end - from) / 2);
    const one = clusterVariance(covariance, order, { from, end: middle });
    const other = clusterVariance(covariance, order, { from: middle, end });
    const share = 1 - one / (one + other);
    for (let place = from; place < end; place += 1) {
      const i = order[place] as number;
      weights[i] = (weights[i] as number) * (place < middle ? share : 1 - share);
    }
    divide(from, middle);
    divide(middle, end);
  };
  divide(0, order.length);
  return weights;
}

/** Variance of the symbols of a part of the row weighted against their own variances. */
function clusterVariance(
  covariance: readonly ArrayLike<number>[],
  order: readonly number[],
  { end, from }: { readonly from: number; readonly end: number },
): number {
  const inverseOf = (i: number) => 1 / (covariance[i]?.[i] as number);
  let sum = 0;
  let variance = 0;
  for (let a = from; a < end; a += 1) {
    const i = order[a] as number;
    const row = covariance[i] as ArrayLike<number>;
    const inverse = inverseOf(i);
    sum += inverse;
    for (let b = from; b < end; b += 1) {
      const j = order[b] as number;
      variance += inverse * inverseOf(j) * (row[j] as number);
    }
  }
  return variance / (sum * sum);
}

function euclidean(a: Float64Array, b: Float64Array): number {
  let squares = 0;
  for (let i = 0; i < a.length; i += 1) {
    const apart = (a[i] as number) - (b[i] as number);
    squares += apart * apart;
  }
  return Math.sqrt(squares);
}
