import type { Bar } from '../domain/market/bar.ts';
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
  const { intervalMs, range } = wanted;
  const price = commonUnit(days, 'tickSize');
  const size = commonUnit(days, 'lotSize');
  const columns = (day: OpenDay) =>
    `ticks * ${price.unitsPerStep(day)} AS ticks, lots * ${size.unitsPerStep(day)} AS lots, aggressor`;
  const rows = rowsSql(days, { columns, kind: 'trades', range });
  if (rows === undefined) return [];
  const order = '(time, day_number, source, position)';
  const result = await duck.run(
    `SELECT (time - time % ${intervalMs})::DOUBLE AS open_time,
      arg_min(ticks, ${order})::DOUBLE, max(ticks)::DOUBLE, min(ticks)::DOUBLE, arg_max(ticks, ${order})::DOUBLE,
      sum(lots)::DOUBLE, coalesce(sum(lots) FILTER (WHERE aggressor = 1), 0)::DOUBLE, count(*)::DOUBLE
    FROM (${rows}) GROUP BY open_time ORDER BY open_time`,
  );
  return ((await result.getRows()) as number[][]).map((row) => {
    const [openTime = 0, open = 0, high = 0, low = 0, close = 0, volume = 0, bought = 0, count = 0] = row;
    return {
      openTime: openTime as UnixMs,
      intervalMs,
      open: open / price.unitsPerOne,
      high: high / price.unitsPerOne,
      low: low / price.unitsPerOne,
      close: close / price.unitsPerOne,
      volumeBase: volume / size.unitsPerOne,
      buyVolumeBase: bought / size.unitsPerOne,
      tradeCount: count,
    };
  });
}

/** Days may count other ticks or lots: a power of ten that a step of each is a whole number of. */
function commonUnit(days: readonly OpenDay[], step: 'tickSize' | 'lotSize') {
  const decimalsOf = ({ manifest }: OpenDay) => manifest.instrument[step].split('.')[1]?.length ?? 0;
  const power = Math.max(0, ...days.map(decimalsOf));
  return {
    unitsPerOne: 10 ** power,
    /** How many a step of a day is; exact, as whole-number text. */
    unitsPerStep: (day: OpenDay): string => {
      const digits = day.manifest.instrument[step].replace('.', '');
      return BigInt(digits + '0'.repeat(power - decimalsOf(day))).toString();
    },
  };
}
