import { join } from 'node:path';
import type { BookSnapshot, FeedStatus, MarketEvent } from '../domain/market/market-event.ts';
import { type UnixMs, unixMs } from '../domain/units/time.ts';
import type { ArchiveRange, RowKind } from './archive.ts';
import type { OpenDay } from './day-store.ts';
import { type Duck, parquetOf, readable } from './duck.ts';
import { EventDecoder } from './event-of-rows.ts';
import { COLUMNS } from './rows.ts';
import { speakingSql } from './who-speaks.ts';

/** A feed that gave no snapshot for so many days is not looked through any further. */
const MOST_DAYS_BACK = 8;

/**
 * What has to be known before a range begins: the book as it stood, as one snapshot with the times of the
 * last event in it, and the last words about the feed. A word that came after the snapshot the book is of
 * comes after it here too, and a book that was distrusted ends where it was. Nothing where nothing is known.
 * `days` are newest first.
 */
export async function readOpening(
  duck: Duck,
  days: readonly OpenDay[],
  range: ArchiveRange,
): Promise<MarketEvent[]> {
  const near = days.slice(0, MOST_DAYS_BACK);
  const found = await latest(near, (day) => lastSnapshot(duck, day, range.from));
  const doubt = found && (await firstDoubt(duck, near.slice(0, found.at + 2), { range, after: found.last }));
  const word = await lastWord(duck, near, { range, hasBook: found !== undefined && !doubt });
  if (!found) return word ? [word.event] : [];
  const end = doubt?.sourceId === found.last.sourceId ? doubt.position : undefined;
  const book = await bookBefore(duck, { ...found, days: near, end }, range);
  return withWords(book, {
    word,
    doubt,
    isStale: word?.event.status === 'stale' && isLater(word, found.last),
  });
}

/** A book with what was said of it: before it, or after it where that has to count against it. */
function withWords(
  book: BookSnapshot,
  said: {
    readonly word: FoundStatus | undefined;
    readonly doubt: FoundStatus | undefined;
    readonly isStale: boolean;
  },
): MarketEvent[] {
  const { doubt, isStale, word } = said;
  if (!word) return [book];
  if (!doubt && !isStale) return [word.event, book].toSorted((a, b) => a.time - b.time);
  const after = doubt && doubt.position !== word.position ? [doubt, word] : [word];
  return [book, ...after.map(({ event }) => ({ ...event, time: unixMs(Math.max(event.time, book.time)) }))];
}

/** The last word about the feed. While a book waits for its snapshot it is not live, whatever the feed says. */
async function lastWord(
  duck: Duck,
  days: readonly OpenDay[],
  { hasBook, range }: { readonly hasBook: boolean; readonly range: ArchiveRange },
): Promise<FoundStatus | undefined> {
  const wordOf = (wanted: string) => latest(days, (day) => lastStatus(duck, day, range, wanted));
  const said = hasBook ? undefined : await wordOf("status <> 'live'");
  return (said ?? (await wordOf('true')))?.last;
}

/** Where an event stands among those of an instrument. */
interface Standing {
  readonly time: number;
  readonly sourceId: string;
  readonly position: number;
}

const isLater = (a: Standing, b: Standing): boolean =>
  a.time > b.time || (a.time === b.time && a.sourceId === b.sourceId && a.position > b.position);

interface Latest<Found> {
  readonly last: Found;
  /** The day's place among the days. */
  readonly at: number;
}

/**
 * The latest of what the newest day that has any tells and the day before it: what came around midnight may
 * be stamped with either.
 */
async function latest<Found extends Standing>(
  days: readonly OpenDay[],
  find: (day: OpenDay) => Promise<Found | undefined>,
): Promise<Latest<Found> | undefined> {
  for (const [at, day] of days.entries()) {
    const last = await find(day);
    if (!last) continue;
    const dayBefore = days[at + 1];
    const before = dayBefore && (await find(dayBefore));
    return before && isLater(before, last) ? { last: before, at: at + 1 } : { last, at };
  }
  return undefined;
}

interface FoundStatus extends Standing {
  readonly event: FeedStatus;
}

async function lastStatus(
  duck: Duck,
  day: OpenDay,
  range: ArchiveRange,
  wanted: string,
): Promise<FoundStatus | undefined> {
  return statusOf(duck, day, { range, sql: `${wanted} ORDER BY time DESC, position DESC LIMIT 1` });
}

/** The first word after a snapshot with which its book began to wait for another. */
async function firstDoubt(
  duck: Duck,
  days: readonly OpenDay[],
  { after, range }: { readonly after: Standing; readonly range: ArchiveRange },
): Promise<FoundStatus | undefined> {
  let first: FoundStatus | undefined;
  for (const day of days) {
    const number = day.manifest.sources.find(({ id }) => id === after.sourceId)?.number ?? -1;
    const isAfter = `(time > ${after.time} OR (time = ${after.time} AND source = ${number} AND position > ${after.position}))`;
    const sql = `status IN ('gap', 'ended') AND ${isAfter} ORDER BY time, position LIMIT 1`;
    const here = await statusOf(duck, day, { range, sql });
    if (here && (!first || isLater(first, here))) first = here;
  }
  return first;
}

