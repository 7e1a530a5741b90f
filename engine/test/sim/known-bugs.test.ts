import { afterAll, describe, expect, it } from 'vitest';
import type { KnownBug } from './known-bug.ts';
import { KNOWN_BUGS } from './known-bugs.ts';
import { runShare } from './run-seeds.ts';
import { measured } from '../reliability/measured.ts';

/** A bug that is not found in so many seeds would not be found. */
const SEEDS = 300;
/** `EDGEWRIGHT_SEEDS` asks for more than the seed that has shown a bug: for all of them, from the first. */
const IS_LONG = process.env['EDGEWRIGHT_SEEDS'] !== undefined;

const caughtAt: number[] = [];

/** The first of some seeds that shows a bug. */
async function firstShown({ changes, shownBy }: KnownBug, from: number, to: number) {
  const order = { faults: 'F1', ...shownBy } as const;
  const last = (await runShare({ from, to, step: 1, order, changes, stopsAtBreach: true })).at(-1);
  return last !== undefined && last.breaches.length > 0 ? last.seed : undefined;
}

/** The seed that shows a bug: the one that has shown it before, or else the first that does. */
async function seedThatShows(known: KnownBug): Promise<number | undefined> {
  const again = IS_LONG ? undefined : await firstShown(known, known.foundAt, known.foundAt);
  return again ?? firstShown(known, 1, SEEDS);
}

afterAll(() => {
  const last = Math.max(0, ...caughtAt);
  measured(
    'R-DT-05',
    `${caughtAt.length} of ${KNOWN_BUGS.length} known mistakes caught, the last by seed ${last}`,
  );
});

describe('the simulation', () => {
  it('R-DT-05: is asked to find at least twenty bugs', () => {
    expect(KNOWN_BUGS.length).toBeGreaterThanOrEqual(20);
    expect(new Set(KNOWN_BUGS.map(({ name }) => name)).size).toBe(KNOWN_BUGS.length);
  });

  it.concurrent.each(KNOWN_BUGS)('R-DT-05: finds that $name', { timeout: 300_000 }, async (known) => {
    const seed = await seedThatShows(known);
    if (seed !== undefined) caughtAt.push(seed);
    expect(seed).toBeGreaterThan(0);
  });
});
