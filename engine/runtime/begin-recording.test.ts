import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { RecordingWriter } from '../venues/recorded/recording-writer.ts';
import { START, startEngine, temporaryFolders } from './engine-with-host.fixture.ts';
import { openDataFolder } from './data-folder.ts';

const folders = temporaryFolders();
afterEach(() => {
  vi.restoreAllMocks();
  folders.removeAll();
});

describe('a session that cannot be recorded', () => {
  it('opens and trades all the same, and says why there is no recording', async () => {
    const folder = folders.newFolder();
    const { recordings } = openDataFolder(folder);
    // A file is never overwritten, so one of the session's own name stands in the way.
    writeFileSync(join(recordings, `paper-${START.toString(36)}.ewrec`), '');
    const { pass, view } = await startEngine(folder);
    await pass(2000);
    const { log, markets } = await view();
    expect(markets['sandbox:BTC/USDT:USDT']?.feed.status).toBe('live');
    expect(log.filter(({ text }) => /^the market is not being recorded.*EEXIST/.test(text))).toHaveLength(1);
  });

  it('says once that the disk refused to go on recording, and trades on', async () => {
    const { pass, view } = await startEngine(folders.newFolder());
    await pass(2000);
    const before = (await view()).session.timeMs;
    vi.spyOn(RecordingWriter.prototype, 'flush').mockImplementation(() => {
      throw new Error('ENOSPC: no space left on device, write');
    });
    await pass(5000);
    const { log, session } = await view();
    expect(log.filter(({ text }) => text.includes('ENOSPC'))).toMatchObject([{ level: 'warning' }]);
    expect(session.timeMs).toBeGreaterThanOrEqual(before + 4000);
  });
});
