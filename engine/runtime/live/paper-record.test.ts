import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Outcome } from '../../domain/session/outcome.ts';
import type { SessionDescription } from '../../domain/session/session-description.ts';
import { unixMs } from '../../domain/units/time.ts';
import { describeSession, HISTORY_START } from '../../journal/fixtures/describe-session.ts';
import { BTC } from '../../journal/fixtures/made-up-instruments.ts';
import { openedJournal, recordHistory, temporaryFolder } from '../../journal/fixtures/temporary-journal.ts';
import { tradingHistory } from '../../journal/fixtures/trading-history.ts';
import type { Journal } from '../../journal/journal.ts';
import { paperRecordOf, type RecordedStrategy } from './paper-record.ts';

const DAY_MS = 86_400_000;
const PARAMS = { riskPerTrade: 0.01, preset: 'patient', shorts: true };
const GATE: RecordedStrategy = {
  strategyId: 'renaissance-gate',
  params: PARAMS,
  code: undefined,
  engineVersion: '0.1.0',
};
const REAL: Partial<SessionDescription> = { source: 'live-data', accountId: 'paper-bybit' };

describe('the record of a strategy on paper', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  let journal: Journal;

  beforeEach(() => {
    folder = temporaryFolder();
    journal = openedJournal(join(folder.path, 'journal.sqlite'));
  });
  afterEach(() => {
    journal.close();
    folder.remove();
  });

  /** A session with so many closed trades. */
  function traded(sessionId: string, trades: number, more: Partial<SessionDescription> = REAL): void {
    const history = tradingHistory({ seed: 1, trades, days: 2, description: { sessionId, ...more } });
    recordHistory(journal, history);
    journal.endSession(sessionId, 'a test');
  }

  /** A session that was on from one moment to another, both in days since the history began. */
  function ran(sessionId: string, from: number, to: number, outcomes: readonly Outcome[] = []): void {
    const at = (day: number) => unixMs(HISTORY_START + day * DAY_MS);
    journal.beginSession(describeSession({ ...REAL, sessionId, startedAt: at(from) }));
    journal.commit({
      outcomes: outcomes.map((outcome, index) => ({ sequence: 1, index, time: at(from), outcome })),
      position: { sequence: 1, time: at(to) },
    });
    journal.endSession(sessionId, 'a test');
  }

  const started: Outcome = {
    kind: 'strategy-started',
    runId: 'run-1',
    strategyId: 'renaissance-gate',
    instrument: BTC.id,
    params: PARAMS,
  };

  it('R-LV-02: keeps its record over releases while its code is the same, and loses it when that changes', () => {
    const code = (digest: string) => ({ strategyCode: { 'renaissance-gate': digest, another: 'x' } });
    traded('first', 12, { ...REAL, engineVersion: '0.1.0', ...code('abc') });
    traded('second', 9, { ...REAL, engineVersion: '0.2.0', ...code('abc') });
    traded('third', 5, { ...REAL, engineVersion: '0.2.0', ...code('def') });
    const now = { ...GATE, engineVersion: '0.3.0' };
    expect(paperRecordOf(journal, { ...now, code: 'abc' }).closedTrades).toBe(21);
    expect(paperRecordOf(journal, { ...now, code: 'def' }).closedTrades).toBe(5);
    expect(paperRecordOf(journal, { ...now, code: 'ghi' }).closedTrades).toBe(0);
    // What does not run from a build is another code than any that did, of whatever version.
    expect(paperRecordOf(journal, { ...GATE, engineVersion: '0.2.0' }).closedTrades).toBe(0);
  });

  it('R-LV-02: goes by the version where a session wrote no digest down', () => {
    traded('first', 12);
    expect(paperRecordOf(journal, { ...GATE, code: 'abc' }).closedTrades).toBe(12);
    expect(paperRecordOf(journal, { ...GATE, code: 'abc', engineVersion: '0.2.0' }).closedTrades).toBe(0);
  });

  it('R-LV-02: counts closed trades of every session with the same code and parameters', () => {
    traded('first', 12);
    traded('second', 9);
    expect(paperRecordOf(journal, GATE).closedTrades).toBe(21);
  });

  it.each<[string, Partial<SessionDescription>, Partial<RecordedStrategy>]>([
    ['in a market that is made up', { ...REAL, source: 'sandbox' }, {}],
    ['in a market that is played back', { ...REAL, mode: 'replay', source: 'recorded' }, {}],
    ['by the code of another version', { ...REAL, engineVersion: '0.0.9' }, {}],
    ['with other parameters', REAL, { params: { ...PARAMS, shorts: false } }],
    ['by another strategy', REAL, { strategyId: 'order-flow' }],
  ])('R-LV-02: counts nothing that was done %s', (_, description, strategy) => {
    traded('first', 12, description);
    expect(paperRecordOf(journal, { ...GATE, ...strategy })).toEqual({ closedTrades: 0, days: 0 });
  });

  it('R-LV-02: counts the days on which it ran, also in sessions that went on with it, each once', () => {
    ran('first', 0, 0.5, [started]);
    ran('second', 0.6, 2.1);
    // Days between sessions are none on which it ran.
    ran('third', 5, 5.2, [{ kind: 'strategy-stopped', runId: 'run-1', because: 'by hand' }]);
    // After it was stopped nothing counts any more.
    ran('fourth', 6, 9);
    expect(paperRecordOf(journal, GATE)).toEqual({ closedTrades: 0, days: 4 });
  });
});
