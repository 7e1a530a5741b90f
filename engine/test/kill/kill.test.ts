import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { Random } from '../../numerics/random.ts';
import { quantileOfSorted } from '../../numerics/quantile.ts';
import { bundleChild } from './bundle-child.ts';
import { type Death, examine } from './examine.ts';
import { killEngine, type Moment } from './kill-engine.ts';
import { measured } from '../reliability/measured.ts';

const KILLS = Number(process.env['EDGEWRIGHT_ENGINE_KILLS'] ?? 1000);
/** A journal takes so many deaths before the next one begins, so that reading it all stays quick. */
const KILLS_PER_JOURNAL = 10;
const HANDS = 2;
const CHILD = fileURLToPath(new URL('engine-child.ts', import.meta.url));

const drawnMoment = (random: Random): Moment =>
  random.uniform() < 0.5 ? { lines: 1 + random.integer(80) } : { afterMs: random.integer(80) };

/** Kills engines on one journal, each going on where the one before it died. */
async function killOnOneJournal(bundle: string, seed: number, kills: number): Promise<readonly Death[]> {
  const random = new Random(seed);
  const folder = mkdtempSync(`${tmpdir()}/edgewright-kill-`);
  const path = `${folder}/journal.sqlite`;
  const deaths: Death[] = [];
  for (let kill = 0; kill < kills; kill += 1) {
    const said = await killEngine(bundle, [path, String(seed * 1000 + kill)], drawnMoment(random));
    deaths.push(examine({ path, accountId: 'killed', isReal: false }, said));
  }
  rmSync(folder, { recursive: true });
  return deaths;
}

describe('an engine that is killed in the middle of its work', () => {
  it(
    `R-ST-03: loses nothing acknowledged and keeps no half transaction over ${KILLS} kills`,
    { timeout: 60_000 + KILLS * 1000 },
    async () => {
      const bundle = await bundleChild(CHILD, 'engine-child');
      const deaths: Death[] = [];
      let next = 0;
      const work = async (): Promise<void> => {
        while (next * KILLS_PER_JOURNAL < KILLS) {
          next += 1;
          deaths.push(...(await killOnOneJournal(bundle, next, KILLS_PER_JOURNAL)));
        }
      };
      await Promise.all(Array.from({ length: HANDS }, work));
      const breaches = deaths.flatMap(({ breach }) => breach ?? []);
      const sorted = deaths.map(({ reopenMs }) => reopenMs).toSorted((a, b) => a - b);
      const p99 = quantileOfSorted(sorted, 0.99) ?? Number.NaN;
      measured(
        'R-ST-03',
        `${deaths.length} kills, ${breaches.length} losses or halves, reopened p99 ${p99.toFixed(1)} ms`,
      );
      expect(breaches).toEqual([]);
      expect(deaths.length).toBeGreaterThanOrEqual(KILLS);
    },
  );
});
