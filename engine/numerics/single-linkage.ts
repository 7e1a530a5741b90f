import { squareRows } from './square-rows.ts';

/**
 * Order of things in which neighbors are near each other: the leaves of the tree that single linkage makes of their
 * distances. The two clusters nearest by their nearest members are joined, the one of the lower number in front; of
 * equally near pairs the first. New clusters are numbered on.
 *
 * Source: Sibson (1973), SLINK: An Optimally Efficient Algorithm for the Single-link Cluster Method; plain form.
 */
export function singleLinkageOrder(distances: readonly ArrayLike<number>[]): number[] {
  const count = distances.length;
  const leaves = distances.map((_, i) => [i]);
  const gaps = squareRows(Math.max(0, 2 * count - 1));
  for (let i = 0; i < count; i += 1) gaps[i]?.set(distances[i] as ArrayLike<number>);
  /** Numbers of the clusters that are there, ascending. */
  let clusters = distances.map((_, i) => i);
  for (let joined = count; joined < gaps.length; joined += 1) {
    const [a, b] = nearestPair(clusters, gaps);
    leaves.push([...(leaves[a] as number[]), ...(leaves[b] as number[])]);
    clusters = clusters.filter((each) => each !== a && each !== b);
    for (const each of clusters) {
      const row = gaps[each] as Float64Array;
      const gap = Math.min(row[a] as number, row[b] as number);
      row[joined] = gap;
      (gaps[joined] as Float64Array)[each] = gap;
    }
    clusters.push(joined);
  }
  return leaves.at(-1) ?? [];
}

/** Clusters come in the order of their numbers, so the first pair of equally near ones has the lowest. */
function nearestPair(clusters: readonly number[], gaps: readonly Float64Array[]): readonly [number, number] {
  let [first, second] = clusters as [number, number];
  let least = gaps[first]?.[second] as number;
  for (let i = 0; i < clusters.length; i += 1) {
    const a = clusters[i] as number;
    const row = gaps[a] as Float64Array;
    for (let j = i + 1; j < clusters.length; j += 1) {
      const b = clusters[j] as number;
      if (!((row[b] as number) < least)) continue;
      first = a;
      second = b;
      least = row[b] as number;
    }
  }
  return [first, second];
}
