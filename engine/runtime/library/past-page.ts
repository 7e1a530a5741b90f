import type { ArchivedDay, ArchiveRange, ArchiveReader } from '../../archive/archive.ts';
import { DAY_MS, utcDayStart } from '../../archive/utc-day.ts';
import type { Bar } from '../../domain/market/bar.ts';
import { unixMs } from '../../domain/units/time.ts';
import { type BarPage, pageOf } from '../../market/bars/bar-page.ts';
import { valueOf } from './staged-events.ts';

/** Which part of an instrument's past is wanted: the newest before `until`. */
export interface PastPageRequest {
  readonly instrument: string;
  /** In ms; a bar that ends later is not given out. */
  readonly until: number;
  /** Days with data the page spans at most, rounded up to whole weeks. */
  readonly days: number;
  /** Made-up markets and real ones are never mixed. */
  readonly isSimulated: boolean;
}

/** Minutes and longer bars of a part of the past. */
export interface PastPage {
  readonly bars: BarPage;
  /** What is older begins to be found before this, in ms; undefined where nothing is. */
  readonly olderUntil: number | undefined;
}

const MINUTE_MS = 60_000;
/** 1970 began on a Thursday; weeks begin on Monday. */
const FIRST_MONDAY_MS = 4 * DAY_MS;
const WEEK_MS = 7 * DAY_MS;

/** Reads the page. @throws {ArchiveError} when the archive cannot be read. */
export async function readPastPage(reader: ArchiveReader, request: PastPageRequest): Promise<PastPage> {
  const { days, instrument, until } = request;
  const all = valueOf(await reader.inventory())
    .filter((day) => day.instrument === instrument && day.rows.trades + day.rows.bars > 0)
    .map((day) => ({ startMs: utcDayStart(day.day) ?? 0, isWanted: isOfKind(day, request) }));
  const starts = all
    .filter(({ isWanted, startMs }) => isWanted && startMs < until)
    .map(({ startMs }) => startMs);
  const newestFirst = starts.toSorted((a, b) => b - a);
  const oldest = newestFirst[Math.min(days, newestFirst.length) - 1];
  if (oldest === undefined) return { bars: pageOf([]), olderUntil: undefined };
  // Bars of a week are in one page with all days of theirs.
  const from = Math.max(0, oldest - ((oldest - FIRST_MONDAY_MS) % WEEK_MS));
  const unwanted = all.filter(({ isWanted }) => !isWanted).map(({ startMs }) => startMs);
  const bars: Bar[] = [];
  for (const [begin, end] of stretches(from, until, unwanted)) {
    const range = { instrument, from: unixMs(begin), to: unixMs(end) };
    for (const bar of valueOf(await reader.bars(range, MINUTE_MS))) bars.push(bar);
    for (const bar of await othersOf(reader, range)) bars.push(bar);
  }
  return { bars: pageOf(bars), olderUntil: starts.some((start) => start < from) ? from : undefined };
}

const isOfKind = ({ sources }: ArchivedDay, { isSimulated }: PastPageRequest): boolean =>
  sources.every((source) => source.isSimulated === isSimulated);

/** A time without some of its days, in ms. */
function stretches(from: number, until: number, without: readonly number[]): [number, number][] {
  const found: [number, number][] = [];
  let begin = from;
  for (const start of without.filter((day) => day + DAY_MS > from && day < until).toSorted((a, b) => a - b)) {
    if (start > begin) found.push([begin, start]);
    begin = start + DAY_MS;
  }
  if (begin < until) found.push([begin, until]);
  return found;
}

/** All bars longer than a minute: the reader gives the newest of each length, so it is asked until there is none. */
async function othersOf(reader: ArchiveReader, range: ArchiveRange): Promise<Bar[]> {
  const found = new Map<string, Bar>();
  let { to } = range;
  while (to > range.from) {
    const given = valueOf(await reader.otherBars({ ...range, to })).filter(
      (bar) => bar.intervalMs > MINUTE_MS,
    );
    for (const bar of given) found.set(`${bar.intervalMs} ${bar.openTime}`, bar);
    if (given.length === 0) break;
    to = endOfUnknown(given, range.from);
  }
  return [...found.values()];
}

/** Older bars than those given out may exist before the latest of the times at which a length begins. */
function endOfUnknown(given: readonly Bar[], from: number): ArchiveRange['to'] {
  const oldest = new Map<number, number>();
  for (const { intervalMs, openTime } of given)
    oldest.set(intervalMs, Math.min(oldest.get(intervalMs) ?? Infinity, openTime));
  return unixMs(Math.max(from, ...oldest.values()));
}
