import { afterEach, describe, expect, it, vi } from 'vitest';
import { startEngine, temporaryFolders } from '../engine-with-host.fixture.ts';
import { STOP_BYTES } from './disk-watch.ts';

const disk = vi.hoisted(() => ({ free: 1e12 }));
vi.mock('./free-bytes.ts', () => ({ freeBytesAt: () => disk.free }));

describe('a full disk', () => {
  const folders = temporaryFolders();
  afterEach(folders.removeAll);

  it('takes entries away and never lets a freeze go', async () => {
    const station = await startEngine(folders.newFolder());
    await station.pass(2000);
    await station.ask('setTradingState', { state: 'halted' });
    await station.pass(1000);
    disk.free = STOP_BYTES - 1;
    await station.pass(6000);
    expect((await station.view()).session.tradingState).toBe('halted');
    disk.free = 1e12;
    await station.pass(6000);
    await station.ask('setTradingState', { state: 'active' });
    disk.free = STOP_BYTES - 1;
    await station.pass(6000);
    expect((await station.view()).session.tradingState).toBe('reduce-only');
    await station.engine.hear({ type: 'shutdown' });
  });
});
