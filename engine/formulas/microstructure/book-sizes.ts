/** What rests on the best `count` levels of a flat `price, size, …` side, in the unit of its sizes. */
export function bookSizes(side: readonly number[], count: number): number {
  const end = Math.min(side.length, 2 * count);
  let total = 0;
  for (let i = 1; i < end; i += 2) total += side[i] ?? 0;
  return total;
}
