import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ArchiveWriter } from '../../archive/archive-writer.ts';
import { openArchiveWriter } from '../../archive/open-archive-writer.ts';
import type { MarketEvent } from '../../domain/market/market-event.ts';
import { unixMs } from '../../domain/units/time.ts';
import { importTable, type TableImport } from './import-table.ts';
import { lookAtFiles } from './import-preview.ts';
import { valueOf } from './staged-events.ts';

const DAY = 1_723_161_600_000;
const ID = 'test:BTC/USDT';
let folder = '';
let writer: ArchiveWriter;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'import-'));
  writer = valueOf(await openArchiveWriter(join(folder, 'archive'), { now: () => DAY }));
});
afterEach(async () => {
  await writer.close();
  rmSync(folder, { recursive: true });
});

const free = { isCanceled: false, progress: () => undefined };

function file(name: string, lines: readonly string[]): string {
  const path = join(folder, name);
  writeFileSync(path, `${lines.join('\n')}\n`);
  return path;
}

const HEADER = 'ts_ms,price,qty,side,trade_id';
const trade = (second: number, price: string, size = '0.5') =>
  `${DAY + second * 1000},${price},${size},${second % 2 === 0 ? 'buy' : 'sell'},${second}`;

async function bring(paths: readonly string[], change: Partial<TableImport> = {}, watch = free) {
  const { mapping } = await lookAtFiles(paths);
  if (!mapping) throw new Error('a table must have a proposed mapping');
  const instrument = { id: ID, makerFeeBps: 10, takerFeeBps: 10 };
  const request: TableImport = {
    importId: `i${Math.abs(paths.join().length)}`,
    paths,
    mapping,
    instrument,
    brokenRows: 'refuse',
    finerSizes: 'refuse',
    ...change,
  };
  return importTable(writer, request, watch);
}

async function kept(): Promise<MarketEvent[]> {
  const events: MarketEvent[] = [];
  const range = { instrument: ID, from: unixMs(0), to: unixMs(DAY * 2) };
  for await (const event of writer.reader.events(range)) events.push(event);
  return events;
}

const dayCount = async () =>
  valueOf(await writer.reader.inventory()).filter(({ rows }) => rows.trades + rows.book + rows.bars > 0)
    .length;

