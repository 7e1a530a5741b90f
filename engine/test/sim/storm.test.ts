import { describe, expect, it } from 'vitest';
import { runSeeds } from './run-seeds.ts';
import type { SeedReport } from './seed-report.ts';
import { measured } from '../reliability/measured.ts';

/** Storms of each kind: five virtual minutes and ninety seconds of calm; `EDGEWRIGHT_SEEDS` asks for more. */
const STORMS = Math.ceil(Number(process.env['EDGEWRIGHT_SEEDS'] ?? 2500) / 125);

const sum = (reports: readonly SeedReport[], of: (report: SeedReport) => number): number =>
  reports.reduce((total, report) => total + of(report), 0);

const named = (
  reports: readonly SeedReport[],
  of: (report: SeedReport) => readonly string[],
): readonly string[] =>
  reports.flatMap((report) => of(report).map((each) => `${report.seed} ${report.kind}: ${each}`));

describe.each([
  ['turns requests away for a while, over and over', 'spells', 20],
  ['turns everything away for five minutes and names no wait', 'closed', 5],
  ['breaks the stream twenty times a minute', 'flapping', 5],
  ['turns requests away while the engine dies and starts again', 'dying', 5],
] as const)('an exchange that %s', (_what, storm, leastOrders) => {
  it(
    'R-CN-03: loses nothing, doubles nothing, is never disobeyed and never has to ban',
    { timeout: 300_000 },
    async () => {
      const reports = await runSeeds(1, STORMS, { faults: 'F0', storm });
      const broken = named(reports, ({ breaches }) => breaches).length;
      const disobeyed = named(reports, (report) => report.storm?.violations ?? []).length;
      const bans = sum(reports, (report) => report.storm?.bans ?? 1);
      measured(
        'R-CN-03',
        `${storm}: ${reports.length} storms, ${broken} breaches, ${disobeyed} disobeyed, ${bans} bans`,
      );
      expect(named(reports, ({ breaches }) => breaches)).toEqual([]);
      expect(sum(reports, ({ orders }) => orders)).toBeGreaterThan(leastOrders * STORMS);
      expect(named(reports, (report) => report.storm?.violations ?? ['without limits'])).toEqual([]);
      expect(sum(reports, (report) => report.storm?.bans ?? 1)).toBe(0);
      // Who has just been started does not know what was used before: the first refusal says it. And what left
      // evenly may arrive in a heap.
      const ignorant = sum(reports, ({ crashes }) => crashes);
      const heaped = sum(reports, (report) => report.storm?.arrived ?? 0) / 1000;
      expect(sum(reports, (report) => report.storm?.exceeded ?? 0)).toBeLessThanOrEqual(ignorant + heaped);
    },
  );
});

it(
  'R-CN-03: an exit is at the venue within two seconds after it lets requests in again',
  { timeout: 300_000 },
  async () => {
    const reports = await runSeeds(STORMS + 1, 2 * STORMS, { faults: 'F0', storm: 'spells' });
    const wanted = sum(reports, (report) => report.storm?.exitsWanted ?? 0);
    const late = named(reports, (report) => report.storm?.lateExits ?? []).length;
    measured('R-CN-03', `${wanted} exits after storms, ${late} later than two seconds`);
    expect(wanted).toBeGreaterThan(STORMS);
    expect(named(reports, (report) => report.storm?.lateExits ?? [])).toEqual([]);
  },
);
