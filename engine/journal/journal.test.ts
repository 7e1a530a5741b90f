import { statSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openedJournal, recordHistory, temporaryFolder } from './fixtures/temporary-journal.ts';
import { describeSession, HISTORY_START } from './fixtures/describe-session.ts';
import { tradingHistory } from './fixtures/trading-history.ts';
import type { Journal } from './journal.ts';
import { everyRow } from './queries/page.ts';
import { unixMs } from '../domain/units/time.ts';

const account = { accountId: 'paper' };
const noon = unixMs(HISTORY_START + 43_200_000);

describe('the journal', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  let path: string;
  let journal: Journal;

  beforeEach(() => {
    folder = temporaryFolder();
    path = `${folder.path}/private/journal.sqlite`;
    journal = openedJournal(path);
  });
  afterEach(() => {
    journal.close();
    folder.remove();
  });

  const reopen = (): void => {
    journal.close();
    journal = openedJournal(path);
  };

  it('gives back every outcome exactly as it was committed, after closing and opening', () => {
    const history = tradingHistory({ seed: 1, trades: 40, days: 3 });
    recordHistory(journal, history);
    reopen();
    expect([...journal.outcomes('made-up-1')]).toEqual(history.outcomes);
  });

  it('begins reading at the kernel event it is asked for', () => {
    const history = tradingHistory({ seed: 1, trades: 5, days: 1 });
    recordHistory(journal, history);
    expect([...journal.outcomes('made-up-1', 7)]).toEqual(
      history.outcomes.filter(({ sequence }) => sequence >= 7),
    );
  });

  it('knows where the kernel was and its last checkpoint after a restart', () => {
    const description = describeSession();
    journal.beginSession(description);
    const notice = { kind: 'notice', level: 'info', text: 'feed live' } as const;
    const outcomes = [{ sequence: 3, index: 0, time: noon, outcome: notice }];
    journal.commit({
      outcomes,
      position: { sequence: 4, time: noon, recordedBytes: 512 },
      checkpoint: { root: '{"cash":1}', parts: [] },
    });
    journal.commit({ outcomes: [], position: { sequence: 9, time: noon, recordedBytes: 1024 } });
    reopen();
    expect(journal.latestSession('paper')).toEqual({
      description,
      position: { sequence: 9, time: noon, recordedBytes: 1024 },
      checkpoint: { sequence: 4, time: noon, recordedBytes: 512, state: '{"cash":1}' },
    });
  });

  it('goes on with a session after a restart where it stopped', () => {
    const history = tradingHistory({ seed: 2, trades: 12, days: 1 });
    const half = Math.floor(history.outcomes.length / 2);
    recordHistory(journal, { ...history, outcomes: history.outcomes.slice(0, half) });
    reopen();
    journal.resumeSession('made-up-1');
    const outcomes = history.outcomes.slice(half);
    journal.commit({ outcomes, position: { sequence: 100_000, time: noon } });
    expect([...journal.outcomes('made-up-1')]).toEqual(history.outcomes);
    expect(journal.verifyEverything()).toEqual({ ok: true, rows: history.outcomes.length + 1 });
  });

  it('moves its log into the file when it is told to and enough has gathered, and loses nothing', () => {
    journal.beginSession(describeSession());
    const commit = (sequence: number): void => {
      const outcome = { kind: 'notice', level: 'info', text: `notice ${sequence}` } as const;
      const outcomes = [{ sequence, index: 0, time: noon, outcome }];
      journal.commit({ outcomes, position: { sequence, time: noon } });
    };
    const begun = statSync(path).size;
    for (let sequence = 1; sequence < 300; sequence += 1) commit(sequence);
    journal.tidy();
    expect(statSync(path).size).toBe(begun);
    commit(300);
    journal.tidy();
    expect(statSync(path).size).toBeGreaterThan(begun);
    const logged = statSync(`${path}-wal`).size;
    for (let sequence = 301; sequence < 400; sequence += 1) commit(sequence);
    // The log begins anew instead of growing.
    expect(statSync(`${path}-wal`).size).toBe(logged);
    reopen();
    expect(journal.verifyEverything()).toEqual({ ok: true, rows: 400 });
  });

  it('remembers that a session ended and why, and does not resume it', () => {
    journal.beginSession(describeSession());
    journal.endSession('made-up-1', 'quit');
    expect(journal.latestSession('paper')?.ended).toEqual({ time: HISTORY_START, reason: 'quit' });
    expect(() => journal.resumeSession('made-up-1')).toThrow('session made-up-1 has ended (quit)');
  });

  it('goes on with no session but the newest, so that rows of sessions never mix', () => {
    journal.beginSession(describeSession({ sessionId: 'first' }));
    reopen();
    journal.beginSession(describeSession({ sessionId: 'second' }));
    reopen();
    expect(() => journal.resumeSession('first')).toThrow('session first is not the newest one');
    journal.resumeSession('second');
  });

  it('answers the newest session of an account, and none for an account it does not know', () => {
    journal.beginSession(describeSession({ sessionId: 'first' }));
    journal.endSession('first', 'quit');
    journal.beginSession(describeSession({ sessionId: 'second', continues: 'first' }));
    expect(journal.latestSession('paper')?.description.sessionId).toBe('second');
    expect(journal.sessions(account).map(({ description }) => description.sessionId)).toEqual([
      'first',
      'second',
    ]);
    expect(journal.latestSession('nobody')).toBeUndefined();
  });

  it('refuses an outcome that is not later than the one before it', () => {
    const history = tradingHistory({ seed: 1, trades: 1, days: 1 });
    recordHistory(journal, history);
    const again = history.outcomes.slice(-1);
    const last = history.outcomes.at(-1)?.sequence ?? 0;
    expect(() => journal.commit({ outcomes: again, position: { sequence: last, time: noon } })).toThrow(
      `an outcome must come after ${last}/1 and not beyond event ${last}, was ${last}/1`,
    );
    expect([...journal.outcomes('made-up-1')]).toEqual(history.outcomes);
  });

  it('refuses a kernel position that goes back', () => {
    journal.beginSession(describeSession());
    journal.commit({ outcomes: [], position: { sequence: 5, time: noon } });
    expect(() => journal.commit({ outcomes: [], position: { sequence: 4, time: noon } })).toThrow(
      'the kernel was at event 5, cannot be at 4 now',
    );
  });

  it('keeps nothing of a batch in which one outcome cannot be stored', () => {
    journal.beginSession(describeSession());
    const time = noon;
    const good = { kind: 'notice', level: 'info', text: 'feed live' } as const;
    const measured = { zScore: Number.NaN };
    const bad = {
      kind: 'decision',
      runId: 'r',
      instrument: 'i',
      action: 'enter',
      reason: '',
      measured,
    } as const;
    const outcomes = [
      { sequence: 1, index: 0, time, outcome: good },
      { sequence: 1, index: 1, time, outcome: bad },
    ];
    const head = journal.chainHead();
    expect(() => journal.commit({ outcomes, position: { sequence: 1, time } })).toThrow(
      'must be finite, was NaN',
    );
    expect(journal.chainHead()).toEqual(head);
    expect([...journal.outcomes('made-up-1')]).toEqual([]);
    journal.commit({ outcomes: outcomes.slice(0, 1), position: { sequence: 1, time } });
    expect(journal.verifyEverything().ok).toBe(true);
  });

  it('pages through orders, fills and trades in either direction without losing or doubling one', () => {
    const history = tradingHistory({ seed: 3, trades: 30, days: 2 });
    recordHistory(journal, history);
    const fills = history.outcomes.filter(({ outcome }) => outcome.kind === 'order-filled');
    const read = [...everyRow((request) => journal.fills(account, { ...request, limit: 7 }))];
    expect(read.map(({ outcome }) => outcome)).toEqual(fills.map(({ outcome }) => outcome));
    const back = [
      ...everyRow((request) => journal.fills(account, { ...request, limit: 7, newestFirst: true })),
    ];
    expect(back).toEqual(read.toReversed());
  });

  it('shows a reader one state while more is written', () => {
    const history = tradingHistory({ seed: 3, trades: 20, days: 2 });
    const half = history.outcomes.length / 2;
    recordHistory(journal, { ...history, outcomes: history.outcomes.slice(0, half) });
    const upTo = journal.chainHead().row;
    const before = [journal.fills(account), journal.equity(account), journal.ledgerTotals(account)];
    journal.commit({ outcomes: history.outcomes.slice(half), position: { sequence: 100_000, time: noon } });
    const after = [
      journal.fills(account, { upTo }),
      journal.equity(account, { upTo }),
      journal.ledgerTotals(account, upTo),
    ];
    expect(after).toEqual(before);
    expect(journal.fills(account)).not.toEqual(before[0]);
  });

  it('keeps the state of every order in step with what happened to it', () => {
    const history = tradingHistory({ seed: 4, trades: 60, days: 5 });
    recordHistory(journal, history);
    const orders = [...everyRow((request) => journal.orders(account, request))];
    const rejected = history.outcomes.flatMap(({ outcome }) =>
      outcome.kind === 'order-rejected' ? [outcome] : [],
    );
    expect(orders.filter(({ order }) => order.status === 'filled')).toHaveLength(120);
    expect(orders.filter(({ order }) => order.status === 'rejected')).toHaveLength(rejected.length);
    expect(rejected.length).toBeGreaterThan(0);
    for (const { order, closedBecause } of orders) {
      expect(order.filledLots).toBe(order.status === 'filled' ? order.lots : 0);
      expect(closedBecause).toBe(order.status === 'rejected' ? 'post-only-would-cross' : undefined);
    }
  });

  it('sums fees, funding and net P&L to the last unit of the account', () => {
    const history = tradingHistory({ seed: 5, trades: 200, days: 30 });
    recordHistory(journal, history);
    const totals = journal.ledgerTotals(account);
    const sum = (of: (row: (typeof totals)[number]) => bigint): bigint =>
      totals.reduce((all, row) => all + of(row), 0n);
    expect(sum(({ fees }) => fees)).toBe(history.account.fees);
    expect(sum(({ funding }) => funding)).toBe(history.account.funding);
    const { deposits, equity } = history.account;
    expect(sum(({ closedNetPnl }) => closedNetPnl)).toBe(equity - deposits);
    expect(journal.equity(account, { limit: 1, newestFirst: true }).rows).toEqual([history.account]);
  });

  it('keeps money beyond 2^53 exact', () => {
    journal.beginSession(describeSession());
    const amount = 9_007_199_254_740_993n as never;
    const paid = {
      kind: 'funding-paid',
      runId: 'r',
      instrument: 'i',
      amount,
      rateE8: 1,
      markTicks: 1,
    } as const;
    const outcomes = [{ sequence: 1, index: 0, time: noon, outcome: paid }];
    journal.commit({ outcomes, position: { sequence: 1, time: noon } });
    expect(journal.ledgerTotals(account)[0]?.funding).toBe(9_007_199_254_740_993n);
    expect(journal.fundings(account).rows[0]?.outcome.amount).toBe(9_007_199_254_740_993n);
  });

  it('answers runs with how they ended', () => {
    journal.beginSession(describeSession());
    const started = { strategyId: 'buy-and-hold', instrument: 'i', params: { size: 1 } };
    const outcomes = [
      {
        sequence: 1,
        index: 0,
        time: noon,
        outcome: { kind: 'strategy-started', runId: 'r', ...started } as const,
      },
      {
        sequence: 2,
        index: 0,
        time: noon,
        outcome: { kind: 'strategy-stopped', runId: 'r', because: 'asked' } as const,
      },
    ];
    journal.commit({ outcomes, position: { sequence: 2, time: noon } });
    const run = { sessionId: 'made-up-1', runId: 'r', ...started };
    expect(journal.runs(account).rows).toEqual([
      { ...run, startedAt: noon, stoppedAt: noon, stoppedBecause: 'asked' },
    ]);
  });
});