describe('the import of a table', () => {
  it('keeps every row, with the steps its numbers need', async () => {
    const report = await bring([file('a.csv', [HEADER, trade(1, '61837.63'), trade(2, '61837.6', '1.25')])]);
    expect(report).toMatchObject({
      outcome: 'imported',
      instruments: [ID],
      days: ['2024-08-09'],
      rowsRead: 2,
      eventsKept: 2,
      rowsSkipped: 0,
    });
    expect(valueOf(await writer.reader.instrument(ID))).toMatchObject({ tickSize: '0.01', lotSize: '0.01' });
    expect(await kept()).toMatchObject([
      { kind: 'trade', ticks: 6_183_763, lots: 50, aggressor: 'sell', tradeId: '1', time: DAY + 1000 },
      { kind: 'trade', ticks: 6_183_760, lots: 125, aggressor: 'buy', tradeId: '2' },
    ]);
  });

  it('takes several files in the order of their times', async () => {
    const late = file('a-late.csv', [HEADER, trade(30, '3')]);
    const early = file('b-early.csv', [HEADER, trade(1, '1'), trade(2, '2')]);
    expect(await bring([late, early])).toMatchObject({ outcome: 'imported', eventsKept: 3 });
    expect((await kept()).map((event) => ('ticks' in event ? event.ticks : 0))).toEqual([1, 2, 3]);
  });

  it('of files that overlap is refused', async () => {
    const one = file('one.csv', [HEADER, trade(1, '1'), trade(20, '1')]);
    const two = file('two.csv', [HEADER, trade(10, '2'), trade(30, '1')]);
    const report = await bring([one, two]);
    expect(report.detail).toBe(
      'two.csv begins before one.csv ends: files of one import must follow each other. Nothing was imported.',
    );
    expect(await dayCount()).toBe(0);
  });

  it('with a broken row is refused as a whole: which line, which rule, and that nothing was kept', async () => {
    const rows = Array.from({ length: 300 }, (_, second) => trade(second + 1, '100.5'));
    rows[149] = trade(150, '-100.5');
    rows[201] = `${DAY},1,1,buy,9999`;
    const report = await bring([file('broken.csv', [HEADER, ...rows])]);
    expect(report).toMatchObject({
      outcome: 'refused',
      detail:
        'broken.csv line 151: price must be a plain decimal, was "-100.5". 1 more rows break a rule. Nothing was imported.',
      problems: [
        { file: 'broken.csv', line: 151 },
        { file: 'broken.csv', line: 203, rule: expect.stringContaining('time must not go back') },
      ],
    });
    expect(await dayCount()).toBe(0);
  });

  it('leaves broken rows out when the person says so, and counts every one', async () => {
    const rows = Array.from({ length: 300 }, (_, second) =>
      trade(second + 1, second % 2 === 0 ? '100.5' : 'x'),
    );
    const report = await bring([file('broken.csv', [HEADER, ...rows])], { brokenRows: 'skip' });
    expect(report).toMatchObject({ outcome: 'imported', rowsRead: 300, eventsKept: 150, rowsSkipped: 150 });
    expect(report.problems).toHaveLength(100);
    expect(await kept()).toHaveLength(150);
  });

  it('refuses numbers finer than the steps a person typed, or cuts sizes when told to', async () => {
    const path = file('fine.csv', [HEADER, trade(1, '100.5', '0.12345')]);
    const instrument = { id: ID, tickSize: '0.5', lotSize: '0.001', makerFeeBps: 0, takerFeeBps: 0 };
    expect((await bring([path], { instrument })).detail).toBe(
      'fine.csv line 2: size must be a multiple of the lot 0.001, was 0.12345. Nothing was imported.',
    );
    expect(await bring([path], { instrument, finerSizes: 'cut' })).toMatchObject({
      outcome: 'imported',
      sizesCut: 1,
    });
    expect(await kept()).toMatchObject([{ ticks: 201, lots: 123 }]);
  });

  it('of the very same files again is refused, until they were deleted', async () => {
    const path = file('a.csv', [HEADER, trade(1, '100')]);
    await bring([path]);
    expect((await bring([path], { importId: 'second' })).detail).toBe(
      `These very files are in the archive already: ${ID} 2024-08-09. Nothing was imported.`,
    );
    await writer.remove({ instrument: ID, day: '2024-08-09' });
    expect(await bring([path], { importId: 'third' })).toMatchObject({ outcome: 'imported' });
    expect(await kept()).toHaveLength(1);
  });

  it('that was canceled keeps nothing', async () => {
    const rows = Array.from({ length: 5000 }, (_, second) => trade(second + 1, '100'));
    let asked = 0;
    const watch = {
      get isCanceled() {
        asked += 1;
        return asked > 6;
      },
      progress: () => undefined,
    };
    const report = await bring([file('a.csv', [HEADER, ...rows])], {}, watch as never);
    expect(report.detail).toBe('The import was canceled. Nothing was imported.');
    expect(await dayCount()).toBe(0);
  });

  it('merges prints and books that were imported one after the other', async () => {
    await bring([file('trades.csv', [HEADER, trade(1, '100'), trade(3, '101')])]);
    const quotes = file('quotes.csv', [
      'ts_ms,bid_price,bid_size,ask_price,ask_size',
      `${DAY + 500},99,1,100,2`,
      `${DAY + 2000},100,1,101,2`,
    ]);
    expect(await bring([quotes], { finerSizes: 'refuse' })).toMatchObject({
      outcome: 'imported',
      eventsKept: 2,
    });
    expect((await kept()).map(({ kind }) => kind)).toEqual([
      'book-snapshot',
      'trade',
      'book-snapshot',
      'trade',
    ]);
  });

  it('of a file without its columns says which one is missing', async () => {
    const path = file('a.csv', ['ts_ms,price,qty', `${DAY},1,1`]);
    expect((await bring([path])).detail).toBe('a.csv: side has no column. Nothing was imported.');
  });

  it('of a file that is gone by then is refused', async () => {
    const path = file('a.csv', [HEADER, trade(1, '100')]);
    const { mapping } = await lookAtFiles([path]);
    rmSync(path);
    await expect(lookAtFiles([path])).rejects.toThrow(/a\.csv: cannot be read/);
    const said = { id: ID, makerFeeBps: 0, takerFeeBps: 0 };
    const report = await importTable(
      writer,
      {
        importId: 'gone',
        paths: [path],
        mapping: mapping as never,
        instrument: said,
        brokenRows: 'refuse',
        finerSizes: 'refuse',
      },
      free,
    );
    expect(report.detail).toMatch(/a\.csv: cannot be read: ENOENT.* Nothing was imported\.$/);
  });
});
