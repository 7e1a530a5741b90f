import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { MANIFEST_FILE, readManifest } from './day-manifest.ts';
import { dayFolder } from './day-folder.ts';
import { madeUpEvents, MIDNIGHT, perpetual } from './fixtures/made-up-market.ts';
import { session, valueOf, withArchive } from './fixtures/temporary-archive.ts';

const key = { instrument: perpetual.id, day: '2024-08-09' };

type Manifest = Record<string, unknown>;

/** Rewrites a day's manifest and answers with what reading it says. */
function changed(folder: string, change: (manifest: Manifest) => Manifest): string {
  const day = dayFolder(folder, key) ?? '';
  const file = join(day, MANIFEST_FILE);
  const read = JSON.parse(readFileSync(file, 'utf8')) as Manifest;
  writeFileSync(file, JSON.stringify(change(read)));
  try {
    readManifest(day);
    return 'was taken';
  } catch (error) {
    return (error as Error).message;
  }
}

describe('a manifest from somebody else', () => {
  it('cannot have files outside of its day deleted', () =>
    withArchive(async ({ folder, writer }) => {
      const events = madeUpEvents(20, MIDNIGHT + 1000);
      valueOf(await writer.ingest({ instrument: perpetual, source: session, events }));
      const precious = join(folder, 'precious');
      mkdirSync(precious);
      const retired = [{ file: '../../../precious', at: 0 }];
      expect(changed(folder, (manifest) => ({ ...manifest, retired }))).toContain(
        'must be a part of this folder',
      );
      await writer.merge(key);
      await writer.seal(key);
      expect(existsSync(precious)).toBe(true);
    }));

  it('cannot break its readers with a measured quality that is none', () =>
    withArchive(async ({ folder, writer }) => {
      const events = madeUpEvents(20, MIDNIGHT + 1000);
      valueOf(await writer.ingest({ instrument: perpetual, source: session, events }));
      valueOf(await writer.seal(key));
      expect(changed(folder, (manifest) => manifest)).toBe('was taken');
      expect(changed(folder, (manifest) => ({ ...manifest, sealed: {} }))).toContain('sealed');
      expect(await writer.reader.inventory()).toMatchObject({ ok: false, failure: { code: 'damaged' } });
    }));
});
