const SWEEPS = 200;

/**
 * Least squares with coefficients of at least 0, by 200 sweeps of coordinate descent from 0 on the cross
 * products of the rows. A column of zeros has the coefficient 0.
 *
 * Source: Franc, Hlaváč & Navara (2005), Sequential coordinate-wise algorithm for the non-negative least
 * squares problem, Computer Analysis of Images and Patterns.
 */
export function nonNegativeLeastSquares(
  rows: readonly ArrayLike<number>[],
  targets: ArrayLike<number>,
): Float64Array {
  const count = rows[0]?.length ?? 0;
  const gram = Array.from({ length: count }, () => new Float64Array(count));
  const withTarget = new Float64Array(count);
  rows.forEach((row, t) => {
    for (let i = 0; i < count; i += 1) {
      const left = row[i] as number;
      const products = gram[i] as Float64Array;
      withTarget[i] = (withTarget[i] as number) + left * (targets[t] as number);
      for (let j = 0; j < count; j += 1) products[j] = (products[j] as number) + left * (row[j] as number);
    }
  });
  const coefficients = new Float64Array(count);
  for (let sweep = 0; sweep < SWEEPS; sweep += 1) {
    for (let i = 0; i < count; i += 1) {
      const products = gram[i] as Float64Array;
      const own = products[i] as number;
      const rest = restOf(withTarget[i] as number, products, coefficients, i);
      coefficients[i] = own > 0 ? Math.max(0, rest / own) : 0;
    }
  }
  return coefficients;
}

/** What the other columns leave of `target` for column `own`. */
function restOf(target: number, products: Float64Array, coefficients: Float64Array, own: number): number {
  let rest = target;
  for (let j = 0; j < products.length; j += 1) {
    if (j !== own) rest -= (products[j] as number) * (coefficients[j] as number);
  }
  return rest;
}
