import { cpSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { unixMs } from '../domain/units/time.ts';
import { dayFolder } from './day-folder.ts';
import { madeUpEvents, MIDNIGHT, perpetual } from './fixtures/made-up-market.ts';
import { eventsOf, session, valueOf } from './fixtures/temporary-archive.ts';
import { openArchiveWriter } from './open-archive-writer.ts';

const instrument = perpetual;
const all = { instrument: instrument.id, from: unixMs(0), to: unixMs(MIDNIGHT * 2) };
const recorded = madeUpEvents(400, MIDNIGHT + 100_000);
const imported = madeUpEvents(2000, MIDNIGHT - 30_000);
const source = { id: 'file', origin: 'imported', isSimulated: false } as const;
const expected = [...imported, ...recorded].map(({ event }) => event);

/** An archive with one recorded session, and an import over two days staged beside it, as a killed writer leaves it. */
async function killedWhileStaged(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'archive-'));
  const writer = valueOf(await openArchiveWriter(folder, { now: () => 0 }));
  valueOf(await writer.ingest({ instrument, source: session, events: recorded }));
  const staged = valueOf(await writer.stage());
  valueOf(await staged.ingest({ instrument, source, events: imported }));
  cpSync(join(folder, '.staging', 'import-1'), join(folder, '.staging', 'kept'), { recursive: true });
  valueOf(await staged.discard());
  await writer.close();
  return folder;
}

async function reopened(folder: string) {
  const writer = valueOf(await openArchiveWriter(folder, { now: () => 0 }));
  const events = await eventsOf(writer.reader, all);
  const { faults } = valueOf(await writer.reader.verify());
  await writer.close();
  return { events, faults };
}

describe('an import whose writer was killed', () => {
  it('leaves nothing when it had not begun to publish', async () => {
    const folder = await killedWhileStaged();
    expect(await reopened(folder)).toEqual({ events: recorded.map(({ event }) => event), faults: [] });
    expect(readdirSync(join(folder, '.staging'))).toEqual([]);
    rmSync(folder, { recursive: true });
  });

  it('is there as a whole when it had, however far it had come', async () => {
    const folder = await killedWhileStaged();
    writeFileSync(join(folder, '.staging', 'kept', 'publish.json'), '{"publish":true}\n');
    cpSync(join(folder, '.staging', 'kept'), join(folder, 'again'), { recursive: true });
    expect(await reopened(folder)).toEqual({ events: expected, faults: [] });
    // Killed once more after every day was published, and once when only the first of them was.
    for (const lost of [undefined, '2024-08-09']) {
      cpSync(join(folder, 'again'), join(folder, '.staging', 'kept'), { recursive: true });
      if (lost !== undefined)
        rmSync(dayFolder(folder, { instrument: instrument.id, day: lost }) ?? '', {
          recursive: true,
          force: true,
        });
      const { events, faults } = await reopened(folder);
      expect(faults).toEqual([]);
      expect(events.length).toBe(lost === undefined ? expected.length : imported.length);
      expect(existsSync(join(folder, '.staging', 'kept'))).toBe(false);
    }
    rmSync(folder, { recursive: true });
  });
});
