import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEFAULT_LIMITS } from '../../domain/risk/risk-limits.ts';
import { lots } from '../../domain/units/lots.ts';
import { unixMs } from '../../domain/units/time.ts';
import { calm, entry, standing } from '../gates/situation.fixture.ts';
import { entryFrequency } from '../gates/entry-frequency.ts';
import { countAfter, dropBefore, EntryLog, WHOLE_ACCOUNT } from './entry-counts.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;

/** Lets through what the frequency gate does, and counts it as the desk would. */
function admitted(attempts: readonly { at: number; strategy: string }[]): Map<string, number[]> {
  let log = new EntryLog();
  const sent = new Map<string, number[]>([[WHOLE_ACCOUNT, []]]);
  for (const { at, strategy } of attempts) {
    // Killed and resumed between any two.
    const next = new EntryLog();
    next.restore(structuredClone(log.state()));
    log = next;
    const refusal = entryFrequency(
      { ...entry, runId: `run-of-${strategy}`, lots: lots(1) },
      {
        ...calm,
        time: unixMs(at),
        standing: {
          ...standing,
          limits: DEFAULT_LIMITS,
          strategyId: strategy,
          accountEntries: log.countsOf(WHOLE_ACCOUNT, at),
          strategyEntries: log.countsOf(strategy, at),
        },
      },
    );
    if (refusal) continue;
    log.note(strategy, at);
    for (const name of [WHOLE_ACCOUNT, strategy]) sent.set(name, [...(sent.get(name) ?? []), at]);
  }
  return sent;
}

const within = (times: readonly number[], from: number, length: number) =>
  times.filter((time) => time > from - length && time <= from).length;

describe('R-OR-06: entries', () => {
  it('stay within every ceiling, whatever is asked for and whenever the engine is killed', () => {
    const attempt = fc.record({
      wait: fc.oneof(fc.integer({ min: 0, max: 2000 }), fc.integer({ min: 0, max: HOUR_MS })),
      strategy: fc.constantFrom(...Array.from({ length: 15 }, (_, i) => `strategy-${i}`)),
    });
    fc.assert(
      fc.property(fc.array(attempt, { minLength: 100, maxLength: 300 }), (steps) => {
        let at = 20_000 * DAY_MS;
        const sent = admitted(steps.map(({ strategy, wait }) => ({ strategy, at: (at += wait) })));
        for (const [name, times] of sent) {
          const isAccount = name === WHOLE_ACCOUNT;
          for (const time of times) {
            expect(within(times, time, MINUTE_MS)).toBeLessThanOrEqual(isAccount ? 10 : 1);
            expect(within(times, time, HOUR_MS)).toBeLessThanOrEqual(isAccount ? 60 : 10);
          }
          const days = new Map<number, number>();
          for (const time of times) {
            const day = Math.floor(time / DAY_MS);
            days.set(day, (days.get(day) ?? 0) + 1);
          }
          expect(Math.max(0, ...days.values())).toBeLessThanOrEqual(isAccount ? 200 : 50);
        }
      }),
      { numRuns: 200 },
    );
  });

  it('fill their day and not one more: fifty of one strategy, counted anew at 00:00 UTC', () => {
    const day = 20_000 * DAY_MS;
    const attempts = Array.from({ length: 24 * 60 * 2 }, (_, i) => ({
      at: day + i * MINUTE_MS,
      strategy: 'one',
    }));
    const times = admitted(attempts).get('one') ?? [];
    expect(times.filter((time) => time < day + DAY_MS)).toHaveLength(50);
    expect(times.filter((time) => time >= day + DAY_MS)).toHaveLength(50);
    expect(Math.min(...times.filter((time) => time >= day + DAY_MS))).toBe(day + DAY_MS);
  });

  it('of the account end at two hundred a day, whoever asks', () => {
    const day = 20_000 * DAY_MS;
    const attempts = Array.from({ length: 24 * 60 * 4 }, (_, i) => ({
      at: day + i * (MINUTE_MS / 4),
      strategy: `strategy-${i % 40}`,
    }));
    expect(admitted(attempts).get(WHOLE_ACCOUNT)).toHaveLength(200);
  });
});

