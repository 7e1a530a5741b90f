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
  /** The row with the most volume; of equal ones the one nearest to the middle, then the lower. */
  readonly pointOfControl: number | undefined;
  /**
   * Whether both sides traded in the lowest, or highest, row: an auction that was not finished there,
   * because a finished one ends with takers of one side only.
   */
  readonly isUnfinishedLow: boolean;
  readonly isUnfinishedHigh: boolean;
}

/**
 * Marks the rows where takers were lopsided. Compared across the spread as the market trades: what buyers
 * lifted in a row against what sellers hit one row below, and the other way round. The lowest row has no
 * sellers below it and the highest no buyers above it, so they are not marked on that side; a row between
 * them that did not trade counts as 0. `rows` are those of `rowTicks` ticks that traded, lowest first.
 */
export function footprintMarks(
  rows: readonly PriceRow[],
  rowTicks: number,
  settings: FootprintMarkSettings,
): FootprintMarks {
  const { ratio, minLots, stack } = settings;
  const isLopsided = (strong: number, weak: number | undefined) =>
    weak !== undefined && strong > 0 && strong >= minLots && strong >= ratio * weak;
  const across = (place: number, step: 1 | -1) => {
    const [row, other] = [rows[place], rows[place + step]];
    if (row === undefined || other === undefined) return undefined;
    if (other.ticks !== row.ticks + step * rowTicks) return 0;
    return step < 0 ? other.sellLots : other.buyLots;
  };
  const places = rows.map((_, place) => place);
  const buys = places.filter((place) => isLopsided(rows[place]?.buyLots ?? 0, across(place, -1)));
  const sells = places.filter((place) => isLopsided(rows[place]?.sellLots ?? 0, across(place, 1)));
  const stacked = (marks: readonly number[]) => runs(rows, rowTicks, marks, stack);
  return {
    buys,
    sells,
    stackedBuys: stacked(buys),
    stackedSells: stacked(sells),
    pointOfControl: heaviest(rows),
    isUnfinishedLow: tradedBoth(rows[0]),
    isUnfinishedHigh: tradedBoth(rows.at(-1)),
  };
}

const tradedBoth = (row: PriceRow | undefined): boolean =>
  row !== undefined && row.buyLots > 0 && row.sellLots > 0;

function heaviest(rows: readonly PriceRow[]): number | undefined {
  const middle = ((rows[0]?.ticks ?? 0) + (rows.at(-1)?.ticks ?? 0)) / 2;
  const isHeavier = (row: PriceRow, best: PriceRow) => {
    const gain = row.buyLots + row.sellLots - best.buyLots - best.sellLots;
    return gain > 0 || (gain === 0 && Math.abs(row.ticks - middle) < Math.abs(best.ticks - middle));
  };
  let peak: PriceRow | undefined;
  for (const row of rows) if (peak === undefined || isHeavier(row, peak)) peak = row;
  return peak && rows.indexOf(peak);
}

function runs(
  rows: readonly PriceRow[],
  rowTicks: number,
  places: readonly number[],
  least: number,
): [number, number][] {
  const found: [number, number][] = [];
  for (const place of places) {
    const run = found.at(-1);
    const isNext =
      run !== undefined &&
      run[1] === place - 1 &&
      rows[place]?.ticks === (rows[place - 1]?.ticks ?? NaN) + rowTicks;
    if (run !== undefined && isNext) run[1] = place;
    else found.push([place, place]);
  }
  return found.filter(([first, last]) => last - first + 1 >= least);
}
