import { join } from 'node:path';
import type { InstrumentId } from '../domain/instrument/instrument.ts';
import type { TradePrint } from '../domain/market/market-event.ts';
import type { Lots } from '../domain/units/lots.ts';
import type { Ticks } from '../domain/units/ticks.ts';
import type { UnixMs } from '../domain/units/time.ts';
import type { ArchiveRange, RowKind } from './archive.ts';
import type { OpenDay } from './day-store.ts';
import { type Duck, parquetOf } from './duck.ts';
import { speakingSql } from './who-speaks.ts';

/** The condition for rows of a range, as SQL. */
const within = ({ from, to }: ArchiveRange): string => `time >= ${from} AND time < ${to}`;

/**
 * SQL of the rows of a kind in a range, of all days; undefined when no part can have one. A day's
 * place among the others is in `day_number`, because sources are numbered by day.
 */
export function rowsSql(
  days: readonly OpenDay[],
  {
    columns,
    kind,
    range,
  }: { columns: string | ((day: OpenDay) => string); kind: RowKind; range: ArchiveRange },
): string | undefined {
  const selects = days.flatMap((day, number) => {
    const { folder, manifest } = day;
    const files = manifest.parts
      .filter((part) => part.kind === kind && part.lastTime >= range.from && part.firstTime < range.to)
      .map(({ file }) => join(folder, file));
    if (files.length === 0) return [];
    return [
      `SELECT ${typeof columns === 'string' ? columns : columns(day)}, ${number} AS day_number, source, position, time FROM ${parquetOf(files)} WHERE ${within(range)} AND ${speakingSql(manifest, kind)}`,
    ];
  });
  return selects.length === 0 ? undefined : selects.join(' UNION ALL ');
}

/** Trades of a range in the order of their arrival. */
export async function readTrades(
  duck: Duck,
  days: readonly OpenDay[],
  range: ArchiveRange,
): Promise<TradePrint[]> {
  const columns =
    'time::DOUBLE AS t, venue_time::DOUBLE AS v, ticks::DOUBLE AS p, lots::DOUBLE AS l, aggressor, trade_id';
  const rows = rowsSql(days, { columns, kind: 'trades', range });
  if (rows === undefined) return [];
  const result = await duck.run(
    `SELECT t, v, p, l, aggressor, trade_id FROM (${rows}) ORDER BY time, day_number, source, position`,
  );
  const chunks = await result.fetchAllChunks();
  return chunks.flatMap((chunk) => tradesOf(chunk.getColumns(), range.instrument));
}

function tradesOf(columns: readonly (readonly unknown[])[], instrument: InstrumentId): TradePrint[] {
  const [times = [], venueTimes = [], ticks = [], lots = [], sides = [], ids = []] = columns;
  return times.map((time, row) => ({
    kind: 'trade',
    instrument,
    time: time as UnixMs,
    venueTime: venueTimes[row] as UnixMs,
    ticks: ticks[row] as Ticks,
    lots: lots[row] as Lots,
    aggressor: sides[row] === 1 ? 'buy' : 'sell',
    tradeId: ids[row] as string,
  }));
}
