/**
 * What rests on a flat `price, size, …` side within `reach` of `mid`, over at most `levels` levels, in
 * the unit of its sizes. `mid` and `reach` are prices.
 */
export function sizeWithin(side: readonly number[], mid: number, reach: number, levels: number): number {
  const end = Math.min(side.length, 2 * levels);
  let total = 0;
  for (let i = 0; i < end && Math.abs((side[i] ?? 0) - mid) <= reach; i += 2) total += side[i + 1] ?? 0;
  return total;
}
