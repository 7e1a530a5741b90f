import type { Bar } from '../../domain/market/bar.ts';
import type { BarRow } from './bar-rows.ts';
import { FIELD } from './chart-bar.ts';

const FIELDS = [
  'openTime',
  'intervalMs',
  'open',
  'high',
  'low',
  'close',
  'volumeBase',
  'buyVolumeBase',
  'tradeCount',
] as const satisfies readonly (keyof Bar)[];

/**
 * Bars of any lengths in the order of their ends, what is finer last: column by column, 72 bytes a bar, in
 * memory that threads share.
 */
export type BarPage = Readonly<Record<keyof Bar, Float64Array>>;

/** Packs bars, however they are ordered. */
export function pageOf(bars: readonly Bar[]): BarPage {
  const ordered = bars.toSorted(
    (a, b) => a.openTime + a.intervalMs - b.openTime - b.intervalMs || b.intervalMs - a.intervalMs,
  );
  const column = (field: keyof Bar) => {
    const values = new Float64Array(new SharedArrayBuffer(ordered.length * 8));
    for (const [place, bar] of ordered.entries()) values[place] = bar[field];
    return values;
  };
  return Object.fromEntries(FIELDS.map((field) => [field, column(field)])) as unknown as BarPage;
}

const { openTime, closeTime, open, high, low, close, volumeBase } = FIELD;
const { knownBase, buyBase, tradeCount, paidQuote, scatter } = FIELD;

/** Writes a bar of a page into a row, as a chart has it: its mean price is the typical one of the bar. */
export function writePaged(row: BarRow, page: BarPage, place: number): void {
  const count = page.tradeCount[place] as number;
  const base = page.volumeBase[place] as number;
  row[openTime] = page.openTime[place] as number;
  row[closeTime] = (page.openTime[place] as number) + (page.intervalMs[place] as number);
  row[open] = page.open[place] as number;
  row[high] = page.high[place] as number;
  row[low] = page.low[place] as number;
  row[close] = page.close[place] as number;
  row[volumeBase] = base;
  row[knownBase] = count > 0 ? base : 0;
  row[buyBase] = count > 0 ? (page.buyVolumeBase[place] as number) : 0;
  row[tradeCount] = count;
  row[paidQuote] = (((row[high] as number) + (row[low] as number) + (row[close] as number)) / 3) * base;
  row[scatter] = 0;
}
