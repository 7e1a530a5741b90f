import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { describe, expect, it } from 'vitest';
import { openJournal } from '../../journal/open-journal.ts';
import { COMPILED_BEFORE } from '../compiled-before.ts';
import { bundleEngineChild } from './bundle-engine-child.ts';
import { measured } from '../reliability/measured.ts';

const RACES = 50;
/** Races at a time: whoever is turned away has waited for a second. */
const HANDS = 4;

/** Two engines on one journal at the same moment; answers how each ended: `working` until the other had ended. */
async function race(bundle: string, path: string): Promise<readonly string[]> {
  const engines = [1, 2].map((seed) =>
    spawn(process.execPath, [bundle, path, String(seed)], {
      env: COMPILED_BEFORE,
      stdio: ['ignore', 'pipe', 'inherit'],
    }),
  );
  const ends = engines.map(
    (engine) =>
      new Promise<string>((resolve) => {
        let said = '';
        engine.stdout.on(
          'data',
          (chunk: Buffer) => (said = said.length > 10_000 ? said : said + chunk.toString()),
        );
        engine.on('close', (code, signal) =>
          resolve(signal === 'SIGKILL' ? 'working' : `${code}: ${said.trim()}`),
        );
      }),
  );
  await Promise.race(ends);
  for (const engine of engines) engine.kill('SIGKILL');
  return Promise.all(ends);
}

describe('two engines on one journal', () => {
  it(`R-LC-01: leave one at work and turn the other away, ${RACES} times`, { timeout: 300_000 }, async () => {
    const bundle = await bundleEngineChild();
    const folder = mkdtempSync(`${tmpdir()}/edgewright-race-`);
    const outcomes: (readonly string[])[] = [];
    let next = 0;
    const work = async (): Promise<void> => {
      while (next < RACES) {
        next += 1;
        const path = `${folder}/journal-${next}.sqlite`;
        outcomes.push((await race(bundle, path)).toSorted());
        const opened = openJournal({ path });
        expect(opened.ok && opened.journal.verifyEverything().ok).toBe(true);
        if (opened.ok) opened.journal.close();
      }
    };
    await Promise.all(Array.from({ length: HANDS }, work));
    const alone = outcomes.filter((ends) => ends.filter((end) => end === 'working').length === 1);
    measured('R-LC-01', `${outcomes.length} races, one survivor in ${alone.length}`);
    expect(outcomes).toHaveLength(RACES);
    for (const [turnedAway, working] of outcomes) {
      expect(working).toBe('working');
      expect(turnedAway).toMatch(/^2: opening\ncannot open: .*(locked|busy|in use)/i);
    }
    rmSync(folder, { recursive: true });
  });
});
