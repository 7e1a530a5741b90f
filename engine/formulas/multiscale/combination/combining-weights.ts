import { solveLinear } from '../../../numerics/linear-system.ts';

/**
 * Weights of sum 1 by which forecasts come nearest to outcomes, drawn toward equal ones by `penalty` times
 * their squared distance. `products` are the forecasts times each other, `hits` times the outcomes. Undefined
 * where forecasts cannot be told apart.
 */
export function combiningWeights(
  products: readonly Readonly<Float64Array>[],
  hits: Readonly<Float64Array>,
  penalty: number,
): Float64Array | undefined {
  const size = hits.length;
  const matrix = products.map((row, i) => row.map((each, j) => (i === j ? each + penalty : each)));
  const solved = solveLinear(
    matrix,
    Array.from(hits, (hit) => [hit + penalty / size, 1]),
  );
  if (solved === undefined) return undefined;
  let free = 0;
  let ones = 0;
  for (const row of solved) {
    free += row[0] as number;
    ones += row[1] as number;
  }
  const excess = (free - 1) / ones;
  return Float64Array.from(solved, (row) => (row[0] as number) - (row[1] as number) * excess);
}
