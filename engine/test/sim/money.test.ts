import { describe, expect, it } from 'vitest';
import { runSeeds } from './run-seeds.ts';
import type { SeedOrder } from './seed-report.ts';

/** Seeds of each run; `EDGEWRIGHT_SEEDS` asks for more. */
const SEEDS = Math.ceil((Number(process.env['EDGEWRIGHT_SEEDS'] ?? 1000) * 3) / 10);
const BUDGET_MS = 60_000 + SEEDS * 1000;

const RUNS: readonly (readonly [string, SeedOrder])[] = [
  ['perpetuals', { faults: 'F1' }],
  ['spot', { faults: 'F1', isSpot: true }],
  ['worst days', { faults: 'F2' }],
  ['spot that takes fees in a third coin that is traded, too', { faults: 'F1', isSpot: true, feeCoin: true }],
];

describe('money that a person moves at venues that fail', () => {
  // Three moves a seed, listed up to four seconds late, among everything else that is looked at: see `checks.ts`.
  it.each(RUNS)(
    `is booked once and to the last unit, and never taken for what nobody can explain: ${SEEDS} seeds of %s`,
    async (_what, order) => {
      const reports = await runSeeds(1, SEEDS, { ...order, movesMoney: true });
      const breaches = reports.flatMap(({ breaches: found, kind, seed }) =>
        found.map((breach) => `${seed} ${kind}: ${breach}`),
      );
      expect(breaches).toEqual([]);
    },
    BUDGET_MS,
  );
});
