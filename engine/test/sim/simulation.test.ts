import { beforeAll, describe, expect, it } from 'vitest';
import { quantileOfSorted } from '../../numerics/quantile.ts';
import { runSeeds } from './run-seeds.ts';
import type { SeedReport } from './seed-report.ts';
import { measured } from '../reliability/measured.ts';

/** Seeds of a run: each is ninety virtual seconds of faults and ninety of calm. */
const SEEDS = Number(process.env['EDGEWRIGHT_SEEDS'] ?? 5000);
/** Seeds on a healthy venue. */
const HEALTHY_SEEDS = Math.ceil(SEEDS / 10);
/** Seeds run twice, and seeds whose lives are run again from what entered them. */
const REPEATED = 100;
const BUDGET_MS = 60_000 + SEEDS * 400;

const sorted = (reports: readonly SeedReport[], of: (report: SeedReport) => readonly number[]): number[] =>
  reports.flatMap(of).toSorted((a, b) => a - b);

const breachesOf = (reports: readonly SeedReport[]): readonly string[] =>
  reports.flatMap(({ breaches, kind, seed }) => breaches.map((breach) => `${seed} ${kind}: ${breach}`));

const sum = (reports: readonly SeedReport[], of: (report: SeedReport) => number): number =>
  reports.reduce((total, report) => total + of(report), 0);

// Each of these is looked for in every run: see checks.ts and send-watch.ts. R-CN-09 rides along: an order
// that had to wait leaves in time or not at all.
const PROMISES: readonly (readonly [promise: string, breach: RegExp])[] = [
  ['R-OR-03: never has two venue orders for one intent', /arrived at the venue|sent twice|was made twice/],
  ['R-OR-04: books every trade once and nothing else', /is booked|lots is booked as/],
  ['R-ST-02: sends nothing that is not committed', /left uncommitted/],
  ['R-OR-05: keeps a second between entries, over restarts too', /after the entry before it/],
  ['R-OR-10: never sends an exit or stop that could increase or turn a position', /may increase|lots, held/],
  ['R-OR-13: breaks no rule of an instrument', /breaks a rule/],
  ['R-PR-08: leaves no lot without a stop or an exit', /without a stop|stood bare/],
  ['R-PR-07: never takes a stop back before another stands in its place', /stood alone/],
  ['R-PR-09: leaves no stop where nothing is held', /protects nothing/],
  ['R-LV-03: lets no entry out while trading is killed, over restarts too', /is killed/],
  ['R-OR-12: never counts an order as never arrived that did', /and was accepted/],
  ['R-CN-09: sends no signal that is too old', /too old/],
  ['holds what the venue says it holds', /the venue says/],
  ['holds nothing both ways at once', /both ways/],
  ['has a ledger that adds up to the last unit', /equity is|the parts of the account/],
  ['is recovered and knows every order in the calm', /at the end|is down/],
  ['breaks none of its own invariants', /threw/],
];

/** Leaves how often each promise was broken in `reports`, and among how much of what it is about. */
function measurePromises(reports: readonly SeedReport[]): void {
  const found = breachesOf(reports);
  const breaches = (id: string): string => {
    const [, breach = /./] = PROMISES.find(([promise]) => promise.startsWith(id)) ?? [];
    return `${found.filter((each) => breach.test(each)).length} breaches`;
  };
  const seeds = `${reports.length} seeds`;
  const [orders, fills] = [sum(reports, (each) => each.orders), sum(reports, (each) => each.fills)];
  const crashes = sum(reports, (each) => each.crashes);
  measured(
    'R-DT-04',
    `${seeds}, ${crashes} deaths, ${orders} orders, ${fills} fills, ${found.length} breaches`,
  );
  measured('R-OR-03', `${seeds}, ${orders} orders, ${breaches('R-OR-03')}`);
  measured('R-OR-04', `${seeds}, ${fills} fills, ${breaches('R-OR-04')}`);
  measured('R-ST-02', `${seeds}, ${orders} orders, ${breaches('R-ST-02')}`);
  measured('R-OR-05', `${seeds}, ${orders} orders, ${breaches('R-OR-05')}`);
  measured('R-OR-10', `${seeds}, ${orders} orders, ${breaches('R-OR-10')}`);
  measured('R-OR-13', `${seeds}, ${orders} orders, ${breaches('R-OR-13')}`);
  measured('R-PR-08', `${seeds}, ${fills} fills, ${breaches('R-PR-08')}`);
  measured('R-PR-07', `${seeds}, ${orders} orders, ${breaches('R-PR-07')}`);
  measured('R-PR-09', `${seeds}, ${fills} fills, ${breaches('R-PR-09')}`);
  measured('R-LV-03', `${seeds}, ${orders} orders, ${breaches('R-LV-03')}`);
  measured('R-OR-12', `${seeds}, ${orders} orders, ${breaches('R-OR-12')}`);
  measured('R-CN-09', `${seeds}, ${orders} orders, ${breaches('R-CN-09')}`);
}

/** A quantile of durations in words: `p99 370 ms of 6,212`. */
const p99Of = (durations: readonly number[]): string =>
  `p99 ${(quantileOfSorted(durations, 0.99) ?? Number.NaN).toFixed(0)} ms of ${durations.length}`;

