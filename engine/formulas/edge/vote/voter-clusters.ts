/**
 * Parts of `count` things that hang together by pairs, each with at least two, the largest first and of equally
 * large ones that with the lowest place.
 */
export function clustersOf(count: number, isLinked: (i: number, j: number) => boolean): number[][] {
  const cluster = Array.from({ length: count }, (_, i) => i);
  for (let i = 0; i < count; i += 1)
    for (let j = i + 1; j < count; j += 1) if (isLinked(i, j)) join(cluster, i, j);
  const members = new Map<number, number[]>();
  for (const [place, name] of cluster.entries()) members.set(name, [...(members.get(name) ?? []), place]);
  return [...members.values()].filter(({ length }) => length > 1).toSorted((a, b) => b.length - a.length);
}

/** Both parts get the name of the lower one. */
function join(cluster: number[], i: number, j: number): void {
  const one = cluster[i] as number;
  const other = cluster[j] as number;
  if (one === other) return;
  const [low, high] = one < other ? [one, other] : [other, one];
  for (let k = 0; k < cluster.length; k += 1) if (cluster[k] === high) cluster[k] = low;
}
