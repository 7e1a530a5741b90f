import { beforeAll, describe, expect, it } from 'vitest';
import { runSeeds } from './run-seeds.ts';
import type { SeedReport } from './seed-report.ts';
import { measured } from '../reliability/measured.ts';

/** Seeds of a run in which brackets and pairs are sent, too; `EDGEWRIGHT_SEEDS` asks for more. */
const SEEDS = Math.ceil(Number(process.env['EDGEWRIGHT_SEEDS'] ?? 2500) / 5);
const BUDGET_MS = 60_000 + SEEDS * 400;

const breachesOf = (reports: readonly SeedReport[]): readonly string[] =>
  reports.flatMap(({ breaches, kind, seed }) => breaches.map((breach) => `${seed} ${kind}: ${breach}`));

const sum = (reports: readonly SeedReport[], of: (report: SeedReport) => number): number =>
  reports.reduce((total, report) => total + of(report), 0);

describe(`brackets and pairs over ${SEEDS} seeds on venues and machines that fail`, () => {
  let reports: readonly SeedReport[] = [];
  beforeAll(async () => {
    reports = await runSeeds(1, SEEDS, { faults: 'F1', linked: true });
  }, BUDGET_MS);

  it('were filled on both sides often enough to prove something', () => {
    const targets = sum(reports, ({ linkedLots }) => linkedLots.targets);
    const found = breachesOf(reports).length;
    measured(
      'R-OR-10',
      `${reports.length} seeds of brackets, ${targets} lots sold at targets, ${found} breaches`,
    );
    expect(sum(reports, ({ linkedLots }) => linkedLots.pairs)).toBeGreaterThan(100 * SEEDS);
    expect(targets).toBeGreaterThan(100 * SEEDS);
  });

  it.each([
    ['never have both legs of a pair at the venue, and never fill both', /both legs/],
    ['have their other leg watched again after every death', /other leg of/],
    [
      'R-OR-10: close no more at their targets than was opened, and rest for no more than is held',
      /targets of|exits of/,
    ],
    ['R-PR-07: have stops that only ever come closer, unless a person moves them', /was loosened/],
    ['R-PR-09: leave nothing behind where nothing is held', /protects nothing/],
    ['R-PR-08: leave no lot without a stop or an exit', /without a stop|stood bare/],
  ])('%s', (_promise, breach) => {
    expect(breachesOf(reports).filter((each) => breach.test(each))).toEqual([]);
  });

  it(
    'have legs that were reached while nobody was there found out, and somebody told',
    async () => {
      const far = await runSeeds(1, SEEDS, { faults: 'F1', linked: true, hasFarLegs: true });
      expect(breachesOf(far)).toEqual([]);
    },
    BUDGET_MS,
  );

  it('have no breach of any other kind', () => {
    expect(breachesOf(reports)).toEqual([]);
  });
});
