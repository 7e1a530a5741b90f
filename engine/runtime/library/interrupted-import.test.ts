import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { dayFolder } from '../../archive/day-folder.ts';
import { MANIFEST_FILE } from '../../archive/day-manifest.ts';
import { openArchiveWriter } from '../../archive/open-archive-writer.ts';
import type { ArchiveWriter } from '../../archive/archive-writer.ts';
import { lookAtFiles } from './import-preview.ts';
import { importTable } from './import-table.ts';
import { valueOf } from './staged-events.ts';
import type { TaskWatch } from './task-watch.ts';

const MIDNIGHT = 1_723_161_600_000;
const ID = 'test:BTC/USDT';
const free = { isCanceled: false, progress: () => undefined };

let folder = '';
let writer: ArchiveWriter;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'interrupted-'));
  writer = valueOf(await openArchiveWriter(join(folder, 'archive'), { now: () => MIDNIGHT }));
});
afterEach(async () => {
  await writer.close();
  rmSync(folder, { recursive: true });
});

/** One print on each side of midnight. */
async function importBothDays(importId: string, watch: TaskWatch = free) {
  const path = join(folder, 'table.csv');
  const lines = [MIDNIGHT - 5000, MIDNIGHT + 5000].map((time, at) => `${time},100,1,buy,${at}`);
  writeFileSync(path, ['ts_ms,price,qty,side,trade_id', ...lines].join('\n'));
  const { mapping } = await lookAtFiles([path]);
  return importTable(
    writer,
    {
      importId,
      paths: [path],
      mapping: mapping as never,
      instrument: { id: ID, makerFeeBps: 0, takerFeeBps: 0 },
      brokenRows: 'refuse',
      finerSizes: 'refuse',
    },
    watch,
  );
}

const daysHeld = async () => valueOf(await writer.reader.inventory()).map(({ day }) => day);
const second = () => dayFolder(join(folder, 'archive'), { instrument: ID, day: '2024-08-09' }) ?? '';

describe('an import that fails while it is being made visible', () => {
  it('does not claim that nothing was imported, and is whole when it can go on', async () => {
    // Nothing can be written where the second day belongs.
    const watch = {
      isCanceled: false,
      progress: () => {
        mkdirSync(join(second(), '..'), { recursive: true });
        writeFileSync(second(), 'in the way');
      },
    };
    const report = await importBothDays('i1', watch);
    expect(report.outcome).toBe('failed');
    expect(report.detail).not.toContain('Nothing was imported');
    expect(report.detail).toContain('goes on when the archive is opened next');
    rmSync(second());
    await writer.close();
    writer = valueOf(await openArchiveWriter(join(folder, 'archive'), { now: () => MIDNIGHT }));
    expect(await daysHeld()).toEqual(['2024-08-08', '2024-08-09']);
  });
});

describe('an import of files whose days were deleted', () => {
  it('keeps them again, under the same name too', async () => {
    expect((await importBothDays('i1')).outcome).toBe('imported');
    for (const day of await daysHeld()) valueOf(await writer.remove({ instrument: ID, day }));
    expect(await daysHeld()).toEqual([]);
    const again = await importBothDays('i1');
    expect(again).toMatchObject({ outcome: 'imported', eventsKept: 2 });
    expect(await daysHeld()).toEqual(['2024-08-08', '2024-08-09']);
  });
});

describe('an import beside a day whose manifest is damaged', () => {
  it('is refused before anything is visible', async () => {
    mkdirSync(second(), { recursive: true });
    writeFileSync(join(second(), MANIFEST_FILE), '{');
    const report = await importBothDays('i1');
    expect(report).toMatchObject({
      outcome: 'failed',
      detail: expect.stringContaining('Nothing was imported'),
    });
    rmSync(second(), { recursive: true });
    expect(await daysHeld()).toEqual([]);
  });
});
