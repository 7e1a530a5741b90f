import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { describe, expect, it } from 'vitest';
import { Random } from '../../numerics/random.ts';
import { quantileOfSorted } from '../../numerics/quantile.ts';
import { bundleEngineChild } from './bundle-engine-child.ts';
import { type Death, examine } from './examine.ts';
import { killEngine, type Moment } from './kill-engine.ts';
import { measured } from '../reliability/measured.ts';

const KILLS = Number(process.env['EDGEWRIGHT_ENGINE_KILLS'] ?? 1000);
/** A journal takes so many deaths before all of it is checked and the next one begins. */
const KILLS_PER_JOURNAL = 10;
const HANDS = 2;

/** In ten deaths two while it opens and goes on from before, four after so many commits, four at any moment of its work. */
function drawnMoment(random: Random): Moment {
  const kind = random.uniform();
  if (kind < 0.2) return { openingMs: random.integer(40) };
  return kind < 0.6 ? { lines: 2 + random.integer(40) } : { afterMs: random.integer(40) };
}

/** Kills engines on one journal, each going on where the one before it died. */
async function killOnOneJournal(bundle: string, seed: number, kills: number): Promise<readonly Death[]> {
  const random = new Random(seed);
  const folder = mkdtempSync(`${tmpdir()}/edgewright-kill-`);
  const path = `${folder}/journal.sqlite`;
  const deaths: Death[] = [];
  for (let kill = 1; kill <= kills; kill += 1) {
    const said = await killEngine(bundle, [path, String(seed * 1000 + kill)], drawnMoment(random));
    const rowsBefore = deaths.at(-1)?.rows ?? 0;
    const depth = kill === kills ? 'all' : 'opening';
    deaths.push(examine({ path, accountId: 'killed', isReal: false, rowsBefore, depth }, said));
  }
  rmSync(folder, { recursive: true });
  return deaths;
}

describe('an engine that is killed in the middle of its work', () => {
  it(
    `R-ST-03: loses nothing acknowledged and keeps no half transaction over ${KILLS} kills`,
    { timeout: 60_000 + KILLS * 1000 },
    async () => {
      const bundle = await bundleEngineChild();
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
