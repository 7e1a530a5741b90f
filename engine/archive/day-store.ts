import { readdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import type { Instrument } from '../domain/instrument/instrument.ts';
import type { DayKey } from './archive.ts';
import { ArchiveError } from './archive-failure.ts';
import { dayFolder } from './day-folder.ts';
import { type DayManifest, MANIFEST_FILE, readManifest, writeManifest } from './day-manifest.ts';
import { dropFile, makeFolder, syncFolder } from './durable-file.ts';

/** A reader that began before parts were merged may still need them for so long. */
const KEPT_AFTER_MERGE_MS = 86_400_000;

/** A day's folder as its only writer knows it. */
export interface OpenDay {
  readonly folder: string;
  readonly manifest: DayManifest;
}

/** The days below a folder, for their only writer: remembers manifests and throws away what none lists. */
export class DayStore {
  readonly root: string;
  readonly #now: () => number;
  readonly #open = new Map<string, DayManifest>();

  constructor(root: string, now: () => number) {
    this.root = root;
    this.#now = now;
  }

  /** The day, if it is there. @throws {ArchiveError} when its name is none or its manifest is damaged. */
  find(key: DayKey): OpenDay | undefined {
    const folder = this.folderOf(key);
    const known = this.#open.get(folder);
    if (known) return { folder, manifest: known };
    const manifest = readManifest(folder);
    if (!manifest) return undefined;
    this.#tidy(folder, manifest);
    return { folder, manifest };
  }

  /** The day, made when it is not there yet. */
  findOrMake(key: DayKey, instrument: Instrument): OpenDay {
    const found = this.find(key);
    if (found) return found;
    const folder = this.folderOf(key);
    makeFolder(folder);
    const manifest: DayManifest = {
      instrument,
      day: key.day,
      nextPart: 1,
      sources: [],
      parts: [],
      retired: [],
    };
    this.#tidy(folder, manifest);
    return { folder, manifest };
  }

  /** Makes a new state of the day the one that counts. */
  write(folder: string, manifest: DayManifest): void {
    const until = this.#now() - KEPT_AFTER_MERGE_MS;
    const retired = manifest.retired.filter(({ at }) => at > until);
    const next = { ...manifest, retired };
    syncFolder(folder);
    writeManifest(folder, next);
    this.#open.set(folder, next);
    for (const { at, file } of manifest.retired) if (at <= until) dropFile(join(folder, file));
  }

  /** Moves a day that cannot be read out of the way, where nobody takes it for one; answers with its new name. */
  setAside(folder: string): string {
    const aside = `${folder}.damaged-${this.#now()}`;
    renameSync(folder, aside);
    this.#open.delete(folder);
    return aside;
  }

  /** Parts merged away, with the time at which that was. */
  retire(files: readonly string[]): DayManifest['retired'] {
    return files.map((file) => ({ file, at: this.#now() }));
  }

  folderOf(key: DayKey): string {
    const folder = dayFolder(this.root, key);
    if (folder !== undefined) return folder;
    throw new ArchiveError({
      code: 'unknown-day',
      file: this.root,
      detail: `a day must look like 2024-08-09, was ${key.day}`,
    });
  }

  // What a killed writer left half done is in the folder, but in no list.
  #tidy(folder: string, manifest: DayManifest): void {
    const listed = new Set([
      MANIFEST_FILE,
      ...manifest.parts.map(({ file }) => file),
      ...manifest.retired.map(({ file }) => file),
    ]);
    for (const name of readdirSync(folder)) if (!listed.has(name)) dropFile(join(folder, name));
    this.#open.set(folder, manifest);
  }
}
