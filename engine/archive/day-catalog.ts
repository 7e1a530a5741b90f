import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { InstrumentId } from '../domain/instrument/instrument.ts';
import type { ArchiveRange, DayKey } from './archive.ts';
import { ArchiveError } from './archive-failure.ts';
import { dayFolder, instrumentFolder } from './day-folder.ts';
import { type DayManifest, MANIFEST_FILE, readManifest } from './day-manifest.ts';
import type { OpenDay } from './day-store.ts';
import { DAY_MS, utcDayOf, utcDayStart } from './utc-day.ts';

interface Known {
  readonly stamp: string;
  readonly manifest: DayManifest | undefined;
}

/** The days of an archive as they count now; a manifest is read again only when it was replaced. */
export class DayCatalog {
  readonly root: string;
  readonly #known = new Map<string, Known>();

  constructor(root: string) {
    this.root = root;
  }

  /** Every day with rows, by venue, instrument and day. @throws {ArchiveError} when a manifest is damaged. */
  all(): OpenDay[] {
    return foldersIn(this.root)
      .filter((venue) => !venue.startsWith('.'))
      .flatMap((venue) => {
        const folder = join(this.root, venue);
        return foldersIn(folder).flatMap((name) => this.#daysIn(join(folder, name), () => true));
      });
  }

  /** Folders of days whose manifest cannot be read, with why. */
  damaged(): { readonly folder: string; readonly detail: string }[] {
    const damaged: { folder: string; detail: string }[] = [];
    for (const venue of foldersIn(this.root).filter((name) => !name.startsWith('.'))) {
      for (const instrument of foldersIn(join(this.root, venue)))
        damaged.push(...this.#damagedIn(join(this.root, venue, instrument)));
    }
    return damaged;
  }

  /** Days that may hold events of a range: a day is by the venue's clock, a range by ours. */
  near({ from, instrument, to }: ArchiveRange): OpenDay[] {
    const first = utcDayOf(Math.max(0, from - DAY_MS));
    const last = utcDayOf(Math.max(0, to) + DAY_MS);
    const folder = instrumentFolder(this.root, instrument);
    return this.#daysIn(folder, (day) => day >= first && day <= last);
  }

  /** Days of an instrument that may hold events before `time`, newest first; all days unless told. */
  before(instrument: InstrumentId, time?: number): OpenDay[] {
    const last = time === undefined ? '9999-12-31' : utcDayOf(time + DAY_MS);
    return this.#daysIn(instrumentFolder(this.root, instrument), (day) => day <= last).toReversed();
  }

  /** One day. @throws {ArchiveError} `unknown-day` when there is nothing of it. */
  one(key: DayKey): OpenDay {
    const folder = dayFolder(this.root, key);
    const manifest = folder === undefined ? undefined : this.#manifestOf(folder);
    if (folder !== undefined && manifest && manifest.parts.length > 0) return { folder, manifest };
    throw new ArchiveError({
      code: 'unknown-day',
      file: folder ?? this.root,
      detail: `the archive must have a day ${key.day} of ${key.instrument}, has none`,
    });
  }

  #daysIn(folder: string, isWanted: (day: string) => boolean): OpenDay[] {
    return foldersIn(folder)
      .filter((day) => utcDayStart(day) !== undefined && isWanted(day))
      .flatMap((day) => {
        const manifest = this.#manifestOf(join(folder, day));
        return manifest && manifest.parts.length > 0 ? [{ folder: join(folder, day), manifest }] : [];
      });
  }

  #damagedIn(folder: string): { folder: string; detail: string }[] {
    return foldersIn(folder)
      .filter((day) => utcDayStart(day) !== undefined)
      .flatMap((day) => {
        try {
          this.#manifestOf(join(folder, day));
          return [];
        } catch (error) {
          if (!(error instanceof ArchiveError) || error.failure.code !== 'damaged') throw error;
          return [{ folder: join(folder, day), detail: error.message }];
        }
      });
  }

  #manifestOf(folder: string): DayManifest | undefined {
    const stats = statSync(join(folder, MANIFEST_FILE), { throwIfNoEntry: false });
    if (!stats) return undefined;
    const stamp = `${stats.ino}/${stats.mtimeMs}/${stats.size}`;
    const known = this.#known.get(folder);
    if (known?.stamp === stamp) return known.manifest;
    const manifest = readManifest(folder);
    this.#known.set(folder, { stamp, manifest });
    return manifest;
  }
}

/** Names of the folders in a folder, sorted; none when it is not there. */
function foldersIn(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .toSorted();
}
