import { existsSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileSafe } from '../day-folder.ts';
import { utcDayStart } from '../utc-day.ts';

/** Raw frames of a venue and a UTC day, by our clock. */
export interface RawDay {
  readonly venue: string;
  readonly day: string;
}

/** No instrument's folder has this name: there `%` begins a sign's two hexadecimal digits. */
const RAW_FOLDER = '%raw';
const PART = /^raw-(\d+)\.parquet$/;

/** The folder of a day's raw frames. */
export const rawFolder = (archive: string, { day, venue }: RawDay): string =>
  join(archive, fileSafe(venue), RAW_FOLDER, day);

/** A day's parts in the order they were written. */
export function rawParts(archive: string, key: RawDay): { readonly path: string; readonly number: number }[] {
  const folder = rawFolder(archive, key);
  return namesIn(folder)
    .flatMap((name) => {
      const [, number] = PART.exec(name) ?? [];
      return number === undefined ? [] : [{ path: join(folder, name), number: Number(number) }];
    })
    .toSorted((a, b) => a.number - b.number);
}

/** Every day of which there are raw frames, oldest first, with its size. */
export function rawDays(archive: string): (RawDay & { readonly bytes: number })[] {
  const days = namesIn(archive).flatMap((venue) =>
    namesIn(join(archive, venue, RAW_FOLDER))
      .filter((day) => utcDayStart(day) !== undefined)
      .map((day) => ({ venue, day, bytes: bytesOf(rawParts(archive, { venue, day })) })),
  );
  return days
    .filter(({ bytes }) => bytes > 0)
    .toSorted((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : a.venue < b.venue ? -1 : 1));
}

/** Deletes the raw frames of a day for good. */
export const removeRawDay = (archive: string, key: RawDay): void =>
  rmSync(rawFolder(archive, key), { recursive: true, force: true });

/** Deletes whole days, oldest first, until the rest fits into `capBytes`; the newest day stays. Answers with what went. */
export function trimRawDays(archive: string, capBytes: number): RawDay[] {
  const days = rawDays(archive);
  let total = days.reduce((sum, { bytes }) => sum + bytes, 0);
  const removed: RawDay[] = [];
  for (const day of days.slice(0, -1)) {
    if (total <= capBytes) break;
    removeRawDay(archive, day);
    removed.push(day);
    total -= day.bytes;
  }
  return removed;
}

const bytesOf = (parts: readonly { readonly path: string }[]): number =>
  parts.reduce((sum, { path }) => sum + statSync(path).size, 0);

const namesIn = (folder: string): string[] => (existsSync(folder) ? readdirSync(folder) : []);
