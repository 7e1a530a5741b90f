/** The shortest way to connect points. */
export interface SpanningTree {
  /** In the order in which they were taken, the shorter first. */
  readonly edges: readonly (readonly [number, number])[];
  /** Sum of their lengths over their number. */
  readonly meanLength: number;
}

/**
 * Minimum spanning tree of points with these distances, after Kruskal; of equally long edges the one with the
 * smaller indices comes first.
 *
 * Source: Mantegna (1999), Hierarchical structure in financial markets, European Physical Journal B 11.
 */
export function minimumSpanningTree(distances: readonly ArrayLike<number>[]): SpanningTree {
  const roots = distances.map((_, i) => i);
  const root = (i: number): number => (roots[i] === i ? i : root(roots[i] as number));
  const candidates = distances
    .flatMap((row, i) =>
      distances.slice(i + 1).map((_, k) => ({ i, j: i + 1 + k, length: row[i + 1 + k] as number })),
    )
    .toSorted((a, b) => a.length - b.length);
  const edges: [number, number][] = [];
  let sum = 0;
  for (const { i, j, length } of candidates) {
    const one = root(i);
    const other = root(j);
    if (one === other) continue;
    roots[other] = one;
    edges.push([i, j]);
    sum += length;
  }
  return { edges, meanLength: sum / edges.length };
}

/** Distances of correlations: 0 where two are one, 2 where they are opposites. */
export function correlationDistances(correlations: readonly Float64Array[]): Float64Array[] {
  return correlations.map((row) => row.map((each) => Math.sqrt(Math.max(0, 2 * (1 - each)))));
}