/** The status of a day before a range that a condition and an order pick. */
async function statusOf(
  duck: Duck,
  day: OpenDay,
  { range, sql }: { readonly range: ArchiveRange; readonly sql: string },
): Promise<FoundStatus | undefined> {
  const names = COLUMNS.status.map(readable).join(', ');
  const from = filesBefore(day, 'status', range.from);
  if (from === undefined) return undefined;
  const result = await duck.run(
    `SELECT ${names} FROM ${from} WHERE time < ${range.from} AND ${speakingSql(day.manifest, 'status')} AND ${sql}`,
  );
  const decoder = new EventDecoder({ instrument: range.instrument, kind: 'status', file: day.folder });
  const [last] = decoder.take(await result.getColumns());
  if (last?.event.kind !== 'feed-status') return undefined;
  const { event, position, source } = last;
  return { event, time: event.time, position, sourceId: sourceIdOf(day, source) ?? '' };
}

const sourceIdOf = ({ manifest }: OpenDay, number: number): string | undefined =>
  manifest.sources.find((source) => source.number === number)?.id;

interface FoundBook extends Latest<Standing> {
  readonly days: readonly OpenDay[];
  /** Its changes count up to this place of its source; to the range where left out. */
  readonly end: number | undefined;
}

async function bookBefore(
  duck: Duck,
  { at, days, end, last: found }: FoundBook,
  range: ArchiveRange,
): Promise<BookSnapshot> {
  const until = end === undefined ? '' : ` AND position < ${end}`;
  // The day before the snapshot's, too: what came after it may be stamped with that.
  const rows = days.slice(0, at + 2).flatMap((day) => {
    const from = filesBefore(day, 'book', range.from);
    const source = day.manifest.sources.find(({ id }) => id === found.sourceId);
    if (from === undefined || !source) return [];
    return [
      `SELECT * FROM ${from} WHERE source = ${source.number} AND position >= ${found.position}${until} AND time < ${range.from}`,
    ];
  });
  await duck.run(`CREATE OR REPLACE TEMP VIEW known AS ${rows.join(' UNION ALL ')}`);
  const [last] = (await (
    await duck.run(
      'SELECT time::DOUBLE, venue_time::DOUBLE, update_id::DOUBLE FROM known ORDER BY position DESC LIMIT 1',
    )
  ).getRows()) as number[][];
  const [time = 0, venueTime = 0, updateId = 0] = last ?? [];
  const observed = { time: time as UnixMs, venueTime: venueTime as UnixMs, updateId };
  const bids = await sideOf(duck, 1);
  const asks = await sideOf(duck, -1);
  return { kind: 'book-snapshot', instrument: range.instrument, ...observed, bids, asks };
}

/** The newest snapshot of a day before a time, and whose it is. */
async function lastSnapshot(duck: Duck, day: OpenDay, before: number): Promise<Standing | undefined> {
  const from = filesBefore(day, 'book', before);
  if (from === undefined) return undefined;
  const result = await duck.run(
    `SELECT time::DOUBLE, source::DOUBLE, position::DOUBLE FROM ${from} WHERE is_snapshot = 1 AND time < ${before} AND ${speakingSql(day.manifest, 'book')} ORDER BY time DESC, source DESC, position DESC LIMIT 1`,
  );
  const [row] = (await result.getRows()) as number[][];
  const sourceId = row && sourceIdOf(day, row[1] ?? -1);
  return row && sourceId !== undefined ? { time: row[0] ?? 0, sourceId, position: row[2] ?? 0 } : undefined;
}

/** Ticks and lots in turn, best first: the last size told of each level, where it is not none. */
async function sideOf(duck: Duck, side: 1 | -1): Promise<number[]> {
  const result = await duck.run(
    `SELECT ticks::DOUBLE, lots::DOUBLE FROM (
      SELECT ticks, arg_max(lots, position::HUGEINT * 1000000000 + file_row_number) AS lots
      FROM known WHERE side = ${side} GROUP BY ticks)
    WHERE lots > 0 ORDER BY ticks ${side === 1 ? 'DESC' : 'ASC'}`,
  );
  return ((await result.getRows()) as number[][]).flat();
}

function filesBefore(day: OpenDay, kind: RowKind, before: number): string | undefined {
  const files = day.manifest.parts
    .filter((part) => part.kind === kind && part.firstTime < before)
    .map(({ file }) => join(day.folder, file));
  return files.length === 0 ? undefined : parquetOf(files);
}
