import type { Bar } from '../domain/market/bar.ts';
import { type Instrument, priceOf, quantityOf } from '../domain/instrument/instrument.ts';
import type { Lots } from '../domain/units/lots.ts';
import type { Ticks } from '../domain/units/ticks.ts';
import type { UnixMs } from '../domain/units/time.ts';
import type { ArchiveRange } from './archive.ts';
import type { OpenDay } from './day-store.ts';
import type { Duck } from './duck.ts';
import { readSummedBars } from './read-summed-bars.ts';
import { rowsSql } from './read-trades.ts';

/** Which bars. */
export interface BarsRange {
  readonly range: ArchiveRange;
  readonly intervalMs: number;
  readonly instrument: Instrument;
}

/**
 * Bars of a range, oldest first: of the trades where there are some in the period, else of what was summed
 * up by the venue or in an imported table.
 */
export async function readBars(duck: Duck, days: readonly OpenDay[], wanted: BarsRange): Promise<Bar[]> {
  const ofTrades = await barsOfTrades(duck, days, wanted);
  const known = new Set(ofTrades.map(({ openTime }) => openTime));
  const summed = (await readSummedBars(duck, days, wanted)).filter(({ openTime }) => !known.has(openTime));
  return summed.length === 0
    ? ofTrades
    : [...ofTrades, ...summed].toSorted((a, b) => a.openTime - b.openTime);
}

async function barsOfTrades(duck: Duck, days: readonly OpenDay[], wanted: BarsRange): Promise<Bar[]> {
  const { instrument, intervalMs, range } = wanted;
  const rows = rowsSql(days, { columns: 'ticks, lots, aggressor', kind: 'trades', range });
  if (rows === undefined) return [];
  const order = '(time, day_number, source, position)';
  const result = await duck.run(
    `SELECT (time - time % ${intervalMs})::DOUBLE AS open_time,
      arg_min(ticks, ${order})::DOUBLE, max(ticks)::DOUBLE, min(ticks)::DOUBLE, arg_max(ticks, ${order})::DOUBLE,
      sum(lots)::DOUBLE, coalesce(sum(lots) FILTER (WHERE aggressor = 1), 0)::DOUBLE, count(*)::DOUBLE
    FROM (${rows}) GROUP BY open_time ORDER BY open_time`,
  );
  const price = (ticks: number) => priceOf(instrument, ticks as Ticks);
  const size = (lots: number) => quantityOf(instrument, lots as Lots);
  return ((await result.getRows()) as number[][]).map((row) => {
    const [openTime = 0, open = 0, high = 0, low = 0, close = 0, volume = 0, bought = 0, count = 0] = row;
    return {
      openTime: openTime as UnixMs,
      intervalMs,
      open: price(open),
      high: price(high),
      low: price(low),
      close: price(close),
      volumeBase: size(volume),
      buyVolumeBase: size(bought),
      tradeCount: count,
    };
  });
}