describe(`an engine over ${SEEDS} seeds on venues and machines that fail`, () => {
  let reports: readonly SeedReport[] = [];
  beforeAll(async () => {
    reports = await runSeeds(1, SEEDS, { faults: 'F1' });
  }, BUDGET_MS);

  it('R-DT-04: was made to die, trade and be lied to often enough to prove something', () => {
    measurePromises(reports);
    expect(reports).toHaveLength(SEEDS);
    expect(sum(reports, ({ crashes }) => crashes)).toBeGreaterThan(SEEDS);
    expect(sum(reports, ({ orders }) => orders)).toBeGreaterThan(15 * SEEDS);
    expect(sum(reports, ({ fills }) => fills)).toBeGreaterThan(15 * SEEDS);
  });

  it.each(PROMISES)('%s', (_promise, breach) => {
    expect(breachesOf(reports).filter((each) => breach.test(each))).toEqual([]);
  });

  it('has no breach of any other kind', () => {
    expect(breachesOf(reports)).toEqual([]);
  });

  it('R-PR-02, R-PR-03: stands without a stop for at most 15 s in 99 of 100 cases', () => {
    const bare = sorted(reports, ({ bareMs }) => bareMs);
    measured('R-PR-02', `faults: ${p99Of(bare)} positions`);
    measured('R-PR-03', `faults: ${p99Of(bare)} positions`);
    expect(bare.length).toBeGreaterThan(SEEDS);
    expect(quantileOfSorted(bare, 0.99)).toBeLessThanOrEqual(15_000);
  });

  it('R-PR-04: after a death protects or closes in at most 30 s in 99 of 100 cases', () => {
    const bare = sorted(reports, ({ bareSinceStartMs }) => bareSinceStartMs);
    measured('R-PR-04', `bare after a death: ${p99Of(bare)} positions`);
    expect(bare.length).toBeGreaterThan(SEEDS / 10);
    expect(quantileOfSorted(bare, 0.99)).toBeLessThanOrEqual(30_000);
  });
});

describe(`an engine over ${HEALTHY_SEEDS} seeds on a healthy venue`, () => {
  let reports: readonly SeedReport[] = [];
  beforeAll(async () => {
    reports = await runSeeds(1, HEALTHY_SEEDS, { faults: 'F0' });
  }, BUDGET_MS);

  it('R-PR-02: stands without a stop for at most half a second in 99 of 100 cases', () => {
    expect(breachesOf(reports)).toEqual([]);
    const bare = sorted(reports, ({ bareMs }) => bareMs);
    measured('R-PR-02', `healthy venue: ${p99Of(bare)} positions`);
    expect(bare.length).toBeGreaterThan(HEALTHY_SEEDS);
    expect(quantileOfSorted(bare, 0.99)).toBeLessThanOrEqual(500);
  });

  it('R-PR-04: knows what the venue knows within ten seconds of its start', () => {
    const recovery = sorted(reports, ({ recoveryMs }) => recoveryMs);
    const longest = recovery.at(-1) ?? Number.NaN;
    measured('R-PR-04', `recovery on a healthy venue: ${p99Of(recovery)}, at most ${longest.toFixed(0)} ms`);
    expect(longest).toBeLessThanOrEqual(10_000);
  });
});

describe(`an engine over ${HEALTHY_SEEDS} seeds on machines whose clock is set and whose disk fills up besides`, () => {
  let reports: readonly SeedReport[] = [];
  beforeAll(async () => {
    reports = await runSeeds(1, HEALTHY_SEEDS, { faults: 'F2' });
  }, BUDGET_MS);

  it('R-CN-07, R-ST-08: breaks nothing that it keeps where only the venue and the network fail', () => {
    const clockSets = sum(reports, (each) => each.clockSets);
    const fullDisks = sum(reports, (each) => each.fullDisks);
    const breaches = breachesOf(reports);
    measured(
      'R-CN-07',
      `${reports.length} seeds, the clock set ${clockSets} times, ${breaches.length} breaches`,
    );
    measured(
      'R-ST-08',
      `${reports.length} seeds, the disk full ${fullDisks} times, ${breaches.length} breaches`,
    );
    expect(breaches).toEqual([]);
    expect(clockSets).toBeGreaterThan(HEALTHY_SEEDS);
    expect(fullDisks).toBeGreaterThan(HEALTHY_SEEDS / 5);
    expect(sum(reports, ({ orders }) => orders)).toBeGreaterThan(10 * HEALTHY_SEEDS);
  });

  it('R-PR-04: stands without a stop no longer than where only the venue and the network fail', () => {
    expect(
      quantileOfSorted(
        sorted(reports, ({ bareMs }) => bareMs),
        0.99,
      ),
    ).toBeLessThanOrEqual(15_000);
    const sinceStart = sorted(reports, ({ bareSinceStartMs }) => bareSinceStartMs);
    expect(quantileOfSorted(sinceStart, 0.99)).toBeLessThanOrEqual(30_000);
  });
});

describe('the same seed', () => {
  it('R-DT-02: gives the same journal, to the last byte', { timeout: BUDGET_MS }, async () => {
    const [once, again] = [
      await runSeeds(1, REPEATED, { faults: 'F1', withHash: true }),
      await runSeeds(1, REPEATED, { faults: 'F1', withHash: true }),
    ];
    const hashes = once.map(({ hash }) => hash);
    const others = again.filter(({ hash }, index) => hash !== hashes[index]);
    measured('R-DT-02', `${once.length} seeds twice, ${others.length} differ`);
    expect(again.map(({ hash }) => hash)).toEqual(hashes);
    expect(new Set(hashes).size).toBe(REPEATED);
  });

  it(
    'R-DT-03: stands where it stood every 100 events when its lives are run again',
    { timeout: BUDGET_MS },
    async () => {
      const reports = await runSeeds(1, REPEATED, { faults: 'F1', replayEvery: 100 });
      const breaches = breachesOf(reports);
      measured(
        'R-DT-03',
        `${reports.length} seeds run again from their journals, ${breaches.length} differences`,
      );
      expect(breaches).toEqual([]);
    },
  );
});
