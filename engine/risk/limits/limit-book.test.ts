import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LIMIT_NAMES, LIMIT_RULES, limitObjection } from '../../domain/risk/limit-rules.ts';
import { DEFAULT_LIMITS } from '../../domain/risk/risk-limits.ts';
import { LimitBook, RAISE_DELAY_MS } from './limit-book.ts';
import { measured } from '../../test/reliability/measured.ts';

const DAY_MS = 86_400_000;
const NOON = DAY_MS * 20_000 + DAY_MS / 2;
const at = (time: number, isArmed = false) => ({ time, isArmed });

describe('limits', () => {
  it.each(LIMIT_NAMES)('begin within their own bounds: %s', (name) => {
    expect(limitObjection(name, DEFAULT_LIMITS[name])).toBeUndefined();
  });

  it('are those of a new account where a policy or a record does not know them yet', () => {
    const { warmUpEntries, ...older } = { ...DEFAULT_LIMITS, openPositions: 2 };
    const book = new LimitBook(older as typeof DEFAULT_LIMITS);
    expect(book.limits).toEqual({ ...older, warmUpEntries });
    book.restore({ limits: { ...older, openPositions: 1 } as typeof DEFAULT_LIMITS, pending: [] });
    expect(book.limits).toEqual({ ...older, openPositions: 1, warmUpEntries });
  });

  it('hold at once when they become stricter, and take a waiting looser one back', () => {
    const book = new LimitBook(DEFAULT_LIMITS);
    book.set('openPositions', 5, at(NOON));
    expect(book.set('openPositions', 2, at(NOON + 1))).toEqual({ ok: true, from: NOON + 1 });
    book.passTime(NOON + DAY_MS);
    expect(book.limits.openPositions).toBe(2);
  });

  it('hold ten minutes later when they become looser', () => {
    const book = new LimitBook(DEFAULT_LIMITS);
    expect(book.set('riskPerTrade', 0.015, at(NOON))).toEqual({ ok: true, from: NOON + RAISE_DELAY_MS });
    expect(book.passTime(NOON + RAISE_DELAY_MS - 1)).toEqual([]);
    expect(book.limits.riskPerTrade).toBe(0.01);
    book.passTime(NOON + RAISE_DELAY_MS);
    expect(book.limits.riskPerTrade).toBe(0.015);
    expect(RAISE_DELAY_MS).toBe(10 * 60_000);
  });

  it('wait each for its own time, and no longer once it has come', () => {
    const book = new LimitBook(DEFAULT_LIMITS);
    book.set('riskPerTrade', 0.015, at(NOON));
    book.set('openPositions', 4, at(NOON + 1));
    expect(book.passTime(NOON + RAISE_DELAY_MS).map(({ limit }) => limit)).toEqual(['riskPerTrade']);
    expect(book.pending.map(({ limit }) => limit)).toEqual(['openPositions']);
    book.set('riskPerTrade', 0.005, at(NOON + RAISE_DELAY_MS));
    expect(book.passTime(NOON + RAISE_DELAY_MS + 1).map(({ limit }) => limit)).toEqual(['openPositions']);
    expect(book.pending).toEqual([]);
    expect(book.limits).toEqual({ ...DEFAULT_LIMITS, riskPerTrade: 0.005, openPositions: 4 });
  });

  it('become looser in the other direction too: a shorter pause is one', () => {
    const book = new LimitBook(DEFAULT_LIMITS);
    book.set('symbolPauseMs', 3_600_000, at(NOON));
    expect(book.limits.symbolPauseMs).toBe(DEFAULT_LIMITS.symbolPauseMs);
    book.set('symbolPauseMs', 8 * 3_600_000, at(NOON));
    expect(book.limits.symbolPauseMs).toBe(8 * 3_600_000);
  });

  it('are not loosened while real entries may leave, and may always be tightened', () => {
    const book = new LimitBook(DEFAULT_LIMITS);
    expect(book.set('drawdown', 0.1, at(NOON, true))).toMatchObject({ ok: false });
    expect(book.set('drawdown', 0.05, at(NOON, true))).toMatchObject({ ok: true });
  });

  it.each([
    ['riskPerTrade', 0.021],
    ['leverage', 5.1],
    ['openPositions', 1.5],
    ['drawdown', NaN],
    ['drawdown', Infinity],
    ['dailyLoss', 0],
    ['dailyLoss', -0.01],
  ] as const)('never pass their bounds: %s of %s', (name, value) => {
    const book = new LimitBook(DEFAULT_LIMITS);
    expect(book.set(name, value, at(NOON))).toMatchObject({ ok: false });
    expect(book.limits).toEqual(DEFAULT_LIMITS);
  });

  it('R-LV-05: a day’s loss limit is never looser within a day than it was before in that day', () => {
    const tried = { days: 0, looks: 0, raised: 0 };
    const step = fc.record({
      wait: fc.integer({ min: 0, max: DAY_MS / 4 }),
      value: fc.double({ min: 0.0001, max: 0.2, noNaN: true }),
    });
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: DAY_MS - 1 }),
        fc.array(step, { maxLength: 30 }),
        (offset, steps) => {
          const book = new LimitBook(DEFAULT_LIMITS);
          let time = NOON - DAY_MS / 2 + offset;
          const seen: { readonly day: number; readonly limit: number }[] = [];
          const look = () => seen.push({ day: Math.floor(time / DAY_MS), limit: book.limits.dailyLoss });
          look();
          for (const { value, wait } of steps) {
            time += wait;
            book.passTime(time);
            look();
            book.set('dailyLoss', value, at(time));
            look();
          }
          const raised = seen.filter(({ day, limit }, i) => {
            const before = seen[i - 1];
            return before?.day === day && limit > before.limit;
          });
          tried.days += 1;
          tried.looks += seen.length;
          tried.raised += raised.length;
          expect(raised).toEqual([]);
        },
      ),
      { numRuns: 2000 },
    );
    measured(
      'R-LV-05',
      `${tried.days} drawn courses of a limit, ${tried.looks} looks, ${tried.raised} raised within a day`,
    );
  });

  it('go on after a restart, what waits too', () => {
    const book = new LimitBook(DEFAULT_LIMITS);
    book.set('drawdown', 0.2, at(NOON));
    book.set('openPositions', 1, at(NOON));
    const next = new LimitBook(DEFAULT_LIMITS);
    next.restore(structuredClone(book.state()));
    expect(next.pending).toEqual([{ limit: 'drawdown', value: 0.2, from: NOON + RAISE_DELAY_MS }]);
    next.passTime(NOON + RAISE_DELAY_MS);
    expect(next.limits).toEqual({ ...DEFAULT_LIMITS, drawdown: 0.2, openPositions: 1 });
  });

  it('are all in the table of rules', () => {
    expect(Object.keys(LIMIT_RULES).toSorted()).toEqual(Object.keys(DEFAULT_LIMITS).toSorted());
  });
});
