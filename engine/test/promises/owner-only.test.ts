import { globSync, statSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import { startEngine, temporaryFolders } from '../../runtime/engine-with-host.fixture.ts';
import { measured } from '../reliability/measured.ts';

const folders = temporaryFolders();
afterEach(folders.removeAll);

describe('what a workstation leaves on the disk', () => {
  const isPosix = process.platform !== 'win32';

  it.skipIf(!isPosix)('R-ST-13: belongs to its owner only, every file and folder (POSIX modes)', async () => {
    const folder = folders.newFolder();
    const engine = await startEngine(folder);
    await engine.pass(3000);
    await engine.ask('placeOrder', {
      instrument: 'sandbox:BTC/USDT:USDT',
      side: 'buy',
      sizeBase: '0.02',
      type: 'market',
    });
    await engine.pass(3000);
    const modes = () =>
      globSync('**/*', { cwd: folder }).map((name) => {
        const stat = statSync(`${folder}/${name}`);
        return `${(stat.mode & 0o777).toString(8)} ${stat.isDirectory() ? 'folder' : 'file'}`;
      });
    const whileOpen = modes();
    await engine.engine.hear({ type: 'shutdown' });
    const open = whileOpen.filter((mode) => !/^[67]00 /.test(mode));
    measured('R-ST-13', `${whileOpen.length} files and folders, ${open.length} that others may read`);
    expect(whileOpen.length).toBeGreaterThan(4);
    expect([...new Set([...whileOpen, ...modes()])].toSorted()).toEqual(['600 file', '700 folder']);
  });
});
