import type { ArchivedDay, ArchiveReader } from '../../archive/archive.ts';
import { DAY_MS, utcDayStart } from '../../archive/utc-day.ts';
import type { Bar } from '../../domain/market/bar.ts';
import { unixMs } from '../../domain/units/time.ts';
import { valueOf } from './staged-events.ts';

const MINUTE_MS = 60_000;

/** Which bars of an instrument's past are wanted. */
export interface PastBarsRequest {
  readonly instrument: string;
  readonly intervalMs: number;
  /** In ms; a bar that begins before or ends after is not given out. */
  readonly from: number;
  readonly until: number;
  /** Made-up markets and real ones are never mixed. */
  readonly isSimulated: boolean;
}

/**
 * Minutes, out of trades or as they were told; bars of another length as they were told alone, for sessions that were
 * recorded begin and end in the middle of an hour. Oldest first.
 * @throws {ArchiveError} when the archive cannot be read.
 */
export async function readPastBars(reader: ArchiveReader, request: PastBarsRequest): Promise<readonly Bar[]> {
  const { from, instrument, intervalMs, until } = request;
  const days = valueOf(await reader.inventory()).filter((day) => isWanted(day, request));
  const bars: Bar[] = [];
  for (const [begin, end] of stretchesOf(days, request)) {
    const range = { instrument, from: unixMs(begin), to: unixMs(end) };
    const read = await (intervalMs === MINUTE_MS ? reader.bars(range, MINUTE_MS) : reader.otherBars(range));
    bars.push(
      ...valueOf(read).filter(
        (bar) => bar.intervalMs === intervalMs && bar.openTime >= from && bar.openTime + intervalMs <= until,
      ),
    );
  }
  return bars;
}

const isWanted = (day: ArchivedDay, { instrument, isSimulated }: PastBarsRequest): boolean =>
  day.instrument === instrument &&
  day.rows.trades + day.rows.bars > 0 &&
  day.sources.every((source) => source.isSimulated === isSimulated);

/** The days with data as stretches of time without a hole, in ms. */
function stretchesOf(
  days: readonly ArchivedDay[],
  { from, until }: PastBarsRequest,
): (readonly [number, number])[] {
  const starts = days
    .flatMap(({ day }) => utcDayStart(day) ?? [])
    .filter((start) => start + DAY_MS > from && start < until)
    .toSorted((a, b) => a - b);
  const found: [number, number][] = [];
  for (const start of starts) {
    const last = found.at(-1);
    if (last?.[1] === start) last[1] += DAY_MS;
    else found.push([start, start + DAY_MS]);
  }
  return found;
}
