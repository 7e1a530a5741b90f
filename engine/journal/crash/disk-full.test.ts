import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { openedJournal, temporaryFolder } from '../fixtures/temporary-journal.ts';
import { tradingHistory } from '../fixtures/trading-history.ts';

const CHILD = fileURLToPath(new URL('commit-forever.ts', import.meta.url));
const hasPrlimit = spawnSync('prlimit', ['--version']).status === 0;

describe('a journal whose file may not grow any more', () => {
  it.skipIf(!hasPrlimit)(
    'refuses the commit, keeps all before it and can be opened again (needs prlimit)',
    () => {
      const folder = temporaryFolder();
      const path = `${folder.path}/journal.sqlite`;
      const limited = spawnSync('prlimit', ['--fsize=1500000', process.execPath, CHILD, path], {
        encoding: 'utf8',
      });
      const lines = limited.stdout.trim().split('\n');
      expect(limited.status).toBe(3);
      expect(lines.at(-1)).toContain(`the journal ${path} cannot be written`);
      const acknowledged = Number(lines.at(-2));
      expect(acknowledged).toBeGreaterThan(100);
      const journal = openedJournal(path);
      expect(journal.latestSession('paper')?.position?.sequence).toBe(acknowledged);
      const expected = tradingHistory({ seed: 99, trades: 3000, days: 90 }).outcomes;
      const kept = [...journal.outcomes('made-up-1')];
      expect(kept).toEqual(expected.filter(({ sequence }) => sequence <= acknowledged));
      expect(journal.verifyEverything().ok).toBe(true);
      journal.close();
      folder.remove();
    },
  );
});
