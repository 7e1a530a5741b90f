/** A cluster: its number and the things in it. */
interface Cluster {
  readonly number: number;
  readonly leaves: readonly number[];
}

/**
 * Order of things in which neighbors are near each other: the leaves of the tree that single linkage makes of their
 * distances. The two clusters nearest by their nearest members are joined, the one of the lower number in front; of
 * equally near pairs the first. New clusters are numbered on.
 *
 * Source: Sibson (1973), SLINK: An Optimally Efficient Algorithm for the Single-link Cluster Method; plain form.
 */
export function singleLinkageOrder(distances: readonly ArrayLike<number>[]): number[] {
  let clusters: Cluster[] = distances.map((_, i) => ({ number: i, leaves: [i] }));
  const gaps = [...distances];
  for (let number = clusters.length; clusters.length > 1; number += 1) {
    const [a, b] = nearestPair(clusters, gaps);
    const joined = { number, leaves: [...a.leaves, ...b.leaves] };
    const ofJoined = new Float64Array(number);
    for (let i = 0; i < number; i += 1) ofJoined[i] = Math.min(gapOf(gaps, a, i), gapOf(gaps, b, i));
    gaps.push(ofJoined);
    clusters = [...clusters.filter((each) => each !== a && each !== b), joined];
  }
  return [...(clusters[0]?.leaves ?? [])];
}

/** Distance of a cluster from the one numbered `i`, which is kept in the row of the later of both. */
function gapOf(gaps: readonly ArrayLike<number>[], { number }: Cluster, i: number): number {
  return gaps[Math.max(i, number)]?.[Math.min(i, number)] ?? NaN;
}

/** Clusters come in the order of their numbers, so the first pair of equally near ones has the lowest. */
function nearestPair(
  clusters: readonly Cluster[],
  gaps: readonly ArrayLike<number>[],
): readonly [Cluster, Cluster] {
  let best: readonly [Cluster, Cluster] | undefined;
  let least = Infinity;
  for (let i = 0; i < clusters.length; i += 1) {
    for (let j = i + 1; j < clusters.length; j += 1) {
      const a = clusters[i] as Cluster;
      const b = clusters[j] as Cluster;
      const gap = gapOf(gaps, b, a.number);
      if (best !== undefined && !(gap < least)) continue;
      best = [a, b];
      least = gap;
    }
  }
  return best as readonly [Cluster, Cluster];
}
