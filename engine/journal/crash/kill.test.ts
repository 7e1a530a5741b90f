import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { DrawnNumbers } from '../fixtures/drawn-numbers.ts';
import { openedJournal, temporaryFolder } from '../fixtures/temporary-journal.ts';
import { tradingHistory } from '../fixtures/trading-history.ts';
import { COMPILED_BEFORE } from '../../test/compiled-before.ts';
import { bundleChild } from '../../test/kill/bundle-child.ts';
import { measured } from '../../test/reliability/measured.ts';

const CHILD = fileURLToPath(new URL('commit-forever.ts', import.meta.url));
const KILLS = Number(process.env['EDGEWRIGHT_KILLS'] ?? 40);

let bundle = '';
beforeAll(async () => {
  bundle = await bundleChild(CHILD, 'commit-forever');
}, 60_000);

/** Lets a process write until it has acknowledged `commits`, kills it and answers what it said last. */
function killAfter(path: string, commits: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [bundle, path], {
      env: COMPILED_BEFORE,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let said = '';
    child.stdout.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      if (said.split('\n').length > commits) child.kill('SIGKILL');
    });
    child.on('error', reject);
    child.on('close', (code, signal) => {
      const lines = said.split('\n').slice(0, -1);
      if (signal === 'SIGKILL') resolve(Number(lines.at(-1) ?? 0));
      else reject(new Error(`the writing process ended by itself with ${code}: ${lines.at(-1)}`));
    });
  });
}

describe(`R-ST-03: a journal whose writer is killed ${KILLS} times`, () => {
  it(
    'loses nothing acknowledged, keeps no half batch, and stays whole',
    { timeout: 30_000 + KILLS * 5000 },
    async () => {
      const expected = tradingHistory({ seed: 99, trades: 3000, days: 90 }).outcomes;
      const draw = new DrawnNumbers(17);
      let folder = temporaryFolder();
      for (let kill = 0; kill < KILLS; kill += 1) {
        if (kill % 20 === 0) {
          folder.remove();
          folder = temporaryFolder();
        }
        const path = `${folder.path}/journal.sqlite`;
        const acknowledged = await killAfter(path, draw.between(1, 120));
        const journal = openedJournal(path);
        const sequence = journal.latestSession('paper')?.position?.sequence ?? 0;
        expect(sequence).toBeGreaterThanOrEqual(acknowledged);
        const kept = [...journal.outcomes('made-up-1')];
        expect(kept).toEqual(expected.filter((outcome) => outcome.sequence <= sequence));
        expect(journal.verifyEverything()).toEqual({ ok: true, rows: kept.length + 1 });
        journal.close();
      }
      folder.remove();
      measured(
        'R-ST-03',
        `${KILLS} kills of a writer, none lost an acknowledged outcome or kept half a batch`,
      );
    },
  );
});
