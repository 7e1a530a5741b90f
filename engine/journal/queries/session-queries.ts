import type { Database } from 'better-sqlite3';
import type { Outcome, RecordedOutcome } from '../../domain/session/outcome.ts';
import type { UnixMs } from '../../domain/units/time.ts';
import { parseCanonicalJson } from '../canonical-json.ts';
import { readSession, type StoredSession } from '../session-store.ts';
import { conditionOf, type JournalScope } from './scope.ts';

/** The sessions of a scope, oldest first. */
export function sessionsOf(database: Database, scope: JournalScope): readonly StoredSession[] {
  const column = 'sessionId' in scope ? 'session_id' : 'account_id';
  const numbers = database
    .prepare<[string], number>(`SELECT number FROM session WHERE ${column} = ? ORDER BY number`)
    .pluck()
    .all(conditionOf(scope).parameter);
  return numbers.map((number) => readSession(database, number)).filter((session) => session !== undefined);
}

/** Every session in the journal, oldest first. */
export function allSessionsOf(database: Database): readonly StoredSession[] {
  const numbers = database.prepare<[], number>('SELECT number FROM session ORDER BY number').pluck().all();
  return numbers.map((number) => readSession(database, number)).filter((session) => session !== undefined);
}

/** The newest session of an account, ended or not. */
export function latestSessionOf(database: Database, accountId: string): StoredSession | undefined {
  const number = database
    .prepare<[string], number>('SELECT number FROM session WHERE account_id = ? ORDER BY number DESC LIMIT 1')
    .pluck()
    .get(accountId);
  return number === undefined ? undefined : readSession(database, number);
}

interface OutcomeRow {
  readonly row: number;
  readonly sequence: number;
  readonly idx: number;
  readonly time: number;
  readonly payload: string;
}

const PAGE = 1000;

/**
 * A session's outcomes from kernel event `from` on, read one page at a time.
 * @yields them in order.
 */
export function* outcomesOf(
  database: Database,
  sessionId: string,
  from: number,
): Generator<RecordedOutcome, void, undefined> {
  const page = database.prepare<[string, number, number], OutcomeRow>(
    `SELECT row, sequence, idx, time, payload FROM outcome
     WHERE session = (SELECT number FROM session WHERE session_id = ?) AND row > ? AND sequence >= ?
     AND kind NOT IN ('session-began', 'session-ended') ORDER BY row LIMIT ${PAGE}`,
  );
  let last = 0;
  for (;;) {
    const rows = page.all(sessionId, last, from);
    if (rows.length === 0) return;
    for (const row of rows) {
      yield {
        sequence: row.sequence,
        index: row.idx,
        time: row.time as UnixMs,
        outcome: parseCanonicalJson(row.payload) as Outcome,
      };
      last = row.row;
    }
  }
}
