import { describe, expect, it } from 'vitest';
import { KNOWN_BUGS } from './known-bugs.ts';
import { runShare } from './run-seeds.ts';

/** A bug that is not found in so many seeds would not be found. */
const SEEDS = 300;

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
      expect(reports.at(-1)?.breaches).not.toEqual([]);
    },
  );
});
