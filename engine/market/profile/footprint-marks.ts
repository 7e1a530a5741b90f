import type { PriceRow } from './price-rows.ts';

/** When one side has taken so much more than the other that it is worth a mark. */
export interface FootprintMarkSettings {
  /** How many times as much, at least. */
  readonly ratio: number;
  /** Lots the stronger side must have taken, at least, so that 3 against 1 lot marks nothing. */
  readonly minLots: number;
  /** Neighboring marks that count as stacked. */
  readonly stack: number;
}

/** Places in the list of rows, lowest price first. */
export interface FootprintMarks {
  readonly buys: readonly number[];
  readonly sells: readonly number[];
  /** First and last place of each run of neighboring marks long enough to count. */
  readonly stackedBuys: readonly (readonly [first: number, last: number])[];
  readonly stackedSells: readonly (readonly [first: number, last: number])[];
}

/**
 * Marks the rows where takers were lopsided. Compared across the spread as the market trades: what buyers
 * lifted in a row against what sellers hit one row below, and the other way round. The lowest row has no
 * sellers below it and the highest no buyers above it, so they are not marked on that side.
 */
export function footprintMarks(rows: readonly PriceRow[], settings: FootprintMarkSettings): FootprintMarks {
  const { ratio, minLots, stack } = settings;
  const isLopsided = (strong: number, weak: number | undefined) =>
    weak !== undefined && strong >= minLots && strong >= ratio * weak && strong > 0;
  const places = rows.map((_, place) => place);
  const buys = places.filter((place) => isLopsided(rows[place]?.buyLots ?? 0, rows[place - 1]?.sellLots));
  const sells = places.filter((place) => isLopsided(rows[place]?.sellLots ?? 0, rows[place + 1]?.buyLots));
  return { buys, sells, stackedBuys: runs(buys, stack), stackedSells: runs(sells, stack) };
}

function runs(places: readonly number[], least: number): [number, number][] {
  const found: [number, number][] = [];
  for (const place of places) {
    const run = found.at(-1);
    if (run !== undefined && run[1] === place - 1) run[1] = place;
    else found.push([place, place]);
  }
  return found.filter(([first, last]) => last - first + 1 >= least);
}
