import { afterAll, describe, expect, it } from 'vitest';
import { KNOWN_BUGS } from './known-bugs.ts';
import { runShare } from './run-seeds.ts';
import { measured } from '../reliability/measured.ts';

/** A bug that is not found in so many seeds would not be found. */
const SEEDS = 300;

const caughtAfter: number[] = [];

afterAll(() => {
  const longest = Math.max(0, ...caughtAfter);
  const { length } = KNOWN_BUGS;
  measured(
    'R-DT-05',
    `${caughtAfter.length} of ${length} known mistakes caught, the last after ${longest} seeds`,
  );
});

describe('the simulation', () => {
  it('R-DT-05: is asked to find at least twenty bugs', () => {
    expect(KNOWN_BUGS.length).toBeGreaterThanOrEqual(20);
    expect(new Set(KNOWN_BUGS.map(({ name }) => name)).size).toBe(KNOWN_BUGS.length);
  });

  it.concurrent.each(KNOWN_BUGS)(
    'R-DT-05: finds that $name',
    { timeout: 300_000 },
    async ({ changes, shownBy }) => {
      const share = {
        from: 1,
        to: SEEDS,
        step: 1,
        order: { faults: 'F1', ...shownBy },
        changes,
        stopsAtBreach: true,
      } as const;
      const reports = await runShare(share);
      if (reports.at(-1)?.breaches.length !== 0) caughtAfter.push(reports.length);
      expect(reports.at(-1)?.breaches).not.toEqual([]);
    },
  );
});