describe('times in order', () => {
  it('are dropped to a time and with it, all of them where all are past', () => {
    const times = [10, 20, 30];
    dropBefore(times, 9);
    expect(times).toEqual([10, 20, 30]);
    dropBefore(times, 20);
    expect(times).toEqual([30]);
    dropBefore(times, 99);
    expect(times).toEqual([]);
  });

  it('are counted after a time and not at it', () => {
    expect([9, 10, 29, 30].map((time) => countAfter([10, 20, 30], time))).toEqual([3, 2, 1, 0]);
  });
});

describe('the log of entries', () => {
  const NOON = 20_000 * DAY_MS + DAY_MS / 2;
  const counts = (log: EntryLog, at: number) => log.countsOf('one', at);

  it('counts what is less than a minute and less than an hour ago, and the day to its last ms', () => {
    const log = new EntryLog();
    log.note('one', NOON);
    expect(counts(log, NOON)).toEqual({ minute: 1, hour: 1, day: 1 });
    expect(counts(log, NOON + MINUTE_MS - 1)).toEqual({ minute: 1, hour: 1, day: 1 });
    expect(counts(log, NOON + MINUTE_MS)).toEqual({ minute: 0, hour: 1, day: 1 });
    expect(counts(log, NOON + HOUR_MS - 1)).toEqual({ minute: 0, hour: 1, day: 1 });
    expect(counts(log, NOON + HOUR_MS)).toEqual({ minute: 0, hour: 0, day: 1 });
    expect(counts(log, NOON + DAY_MS / 2 - 1).day).toBe(1);
    expect(counts(log, NOON + DAY_MS / 2).day).toBe(0);
  });

  it('lets go of what is an hour ago as another comes, and of the counts of a day with the next', () => {
    const log = new EntryLog();
    for (const at of [0, 1, HOUR_MS - 1, HOUR_MS]) log.note('one', NOON + at);
    expect(log.state()).toEqual({
      times: {
        [WHOLE_ACCOUNT]: [NOON + 1, NOON + HOUR_MS - 1, NOON + HOUR_MS],
        one: [NOON + 1, NOON + HOUR_MS - 1, NOON + HOUR_MS],
      },
      day: 20_000,
      today: { [WHOLE_ACCOUNT]: 4, one: 4 },
    });
    log.note('other', NOON + DAY_MS);
    expect(log.state()).toMatchObject({ day: 20_001, today: { [WHOLE_ACCOUNT]: 1, other: 1 } });
    expect(counts(log, NOON + DAY_MS).day).toBe(0);
  });

  it('is of no day before the first entry, and leaves what was written down of it as it was', () => {
    const log = new EntryLog();
    expect(log.state()).toEqual({ times: {}, day: -1, today: {} });
    log.note('one', NOON);
    const before = log.state();
    log.note('one', NOON + HOUR_MS);
    expect(before.times['one']).toEqual([NOON]);
  });

  it('counts what goes on with an entry that is counted for the account alone', () => {
    const log = new EntryLog();
    log.note('one', NOON);
    log.note(undefined, NOON + 1);
    const next = new EntryLog();
    next.restore(structuredClone(log.state()));
    expect(next.countsOf(WHOLE_ACCOUNT, NOON + 1)).toEqual({ minute: 2, hour: 2, day: 2 });
    expect(counts(next, NOON + 1)).toEqual({ minute: 1, hour: 1, day: 1 });
    expect(next.countsOf('nobody', NOON + 1)).toEqual({ minute: 0, hour: 0, day: 0 });
    expect([log.state().times, log.state().today].map((each) => Object.keys(each))).toEqual([
      [WHOLE_ACCOUNT, 'one'],
      [WHOLE_ACCOUNT, 'one'],
    ]);
  });
});
