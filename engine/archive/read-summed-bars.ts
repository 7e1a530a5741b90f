import type { Bar } from '../domain/market/bar.ts';
import type { UnixMs } from '../domain/units/time.ts';
import type { ArchiveRange } from './archive.ts';
import type { OpenDay } from './day-store.ts';
import type { Duck } from './duck.ts';
import { rowsSql } from './read-trades.ts';
import { DAY_MS } from './utc-day.ts';

const MINUTE_MS = 60_000;
/** Of each length: what a chart shows at once, and some more. */
const MOST_OF_A_LENGTH = 2000;

/**
 * Bars of a length out of those that were summed up elsewhere and fit into it: in each period those of the
 * length that covers most of it, the shortest of several.
 */
export async function readSummedBars(
  duck: Duck,
  days: readonly OpenDay[],
  { intervalMs, range }: { readonly range: ArchiveRange; readonly intervalMs: number },
): Promise<Bar[]> {
  const told = toldBars(days, range);
  if (told === undefined) return [];
  const result = await duck.run(
    `WITH told AS (${told} AND ${intervalMs} % interval_ms = 0 ${LAST_WORD})
    SELECT (open_time - open_time % ${intervalMs})::DOUBLE AS opened, ${intervalMs}::DOUBLE, arg_min(open, open_time), max(high),
      min(low), arg_max(close, open_time), sum(volume_base)
    FROM told GROUP BY opened, interval_ms
    QUALIFY row_number() OVER (PARTITION BY opened ORDER BY count(*) * interval_ms DESC, interval_ms) = 1
    ORDER BY opened`,
  );
  return ((await result.getRows()) as number[][]).map(barOf);
}

/** The newest bars of other lengths than a minute that were over within a range, by their ends. */
export async function readOtherBars(
  duck: Duck,
  days: readonly OpenDay[],
  range: ArchiveRange,
): Promise<Bar[]> {
  const told = toldBars(days, range);
  if (told === undefined) return [];
  const result = await duck.run(
    `WITH told AS (${told} AND interval_ms <> ${MINUTE_MS} AND open_time + interval_ms <= ${range.to} ${LAST_WORD})
    SELECT open_time::DOUBLE, interval_ms::DOUBLE, open, high, low, close, volume_base FROM told
    QUALIFY row_number() OVER (PARTITION BY interval_ms ORDER BY open_time DESC) <= ${MOST_OF_A_LENGTH}
    ORDER BY open_time + interval_ms, interval_ms`,
  );
  return ((await result.getRows()) as number[][]).map(barOf);
}

/** The same period may have been told at the begin of several sessions, or by several tables: the last word counts. */
const LAST_WORD =
  'QUALIFY row_number() OVER (PARTITION BY open_time, interval_ms ORDER BY time DESC, source DESC, position DESC) = 1';

/** SQL of the bars that began in a range; undefined when there are none. */
function toldBars(days: readonly OpenDay[], range: ArchiveRange): string | undefined {
  // They tell of times before they came, up to a day.
  const arrived = { ...range, to: (range.to + DAY_MS) as UnixMs };
  const columns = 'open_time, interval_ms, open, high, low, close, volume_base';
  const rows = rowsSql(days, { columns, kind: 'bars', range: arrived });
  return rows && `SELECT * FROM (${rows}) WHERE open_time >= ${range.from} AND open_time < ${range.to}`;
}

function barOf(row: readonly number[]): Bar {
  const [openTime = 0, intervalMs = 0, open = 0, high = 0, low = 0, close = 0, volumeBase = 0] = row;
  const unknown = { buyVolumeBase: 0, tradeCount: 0 };
  return { openTime: openTime as UnixMs, intervalMs, open, high, low, close, volumeBase, ...unknown };
}
