import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openedJournal, recordHistory, temporaryFolder } from '../fixtures/temporary-journal.ts';
import { tradingHistory } from '../fixtures/trading-history.ts';
import type { Journal } from '../journal.ts';
import { everyRow, type Page, type PageRequest } from './page.ts';

const SESSIONS = 3;
const account = { accountId: 'paper' };

describe('lists over many sessions', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  let journal: Journal;

  beforeEach(() => {
    folder = temporaryFolder();
    journal = openedJournal(`${folder.path}/journal.sqlite`);
    for (let number = 1; number <= SESSIONS; number += 1) {
      const history = tradingHistory({ seed: number, trades: 12, days: 2 });
      const sessionId = `made-up-${number}`;
      recordHistory(journal, { ...history, description: { ...history.description, sessionId } });
      journal.endSession(sessionId, 'quit');
    }
  });
  afterEach(() => {
    journal.close();
    folder.remove();
  });

  const lists: Record<string, (request: PageRequest) => Page<unknown>> = {
    orders: (request) => journal.orders(account, request),
    fills: (request) => journal.fills(account, request),
    closedTrades: (request) => journal.closedTrades(account, request),
    runs: (request) => journal.runs(account, request),
    equity: (request) => journal.equity(account, request),
  };

  it.each(Object.keys(lists))('read the same from either end, in pages of any size: %s', (name) => {
    const read = lists[name] ?? (() => ({ rows: [] }));
    const whole = [...everyRow((request) => read({ ...request, limit: 10_000 }))];
    expect(whole.length).toBeGreaterThan(SESSIONS);
    for (const limit of [1, 7]) {
      expect([...everyRow((request) => read({ ...request, limit }))]).toEqual(whole);
      const newestFirst = [...everyRow((request) => read({ ...request, limit, newestFirst: true }))];
      expect(newestFirst).toEqual(whole.toReversed());
    }
  });

  it('tell where each of their rows stands', () => {
    const fills = [...everyRow((page) => journal.fills(account, page))].map(({ outcome }) => outcome.fill);
    // The same made-up ids in every session: the newest counts.
    for (const { fillId } of fills) {
      const row = journal.rowOf('fills', 'paper', fillId) ?? 0;
      const newest = fills.findLast((fill) => fill.fillId === fillId);
      expect(journal.fills(account, { after: row - 1, limit: 1 }).rows[0]?.outcome.fill).toEqual(newest);
    }
    expect(journal.rowOf('fills', 'paper-2', fills[0]?.fillId ?? '')).toBe(undefined);
    expect(journal.rowOf('orders', 'paper', fills[0]?.fillId ?? '')).toBe(undefined);
  });

  it('tell what changed orders, and nothing of other orders and accounts', () => {
    const rejected = [...everyRow((page) => journal.ofKind('order-rejected', account, page))];
    const ids = [...new Set(rejected.map(({ outcome }) => outcome.orderId))];
    const expected = rejected.map(({ outcome }) => outcome);
    expect(expected.length).toBeGreaterThan(0);
    expect(journal.orderChanges('paper', ids).filter(({ kind }) => kind === 'order-rejected')).toEqual(
      expected,
    );
    expect(journal.orderChanges('paper', ids.slice(0, 1))).toEqual(
      expected.filter(({ orderId }) => orderId === ids[0]),
    );
    expect(journal.orderChanges('paper-2', ids)).toEqual([]);
    expect(journal.orderChanges('paper', [])).toEqual([]);
  });

  it.each([1, 2, 10, 25, 10_000])('give an equity curve of %i points from first to last', (most) => {
    const states = [...everyRow((page) => journal.equity(account, page))];
    const step = Math.max(1, Math.ceil(states.length / most));
    const kept = states.filter((_, index) => index % step === 0 || index === states.length - 1);
    const points = kept.map(({ equity, time }) => ({ equity, time }));
    expect(journal.equityCurve(account, most)).toEqual(points);
    expect(journal.equityCurve({ accountId: 'paper-2' }, most)).toEqual([]);
  });
});
