import { afterEach, describe, expect, it } from 'vitest';
import { startEngine, temporaryFolders } from '../engine-with-host.fixture.ts';
import { STOP_BYTES } from './disk-watch.ts';

describe('a full disk', () => {
  const folders = temporaryFolders();
  afterEach(folders.removeAll);

  it('takes entries away and never lets a freeze go', async () => {
    let free = 1e12;
    const station = await startEngine(folders.newFolder(), undefined, { freeBytes: () => free });
    await station.pass(2000);
    await station.ask('setTradingState', { state: 'halted' });
    await station.pass(1000);
    free = STOP_BYTES - 1;
    await station.pass(6000);
    expect((await station.view()).session.tradingState).toBe('halted');
    free = 1e12;
    await station.pass(6000);
    await station.confirm({ kind: 'set-trading-state', state: 'active' });
    free = STOP_BYTES - 1;
    await station.pass(6000);
    expect((await station.view()).session.tradingState).toBe('reduce-only');
    await station.engine.hear({ type: 'shutdown' });
  });
});
