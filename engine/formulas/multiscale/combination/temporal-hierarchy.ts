import { solveLinear } from '../../../numerics/linear-system.ts';

/** Which base periods each node of a hierarchy of four sums up: the whole, both halves, the four periods. */
export const SUMMING: readonly (readonly number[])[] = [
  [1, 1, 1, 1],
  [1, 1, 0, 0],
  [0, 0, 1, 1],
  [1, 0, 0, 0],
  [0, 1, 0, 0],
  [0, 0, 1, 0],
  [0, 0, 0, 1],
];
const BASE = 4;

/** One row for each base period: what of each node's forecast it takes. Nodes weigh less the more periods they hold. */
const SHARES = structuralShares();

/**
 * Forecasts of the four base periods that add up and come nearest to those of all seven nodes, from the whole
 * to the parts.
 *
 * Source: Athanasopoulos, Hyndman, Kourentzes & Petropoulos (2017), Forecasting with Temporal Hierarchies.
 */
export const reconciled = (nodes: ArrayLike<number>): Float64Array =>
  Float64Array.from(SHARES, (row) => row.reduce((sum, share, node) => sum + share * (nodes[node] ?? 0), 0));

/** The first of {@link reconciled}, that of the next period. */
export function firstReconciled(nodes: ArrayLike<number>): number {
  const [row] = SHARES;
  let sum = 0;
  if (row !== undefined)
    for (let node = 0; node < row.length; node += 1) sum += (row[node] as number) * (nodes[node] as number);
  return sum;
}

/** What each node forecasts once its parts are known. */
export const coherent = (base: ArrayLike<number>): number[] =>
  SUMMING.map((row) => row.reduce((sum, each, i) => sum + each * (base[i] ?? 0), 0));

function structuralShares(): readonly (readonly number[])[] {
  const weighted = SUMMING.map((row) => {
    const periods = row.reduce((sum, each) => sum + each, 0);
    return row.map((each) => each / periods);
  });
  const normal = Array.from({ length: BASE }, (_, i) =>
    Array.from({ length: BASE }, (__, j) =>
      SUMMING.reduce((sum, row, node) => sum + (row[i] ?? 0) * (weighted[node]?.[j] ?? 0), 0),
    ),
  );
  const sides = Array.from({ length: BASE }, (_, i) => weighted.map((row) => row[i] ?? 0));
  return (solveLinear(normal, sides) ?? []).map((row) => [...row]);
}
