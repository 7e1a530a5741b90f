import { join } from 'node:path';
import type { BookSnapshot, FeedStatus, MarketEvent } from '../domain/market/market-event.ts';
import type { UnixMs } from '../domain/units/time.ts';
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
 * last event in it, and the last word about the feed. In order of time; nothing where nothing is known.
 * `days` are newest first.
 */
export async function readOpening(
  duck: Duck,
  days: readonly OpenDay[],
  range: ArchiveRange,
): Promise<MarketEvent[]> {
  const near = days.slice(0, MOST_DAYS_BACK);
  const opening = [await lastStatus(duck, near, range), await bookBefore(duck, near, range)];
  return opening.filter((event) => event !== undefined).toSorted((a, b) => a.time - b.time);
}

async function lastStatus(
  duck: Duck,
  days: readonly OpenDay[],
  range: ArchiveRange,
): Promise<FeedStatus | undefined> {
  for (const day of days) {
    const names = COLUMNS.status.map(readable).join(', ');
    const from = filesBefore(day, 'status', range.from);
    if (from === undefined) continue;
    const result = await duck.run(
      `SELECT ${names} FROM ${from} WHERE time < ${range.from} AND ${speakingSql(day.manifest, 'status')} ORDER BY time DESC, position DESC LIMIT 1`,
    );
    const decoder = new EventDecoder({ instrument: range.instrument, kind: 'status', file: day.folder });
    const [last] = decoder.take(await result.getColumns());
    if (last?.event.kind === 'feed-status') return last.event;
  }
  return undefined;
}

interface FoundSnapshot {
  readonly sourceId: string;
  readonly position: number;
  /** The days its book goes on in, oldest first. */
  readonly days: readonly OpenDay[];
}

async function bookBefore(
  duck: Duck,
  days: readonly OpenDay[],
  range: ArchiveRange,
): Promise<BookSnapshot | undefined> {
  const found = await lastSnapshot(duck, days, range.from);
  if (!found) return undefined;
  const rows = found.days.flatMap((day) => {
    const from = filesBefore(day, 'book', range.from);
    const source = day.manifest.sources.find(({ id }) => id === found.sourceId);
    if (from === undefined || !source) return [];
    return [
      `SELECT * FROM ${from} WHERE source = ${source.number} AND position >= ${found.position} AND time < ${range.from}`,
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

/** The newest snapshot before a time, and whose it is. */
async function lastSnapshot(
  duck: Duck,
  days: readonly OpenDay[],
  before: number,
): Promise<FoundSnapshot | undefined> {
  for (const [at, day] of days.entries()) {
    const from = filesBefore(day, 'book', before);
    if (from === undefined) continue;
    const result = await duck.run(
      `SELECT source::DOUBLE, position::DOUBLE FROM ${from} WHERE is_snapshot = 1 AND time < ${before} AND ${speakingSql(day.manifest, 'book')} ORDER BY time DESC, source DESC, position DESC LIMIT 1`,
    );
    const [row] = (await result.getRows()) as number[][];
    const source = day.manifest.sources.find(({ number }) => number === row?.[0]);
    if (row && source)
      return { sourceId: source.id, position: row[1] ?? 0, days: days.slice(0, at + 1).toReversed() };
  }
  return undefined;
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
