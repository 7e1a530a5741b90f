import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { Journal } from '../../journal/journal.ts';
import { openJournal } from '../../journal/open-journal.ts';
import { OutcomeHash } from '../../journal/outcome-hash.ts';
import { Random } from '../../numerics/random.ts';
import { quantileOfSorted } from '../../numerics/quantile.ts';
import { bundleChild } from './bundle-child.ts';
import { killEngine, type LastWords, type Moment, type Place } from './kill-engine.ts';

const KILLS = Number(process.env['EDGEWRIGHT_ENGINE_KILLS'] ?? 1000);
/** A journal takes so many deaths before the next one begins, so that reading it all stays quick. */
const KILLS_PER_JOURNAL = 25;
const HANDS = 2;
const LONGEST_REOPEN_MS = 50;
const CHILD = fileURLToPath(new URL('engine-child.ts', import.meta.url));

/** What became of one death. */
interface Death {
  readonly reopenMs: number;
  /** What is wrong with what was found, in words. */
  readonly breach: string | undefined;
}

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
    deaths.push(examine(path, said));
  }
  rmSync(folder, { recursive: true });
  return deaths;
}

function examine(path: string, said: LastWords): Death {
  // Work rather than time: a busy machine makes a journal wait, not longer.
  const before = process.cpuUsage();
  const opened = openJournal({ path });
  const { system, user } = process.cpuUsage(before);
  const reopenMs = (system + user) / 1000;
  if (!opened.ok) return { reopenMs, breach: `cannot be opened: ${opened.failure.detail}` };
  const { journal } = opened;
  const breach = breachIn(journal, said);
  journal.close();
  return { reopenMs, breach };
}

/** Everything acknowledged is there, nothing but whole transactions is there, and all of it is sound. */
function breachIn(journal: Journal, { announced, committed }: LastWords): string | undefined {
  const verified = journal.verifyEverything();
  if (!verified.ok) return `is not sound: ${JSON.stringify(verified)}`;
  const stored = journal.latestSession('killed');
  const sessionId = stored?.description.sessionId;
  if (committed && sessionId !== committed.sessionId) return `session ${committed.sessionId} is gone`;
  // Killed before it announced anything: there is nothing to compare with.
  if (!announced || sessionId !== announced.sessionId) return undefined;
  const found = placeIn(journal, announced.sessionId, stored?.position?.sequence ?? 0);
  const isWhole = [announced, committed ?? nothingOf(announced)].some((place) => isSame(place, found));
  return isWhole
    ? undefined
    : `stands at ${found.sequence}, announced ${announced.sequence}, committed ${committed?.sequence}`;
}

function placeIn(journal: Journal, sessionId: string, sequence: number): Place {
  const digest = new OutcomeHash();
  for (const outcome of journal.outcomes(sessionId)) digest.add(outcome);
  return { sessionId, sequence, digest: digest.digest() };
}

/** A session that has begun and has not committed yet. */
const nothingOf = ({ sessionId }: Place): Place => ({
  sessionId,
  sequence: 0,
  digest: new OutcomeHash().digest(),
});

const isSame = (a: Place, b: Place): boolean => a.sequence === b.sequence && a.digest === b.digest;

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
      expect(deaths.flatMap(({ breach }) => breach ?? [])).toEqual([]);
      expect(deaths.length).toBeGreaterThanOrEqual(KILLS);
      const sorted = deaths.map(({ reopenMs }) => reopenMs).toSorted((a, b) => a - b);
      expect(quantileOfSorted(sorted, 0.99)).toBeLessThanOrEqual(LONGEST_REOPEN_MS);
    },
  );
});
