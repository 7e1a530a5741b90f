import { describe, expect, it } from 'vitest';
import { runSeeds } from './run-seeds.ts';
import type { SeedOrder } from './seed-report.ts';
import { measured } from '../reliability/measured.ts';

/** Seeds of each run; `EDGEWRIGHT_SEEDS` asks for more. */
const SEEDS = Math.ceil(Number(process.env['EDGEWRIGHT_SEEDS'] ?? 1000) / 10);
const BUDGET_MS = 60_000 + SEEDS * 1000;

const RUNS: readonly (readonly [string, SeedOrder])[] = [
  ['perpetuals', { faults: 'F1' }],
  ['spot', { faults: 'F1', isSpot: true }],
  ['worst days', { faults: 'F2' }],
];

describe('stops that somebody else leaves in our markets', () => {
  // On spot ours and theirs never sell more together than is held: see `checks.ts`.
  it.each(RUNS)(
    `R-OR-15, R-PR-08: are shown to a person, sell nothing of ours twice and leave nothing of ours bare: ${SEEDS} seeds of %s`,
    async (what, order) => {
      const reports = await runSeeds(1, SEEDS, { ...order, leavesStops: true });
      const breaches = reports.flatMap(({ breaches: found, kind, seed }) =>
        found.map((breach) => `${seed} ${kind}: ${breach}`),
      );
      measured(
        'R-OR-15',
        `${reports.length} seeds of ${what} with strange stops, ${breaches.length} breaches`,
      );
      expect(breaches).toEqual([]);
    },
    BUDGET_MS,
  );
});
