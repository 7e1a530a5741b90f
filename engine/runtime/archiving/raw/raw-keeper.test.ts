import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDuck } from '../../../archive/duck.ts';
import { rawDays, rawFolder, trimRawDays } from '../../../archive/raw/raw-day.ts';
import type { RawRow } from '../../../archive/raw/raw-row.ts';
import { readRaw } from '../../../archive/raw/read-raw.ts';
import type { RawFrame } from '../../../venues/raw-frame.ts';
import { RawFrameQueue } from './raw-frame-queue.ts';
import { RawKeeper } from './raw-keeper.ts';

/** 2024-08-09T00:00:00Z */
const MIDNIGHT = 1_723_161_600_000;
const address = 'wss://stream.bybit.com/v5/public/linear';

let archive = '';
beforeEach(() => {
  archive = mkdtempSync(join(tmpdir(), 'raw-keeper-'));
});
afterEach(() => rmSync(archive, { recursive: true }));

const received = (time: number, text: string): RawFrame => ({
  kind: 'recv',
  connection: 'bybit.ws.1',
  time,
  address,
  text,
});
const opening = (time: number): RawFrame[] => [
  { kind: 'http', connection: 'bybit.http', time, address: 'https://api.bybit.com/x', text: '{"a":1}' },
  { kind: 'connect', connection: 'bybit.ws.1', time, address, text: '' },
  { kind: 'send', connection: 'bybit.ws.1', time, address, text: '{"op":"subscribe"}' },
];

async function rowsOf(day: string): Promise<RawRow[]> {
  const duck = await openDuck({ threads: 1, memoryMb: 64 });
  const rows: RawRow[] = [];
  for await (const row of readRaw(duck, archive, { venue: 'bybit', day })) rows.push(row);
  duck.close();
  return rows;
}

const inShort = (rows: readonly RawRow[]) => rows.map(({ kind, text }) => `${kind} ${text}`.trim());

async function keep(keeper: RawKeeper, frames: readonly RawFrame[]): Promise<void> {
  const queue = new RawFrameQueue('bybit');
  for (const frame of frames) queue.take(frame);
  const batch = queue.takeBatch();
  if (batch) keeper.take(batch);
  await keeper.flush();
}

describe('the queue of raw frames', () => {
  it('drops received frames beyond its room, says how many, and keeps what a session says of itself', () => {
    const queue = new RawFrameQueue('bybit', 1000);
    for (let at = 0; at < 10; at += 1) queue.take(received(MIDNIGHT + at, 'x'.repeat(100)));
    queue.take({ ...received(MIDNIGHT + 10, 'subscribe'), kind: 'send' });
    const batch = queue.takeBatch();
    // A frame weighs its 100 signs and 200 besides, so that three fit into 1000.
    expect(inShort(batch?.rows ?? []).slice(3)).toEqual([
      'gap 7 received frames were dropped',
      'send subscribe',
    ]);
    expect(batch?.rows[3]?.time).toBe(MIDNIGHT + 3);
    expect(queue.droppedCount).toBe(7);
  });

  it('has room again only when what is under way was written', () => {
    const queue = new RawFrameQueue('bybit', 500);
    queue.take(received(MIDNIGHT, 'x'.repeat(200)));
    const batch = queue.takeBatch();
    queue.take(received(MIDNIGHT + 1, 'y'));
    expect(inShort(queue.takeBatch()?.rows ?? [])).toEqual(['gap 1 received frame was dropped']);
    queue.done(batch?.weight ?? 0);
    queue.take(received(MIDNIGHT + 2, 'z'));
    expect(inShort(queue.takeBatch()?.rows ?? [])).toEqual(['recv z']);
    expect(queue.takeBatch()).toBeUndefined();
  });
});

describe('kept raw frames', () => {
  it('of a day that begins within a session begin with what they cannot be read without', async () => {
    const keeper = new RawKeeper({ archive, hasRoom: () => true });
    const ping = { ...received(MIDNIGHT - 6, '{"op":"subscribe"}'), kind: 'send' } as const;
    await keep(keeper, [...opening(MIDNIGHT - 10), received(MIDNIGHT - 5, 'a'), ping]);
    await keep(keeper, [received(MIDNIGHT + 3, 'b')]);
    const before = ['http {"a":1}', 'connect', 'send {"op":"subscribe"}'];
    expect(inShort(await rowsOf('2024-08-08'))).toEqual([...before, 'recv a', 'send {"op":"subscribe"}']);
    const next = await rowsOf('2024-08-09');
    expect(inShort(next)).toEqual([...before, 'recv b']);
    expect(next.map(({ time }) => time - MIDNIGHT)).toEqual([3, 3, 3, 3]);
  });

  it('that cannot be written are counted in the day, and what a session says of itself is written later', async () => {
    let hasRoom = false;
    const keeper = new RawKeeper({ archive, hasRoom: () => hasRoom });
    keeper.take({
      venue: 'bybit',
      weight: 9,
      rows: [...opening(MIDNIGHT), received(MIDNIGHT, 'a'), received(MIDNIGHT + 1, 'b')],
    });
    expect(await keeper.flush()).toEqual({
      weight: 9,
      failure: `there is no room left for raw frames at ${archive}`,
    });
    hasRoom = true;
    await keep(keeper, [received(MIDNIGHT + 2, 'c')]);
    expect(inShort(await rowsOf('2024-08-09'))).toEqual([
      'http {"a":1}',
      'connect',
      'send {"op":"subscribe"}',
      'gap 2 received frames were dropped',
      'recv c',
    ]);
  });

  it('survive a part that was cut off by a kill', async () => {
    const keeper = new RawKeeper({ archive, hasRoom: () => true });
    await keep(keeper, [received(MIDNIGHT, 'a')]);
    const folder = rawFolder(archive, { venue: 'bybit', day: '2024-08-09' });
    writeFileSync(join(folder, `.unfinished-${process.pid}`), 'half a part');
    await keep(keeper, [received(MIDNIGHT + 1, 'b')]);
    expect(inShort(await rowsOf('2024-08-09'))).toEqual(['recv a', 'recv b']);
    expect(readdirSync(folder).filter((name) => name.endsWith('.parquet'))).toEqual([
      'raw-1.parquet',
      'raw-2.parquet',
    ]);
  });

  it('lose whole days beyond their cap, the oldest first and never the newest', async () => {
    const keeper = new RawKeeper({ archive, hasRoom: () => true });
    const days = [0, 1, 2].map((day) => MIDNIGHT + day * 86_400_000);
    for (const time of days) await keep(keeper, [received(time, 'a')]);
    mkdirSync(join(archive, 'bybit', 'BTC-USDT', '2024-08-09'), { recursive: true });
    const [first] = rawDays(archive);
    expect(trimRawDays(archive, first?.bytes ?? 0)).toHaveLength(2);
    expect(rawDays(archive).map(({ day }) => day)).toEqual(['2024-08-11']);
    expect(readdirSync(join(archive, 'bybit')).toSorted()).toEqual(['%raw', 'BTC-USDT']);
  });
});
