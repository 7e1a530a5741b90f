import { choleskyFactor } from '../../../numerics/cholesky.ts';
import { symmetricRoot } from '../../../numerics/symmetric-root.ts';

/**
 * Price changes per unit of flow of several instruments at once: the symmetric matrix `A` with `A O A = S`,
 * where `S` is the covariance of the price changes and `O` that of the flows. Undefined where the flows depend
 * on each other.
 *
 * Source: Caballé & Krishnan (1994); Benzaquen et al. (2017), Dissecting Cross-impact on Stock Markets.
 */
export function kyleMatrix(
  priceCovariance: readonly ArrayLike<number>[],
  flowCovariance: readonly ArrayLike<number>[],
): Float64Array[] | undefined {
  const factor = choleskyFactor(flowCovariance);
  if (factor === undefined) return undefined;
  const left = product(transposed(factor), product(priceCovariance, factor));
  const halfway = solvedUpper(factor, symmetricRoot(left));
  return solvedUpper(factor, transposed(halfway));
}

function product(a: readonly ArrayLike<number>[], b: readonly ArrayLike<number>[]): Float64Array[] {
  return a.map((row) =>
    Float64Array.from({ length: b[0]?.length ?? 0 }, (_, j) => {
      let sum = 0;
      for (let k = 0; k < row.length; k += 1) sum += (row[k] as number) * (b[k]?.[j] as number);
      return sum;
    }),
  );
}

function transposed(matrix: readonly ArrayLike<number>[]): Float64Array[] {
  return Array.from({ length: matrix[0]?.length ?? 0 }, (_, j) =>
    Float64Array.from(matrix, (row) => row[j] as number),
  );
}

/** The solution `X` of `L' X = B`. */
function solvedUpper(factor: readonly Float64Array[], sides: readonly Float64Array[]): Float64Array[] {
  const rows = sides.map((row) => Float64Array.from(row));
  for (let i = rows.length - 1; i >= 0; i -= 1) {
    const row = rows[i] as Float64Array;
    for (let k = i + 1; k < rows.length; k += 1) {
      const weight = factor[k]?.[i] as number;
      const other = rows[k] as Float64Array;
      for (let j = 0; j < row.length; j += 1) row[j] = (row[j] as number) - weight * (other[j] as number);
    }
    const pivot = factor[i]?.[i] as number;
    for (let j = 0; j < row.length; j += 1) row[j] = (row[j] as number) / pivot;
  }
  return rows;
}
