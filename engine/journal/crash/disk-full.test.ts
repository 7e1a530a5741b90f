import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { openedJournal, temporaryFolder } from '../fixtures/temporary-journal.ts';
import { tradingHistory } from '../fixtures/trading-history.ts';
import { measured } from '../../test/reliability/measured.ts';

const CHILD = fileURLToPath(new URL('commit-forever.ts', import.meta.url));
/** A shell that lets nothing it starts write a file beyond 1.5 MB. */
const LIMITED = ['-c', 'ulimit -f 3000; exec "$0" "$@"'];

describe('R-ST-08: a journal whose file may not grow any more', () => {
  const noLimits = process.platform === 'win32';

  it.skipIf(noLimits).each([
    ['', []],
    [', room or not', ['reserving']],
  ])('refuses the commit, keeps all before it and opens again%s (needs a POSIX shell)', (_name, more) => {
    const folder = temporaryFolder();
    const path = `${folder.path}/journal.sqlite`;
    const limited = spawnSync('sh', [...LIMITED, process.execPath, CHILD, path, ...more], {
      encoding: 'utf8',
    });
    const lines = limited.stdout.trim().split('\n');
    expect(limited.status).toBe(3);
    expect(lines.at(-1)).toContain(`the journal ${path} cannot be written`);
    const acknowledged = Number(lines.at(-2));
    measured('R-ST-08', `the disk full after ${acknowledged} outcomes, all of them there afterwards`);
    expect(acknowledged).toBeGreaterThan(50);
    const journal = openedJournal(path);
    expect(journal.latestSession('paper')?.position?.sequence).toBe(acknowledged);
    const expected = tradingHistory({ seed: 99, trades: 3000, days: 90 }).outcomes;
    const kept = [...journal.outcomes('made-up-1')];
    expect(kept).toEqual(expected.filter(({ sequence }) => sequence <= acknowledged));
    expect(journal.verifyEverything().ok).toBe(true);
    journal.close();
    folder.remove();
  });
});
