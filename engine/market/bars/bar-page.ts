import type { Bar } from '../../domain/market/bar.ts';
import type { UnixMs } from '../../domain/units/time.ts';

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

/** One bar of a page; it must be there. */
export function barOfPage(page: BarPage, place: number): Bar {
  return {
    openTime: page.openTime[place] as UnixMs,
    intervalMs: page.intervalMs[place] as number,
    open: page.open[place] as number,
    high: page.high[place] as number,
    low: page.low[place] as number,
    close: page.close[place] as number,
    volumeBase: page.volumeBase[place] as number,
    buyVolumeBase: page.buyVolumeBase[place] as number,
    tradeCount: page.tradeCount[place] as number,
  };
}
