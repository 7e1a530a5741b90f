import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ArchiveWriter } from '../../archive/archive-writer.ts';
import { openArchiveWriter } from '../../archive/open-archive-writer.ts';
import type { MarketEvent } from '../../domain/market/market-event.ts';
import { systemClock } from '../clock.ts';
import { ArchiveReplay } from './archive-replay.ts';
import { lookAtFiles } from './import-preview.ts';
import { importTable } from './import-table.ts';
import { valueOf } from './staged-events.ts';

const DAY = 1_723_161_600_000;
const MINUTE = 60_000;
const free = { isCanceled: false, progress: () => undefined };
const HEADER = 'ts_ms,price,qty,side,trade_id';

let folder = '';
let writer: ArchiveWriter;
let count = 0;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'archive-replay-'));
  writer = valueOf(await openArchiveWriter(join(folder, 'archive'), { now: () => DAY }));
});
afterEach(async () => {
  await writer.close();
  rmSync(folder, { recursive: true });
});

async function keep(id: string, lines: readonly string[]): Promise<void> {
  count += 1;
  const path = join(folder, `table-${count}.csv`);
  writeFileSync(path, lines.join('\n'));
  const { mapping } = await lookAtFiles([path]);
  const report = await importTable(
    writer,
    {
      importId: `i${count}`,
      paths: [path],
      mapping: mapping as never,
      instrument: { id, makerFeeBps: 0, takerFeeBps: 0 },
      brokenRows: 'refuse',
      finerSizes: 'refuse',
    },
    free,
  );
  expect(report.outcome).toBe('imported');
}

const trades = (from: number, to: number, price: number) => [
  HEADER,
  ...Array.from(
    { length: (to - from) / MINUTE },
    (_, at) => `${from + at * MINUTE + 7},${price},1,buy,${at}`,
  ),
];
const bars = (step: number, rows: number) => [
  'ts_ms,open,high,low,close,volume',
  ...Array.from({ length: rows }, (_, at) => `${DAY + at * step},100,101,99,100,5`),
];

async function play(days: readonly (readonly [string, string])[], fromMs?: number) {
  const source = new ArchiveReplay({
    reader: writer.reader,
    days: days.map(([instrument, day]) => ({ instrument, day })),
    onFailure: (detail) => expect.unreachable(detail),
  });
  const opened = await source.open(fromMs);
  if (!opened.ok) throw new Error(opened.failure.detail);
  const { feed } = opened.past;
  const events: MarketEvent[] = [];
  for (;;) {
    const event = feed.next();
    if (event !== undefined) events.push(event);
    else if (feed.isWaiting !== true) return { events, timeline: source.timeline() };
    else await new Promise<void>((resolve) => void systemClock.after(1, resolve));
  }
}

const inShort = (events: readonly MarketEvent[]) =>
  events.map(({ instrument, kind, time }) => `${kind} ${instrument.slice(5, 8)} ${(time - DAY) / MINUTE}`);

describe('the replay of kept days', () => {
  it('begins with the bars of the time before, and with the whole minute it begins in', async () => {
    await keep('test:BTC/USDT', trades(DAY, DAY + 5 * MINUTE, 100));
    const { events } = await play([['test:BTC/USDT', '2024-08-09']], DAY + 3 * MINUTE + 30_000);
    const minute = 7 / MINUTE;
    expect(inShort(events)).toEqual([
      'venue-bar BTC 1',
      'venue-bar BTC 2',
      'venue-bar BTC 3',
      `trade BTC ${3 + minute}`,
      `trade BTC ${4 + minute}`,
    ]);
    expect(events[0]).toMatchObject({ openTime: DAY, open: 100, close: 100, volumeBase: 1 });
  });

  it('merges instruments by time and plays only the chosen days, whose hole it knows', async () => {
    const third = DAY + 2 * 86_400_000;
    await keep('test:BTC/USDT', trades(DAY, DAY + 2 * MINUTE, 100));
    await keep('test:ETH/USDT', trades(DAY + MINUTE, DAY + 2 * MINUTE, 50));
    await keep('test:BTC/USDT', trades(DAY + 86_400_000, DAY + 86_400_000 + MINUTE, 101));
    await keep('test:BTC/USDT', trades(third, third + MINUTE, 102));
    const { events, timeline } = await play([
      ['test:BTC/USDT', '2024-08-09'],
      ['test:ETH/USDT', '2024-08-09'],
      ['test:BTC/USDT', '2024-08-11'],
    ]);
    expect(events.map(({ instrument, time }) => [instrument.slice(5, 8), time])).toEqual([
      ['BTC', DAY + 7],
      ['BTC', DAY + MINUTE + 7],
      ['ETH', DAY + MINUTE + 7],
      ['BTC', third + 7],
    ]);
    expect(timeline).toMatchObject({ fromMs: DAY + 7, toMs: third + 8 });
    expect(timeline?.gaps).toContainEqual({ fromMs: DAY + MINUTE + 8, toMs: third + 7 });
  });

  it('plays bars of a table when they are over, with their length', async () => {
    await keep('test:BTC/USDT', bars(MINUTE, 4));
    await keep('test:ETH/USDT', bars(5 * MINUTE, 4));
    const minutes = await play([['test:BTC/USDT', '2024-08-09']]);
    expect(inShort(minutes.events)).toEqual([1, 2, 3, 4].map((minute) => `venue-bar BTC ${minute}`));
    const longer = await play([['test:ETH/USDT', '2024-08-09']]);
    expect(inShort(longer.events)).toEqual([5, 10, 15, 20].map((minute) => `venue-bar ETH ${minute}`));
    expect(longer.events).toMatchObject(Array(4).fill({ kind: 'venue-bar', intervalMs: 5 * MINUTE }));
  });

  it('begins with longer bars of the time before, none of which reaches beyond its begin', async () => {
    await keep('test:BTC/USDT', bars(60 * MINUTE, 24));
    const { events } = await play([['test:BTC/USDT', '2024-08-09']], DAY + 150 * MINUTE);
    expect(inShort(events)).toEqual(
      Array.from({ length: 24 }, (_, hour) => `venue-bar BTC ${(hour + 1) * 60}`),
    );
  });

  it('of days that are not there says so', async () => {
    const source = new ArchiveReplay({ reader: writer.reader, days: [], onFailure: () => undefined });
    expect(await source.open()).toEqual({
      ok: false,
      failure: { code: 'file-refused', detail: 'the chosen days are not in the archive' },
    });
  });
});
