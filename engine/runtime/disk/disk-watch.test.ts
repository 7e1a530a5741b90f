import { existsSync, mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ManualClock } from '../manual-clock.fixture.ts';
import { DiskReserve, RESERVE_BYTES, SLICE_BYTES } from './disk-reserve.ts';
import { DiskWatch } from './disk-watch.ts';

const MIB = 1_048_576;

describe('R-ST-08: the watch on the disk', () => {
  let folder: string;
  let free: number;
  let clock: ManualClock;
  let told: string[];
  let rooms: string[];
  let watch: DiskWatch;
  const path = () => join(folder, 'reserve.bin');

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'edgewright-disk-'));
    free = 1000 * MIB;
    clock = new ManualClock(0);
    told = [];
    rooms = [];
    watch = new DiskWatch({
      clock,
      reserve: new DiskReserve(path()),
      freeBytes: () => free,
      log: (level, text) => told.push(`${level}: ${text}`),
      stopEntries: (because) => told.push(`stop: ${because}`),
      noteRoom: (isLow, { freeBytes, neededBytes }) =>
        rooms.push(`${isLow ? 'low' : 'enough'}: ${freeBytes / MIB} of ${neededBytes / MIB} MiB`),
    });
  });
  afterEach(() => {
    watch.close();
    rmSync(folder, { recursive: true });
  });

  it('takes no more than a slice at a time, so that a start waits for nothing', () => {
    const partial = `${path()}.partial`;
    expect([path(), partial].map((file) => existsSync(file))).toEqual([false, false]);
    let before = 0;
    for (let waited = 0; !existsSync(path()) && waited < 5000; waited += 10) {
      clock.pass(10);
      const size = statSync(existsSync(partial) ? partial : path(), { throwIfNoEntry: false })?.size ?? 0;
      expect(size - before).toBeLessThanOrEqual(SLICE_BYTES);
      before = size;
    }
    expect(before).toBe(RESERVE_BYTES);
    expect(clock.now()).toBeLessThan(2000);
  });

  it('makes room of what was taken so far, too', () => {
    clock.pass(500);
    expect(watch.refused()).toBe(true);
    expect(existsSync(`${path()}.partial`)).toBe(false);
    expect(watch.refused()).toBe(false);
  });

  it('says so when the disk takes nothing, and tries again later', () => {
    mkdirSync(`${path()}.partial`);
    clock.pass(50);
    expect(told).toEqual([expect.stringContaining('warning: no room could be held back on the disk: ')]);
    rmSync(`${path()}.partial`, { recursive: true });
    clock.pass(10_000);
    expect(statSync(path()).size).toBe(RESERVE_BYTES);
    expect(told).toHaveLength(1);
  });

  it('holds 32 MiB back while there is room, in real bytes', () => {
    clock.pass(2000);
    const { blocks, size } = statSync(path());
    expect(size).toBe(RESERVE_BYTES);
    expect(blocks * 512).toBeGreaterThanOrEqual(RESERVE_BYTES);
  });

  it('warns once below 256 MiB and says what comes next', () => {
    clock.pass(2000);
    free = 200 * MIB;
    clock.pass(20_000);
    expect(told).toEqual(['warning: the disk has only 200 MiB left; new positions stop below 64 MiB']);
    expect(existsSync(path())).toBe(true);
  });

  it('stops entries below 64 MiB, once, and gives the reserve back', () => {
    clock.pass(2000);
    free = 63.5 * MIB;
    clock.pass(20_000);
    expect(told).toEqual(['stop: the disk has 63 MiB left, 64 are needed']);
    expect(rooms).toEqual(['low: 63.5 of 64 MiB']);
    expect(existsSync(path())).toBe(false);
  });

  it('makes room for one more try when a write is refused, and only for one', () => {
    clock.pass(2000);
    expect(watch.refused()).toBe(true);
    expect(watch.refused()).toBe(false);
    expect(told).toEqual(['stop: the disk is full']);
  });

  it('holds room back again when there is enough, and tells of the next shortage', () => {
    free = 10 * MIB;
    clock.pass(5000);
    free = 1000 * MIB;
    clock.pass(7000);
    expect(existsSync(path())).toBe(true);
    free = 10 * MIB;
    clock.pass(5000);
    expect(told).toHaveLength(2);
    expect(rooms).toEqual(['low: 10 of 64 MiB', 'enough: 1000 of 64 MiB', 'low: 10 of 64 MiB']);
  });
});
