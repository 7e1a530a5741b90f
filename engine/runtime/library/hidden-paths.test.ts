import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { systemClock } from '../clock.ts';
import { doLibraryTask } from './do-library-task.ts';
import type { LibraryTask } from './library-task.ts';

const free = { isCanceled: false, progress: () => undefined };
const mapping = {
  kind: 'trades',
  delimiter: ',',
  timeUnit: 'ms',
  timeShiftMs: 0,
  columns: { time: 'ts_ms', price: 'price', size: 'qty', side: 'side' },
  buyWords: ['buy'],
  sellWords: ['sell'],
  snapshotWords: [],
  intervalMs: 0,
} as const;

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'private-name-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const HOSTILE: readonly (readonly [string, string | Buffer])[] = [
  ['empty.csv', ''],
  ['doubled.csv', 'ts_ms,price,price,qty,side\n1,2,3,4,buy\n'],
  ['headless.csv', '1723161600000,1,1\n'],
  ['long.csv', `ts_ms,price,qty,side\n${'9'.repeat(1_100_000)},1,1,buy\n`],
  ['open-quote.csv', 'ts_ms,price,qty,side\n"1723161600000,1,1,buy\n'],
  ['torn.csv.gz', gzipSync('ts_ms,price,qty,side\n1723161600000,1,1,buy\n'.repeat(9)).subarray(0, 30)],
  ['fake.parquet', 'PAR1 and nothing else PAR1'],
  ['fake.ewrec', '{"format":"edgewright-recording","version":1,"description":{}}\n'],
  ['frames.gz', gzipSync('{"t":"recv","conn":"a"}\nno\n')],
  ['missing.csv', 'gone'],
];

function tasksFor(path: string): readonly LibraryTask[] {
  const archive = join(folder, 'archive');
  const request = { importId: 'i', paths: [path], brokenRows: 'refuse' } as const;
  const instrument = { id: 'test:BTC/USDT', makerFeeBps: 0, takerFeeBps: 0 };
  const table = { ...request, mapping: mapping as never, instrument, finerSizes: 'refuse' } as const;
  return [
    { kind: 'preview', paths: [path] },
    { kind: 'import-table', archive, request: table },
    { kind: 'import-capture', archive, request },
  ];
}

describe('what the window is told of a file that is refused', () => {
  it.each(HOSTILE)('names %s and the rule, and not where it lies', async (name, content) => {
    const path = join(folder, name);
    if (content !== 'gone') writeFileSync(path, content);
    for (const task of tasksFor(path)) {
      const told = JSON.stringify(await doLibraryTask(task, free, systemClock));
      expect(told).not.toContain('private-name');
      expect(told).toMatch(/"ok":(true|false)|"outcome":"refused"/);
    }
  });

  it('does not name the archive either when it cannot be written', async () => {
    writeFileSync(join(folder, 'archive'), 'in the way');
    const key = { instrument: 'test:BTC/USDT', day: '2024-08-09' };
    const archive = join(folder, 'archive');
    const tasks: readonly LibraryTask[] = [
      { kind: 'remove', archive, days: [key] },
      { kind: 'measure', archive, days: [key] },
      { kind: 'export', archive, request: { days: [key], format: 'csv', isPacked: false, folder } },
    ];
    for (const task of tasks) {
      const told = JSON.stringify(await doLibraryTask(task, free, systemClock));
      expect(told).toContain('archive');
      expect(told).not.toContain('private-name');
    }
  });
});
