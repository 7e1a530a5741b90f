import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openArchiveWriter } from '../../archive/open-archive-writer.ts';
import { systemClock } from '../clock.ts';
import { valueOf } from './staged-events.ts';

const DAY_MS = 86_400_000;
const START = 1_723_161_600_000 - 12 * 3_600_000;
const ROWS = 30_000;
const KILLS = 8;
const child = fileURLToPath(new URL('./import-once.fixture.ts', import.meta.url));

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'killed-import-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Prints over three days, so that an import has several folders to publish. */
function writeTable(): string {
  const path = join(folder, 'trades.csv');
  const step = Math.floor((2 * DAY_MS) / ROWS);
  const rows = Array.from({ length: ROWS }, (_, at) => `${START + at * step},100.5,0.25,buy,${at + 1}`);
  writeFileSync(path, ['ts_ms,price,qty,side,trade_id', ...rows].join('\n'));
  return path;
}

/** Runs one import and kills it `delayMs` after it has begun; undefined lets it end. */
async function importFor(
  path: string,
  archive: string,
  run: { readonly name: string; readonly delayMs?: number },
) {
  const running = spawn(process.execPath, [child, archive, path, run.name], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise<void>((resolve) => {
    running.on('close', () => resolve());
  });
  running.stdout.once('data', () => {
    if (run.delayMs !== undefined) systemClock.after(run.delayMs, () => running.kill('SIGKILL'));
  });
  running.stdout.resume();
  await ended;
}

/** Rows an archive shows after whoever had it was killed. */
async function rowsIn(archive: string): Promise<number> {
  const writer = valueOf(await openArchiveWriter(archive, { now: () => START }));
  const days = valueOf(await writer.reader.inventory());
  const faults = valueOf(await writer.reader.verify()).faults;
  await writer.close();
  expect(faults).toEqual([]);
  return days.reduce((sum, { rows }) => sum + rows.trades, 0);
}

describe('an import that is killed', () => {
  it(
    `has kept all of its rows or none, at whatever moment (${KILLS} kills)`,
    { timeout: 120_000 },
    async () => {
      const path = writeTable();
      const seen = new Set<number>();
      for (let kill = 0; kill < KILLS; kill += 1) {
        const archive = join(folder, `archive-${kill}`);
        // From the first row read to past the end of the publishing.
        await importFor(path, archive, { name: `i${kill}`, delayMs: 40 + kill * 60 });
        seen.add(await rowsIn(archive));
        rmSync(archive, { recursive: true });
      }
      expect([...seen].filter((rows) => rows !== 0 && rows !== ROWS)).toEqual([]);
      expect(seen.has(0)).toBe(true);

      const archive = join(folder, 'archive-again');
      await importFor(path, archive, { name: 'first', delayMs: 100 });
      const before = await rowsIn(archive);
      // What was thrown away can be imported at once; what was kept is refused as known.
      await importFor(path, archive, { name: 'second' });
      expect([before, await rowsIn(archive)]).toEqual([before, ROWS]);
    },
  );
});
