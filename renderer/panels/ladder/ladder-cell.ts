import type { LadderColumn } from './ladder-columns.ts';
import type { LadderRow } from './ladder-rows.ts';

/** The largest numbers on screen, which bars are measured and columns are scaled by. Base units. */
export interface Largest {
  readonly size: number;
  readonly volume: number;
  /** Without its sign. */
  readonly delta: number;
}

/** How a cell looks, told by numbers, so that two looks are compared without making text. */
export interface LadderCell {
  /** The number that is written: ticks in the price column, else base units. */
  readonly value: number;
  /** Length of the bar behind it in whole pixels. */
  readonly barPx: number;
  /** How it is colored; of the column alone. */
  readonly tone: number;
}

/** Where a price lies: outside of the book, below or above the market. */
export const PRICE_ZONES = ['none', 'bid', 'ask'] as const;
/** What a price says of the last trade: nothing, that it was here, and who crossed the spread. */
export const LAST_TRADES = ['none', 'unknown', 'buy', 'sell'] as const;
/** More bought than sold, or the other way round; `none` where nothing was traded. */
export const DELTA_TONES = ['none', 'down', 'even', 'up'] as const;

/** The largest numbers of these rows; never zero. */
export function largestOf(rows: readonly LadderRow[]): Largest {
  let [size, volume, delta] = [Number.MIN_VALUE, Number.MIN_VALUE, Number.MIN_VALUE];
  for (const row of rows) {
    size = Math.max(size, row.bidSize, row.askSize);
    volume = Math.max(volume, row.volume);
    delta = Math.max(delta, Math.abs(row.delta));
  }
  return { size, volume, delta };
}

/** A row as it looks in a column. */
export function cellOf(row: LadderRow, { name, width }: LadderColumn, largest: Largest): LadderCell {
  const bar = (value: number, most: number) => Math.round((value / most) * width);
  switch (name) {
    case 'own-buy':
      return { value: row.ownBuy, barPx: 0, tone: 0 };
    case 'own-sell':
      return { value: row.ownSell, barPx: 0, tone: 0 };
    case 'bid':
      return { value: row.bidSize, barPx: bar(row.bidSize, largest.size), tone: 0 };
    case 'ask':
      return { value: row.askSize, barPx: bar(row.askSize, largest.size), tone: 0 };
    case 'volume':
      return { value: row.volume, barPx: bar(row.volume, largest.volume), tone: 0 };
    case 'delta':
      return { value: row.delta, barPx: 0, tone: row.volume === 0 ? 0 : 2 + Math.sign(row.delta) };
    case 'price':
      return { value: row.ticks, barPx: 0, tone: zoneOf(row) + PRICE_ZONES.length * lastOf(row) };
  }
}

const zoneOf = ({ askSize, bidSize }: LadderRow): number =>
  PRICE_ZONES.indexOf(bidSize > 0 ? 'bid' : askSize > 0 ? 'ask' : 'none');

const lastOf = ({ isLast, lastSide }: LadderRow): number =>
  isLast ? LAST_TRADES.indexOf(lastSide ?? 'unknown') : 0;
