const PANELS = 2000;

/** The queues in units a table has been made for, and the table. */
const tables = new Map<number, readonly Float64Array[]>();

/**
 * Probability that the ask queue is emptied first, of `bidUnits` and `askUnits` orders that arrive and leave
 * at equal rates, for all queues of 1 to `most`: row by bid, column by ask, both counted from 1 at place 0.
 * The integral by Simpson's rule on 2000 panels; one pass serves all queues. Made once for each `most`.
 *
 * Source: Cont & de Larrard (2013), Price Dynamics in a Markovian Limit Order Market, SIAM J. Financial Mathematics 4(1).
 */
export function queueRaceTable(most: number): readonly Float64Array[] {
  const known = tables.get(most);
  if (known !== undefined) return known;
  const table = Array.from({ length: most }, () => new Float64Array(most));
  const sines = new Float64Array(most);
  for (let panel = 0; panel <= PANELS; panel += 1) {
    const t = (Math.PI * panel) / PANELS;
    const weight = panel === 0 || panel === PANELS ? 1 : panel % 2 === 1 ? 4 : 2;
    // Where t is 0 the integrand of a bid of n is 2n.
    for (let n = 1; n <= most; n += 1) sines[n - 1] = panel === 0 ? 2 * n : Math.sin(n * t) / Math.tan(t / 2);
    addPanel(table, sines, { root: decayAt(t), weight: weight / (3 * PANELS) });
  }
  tables.set(most, table);
  return table;
}

/** How an order more in the ask queue lowers the integrand at `t`. */
function decayAt(t: number): number {
  const above = 2 - Math.cos(t);
  return above - Math.sqrt(above * above - 1);
}

function addPanel(
  table: readonly Float64Array[],
  sines: Float64Array,
  { root, weight }: { readonly root: number; readonly weight: number },
): void {
  let power = weight;
  for (let p = 0; p < table.length; p += 1) {
    power *= root;
    for (let n = 0; n < table.length; n += 1) {
      const row = table[n] as Float64Array;
      row[p] = (row[p] as number) + power * (sines[n] as number);
    }
  }
}
