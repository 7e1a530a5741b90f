import type { Database } from 'better-sqlite3';
import type { RunId } from '../../domain/order/order-intent.ts';
import { money, type Money } from '../../domain/units/money.ts';
import { conditionOf, type JournalScope } from './scope.ts';

/** A kernel event of a session from which on outcomes are read. */
export interface RecentPlace {
  readonly sessionId: string;
  readonly sequence: number;
  /** The entry of its first outcome. */
  readonly row: number;
}

/** Where about so many of a scope's latest entries begin; undefined where there are not more than that. */
export function recentPlace(database: Database, scope: JournalScope, most: number): RecentPlace | undefined {
  const { parameter, sql } = conditionOf(scope);
  const place = database
    .prepare<[string, number], { session: number; sequence: number }>(
      `SELECT session, sequence FROM outcome
       WHERE ${sql} ORDER BY session DESC, sequence DESC, idx DESC LIMIT 1 OFFSET ?`,
    )
    .get(parameter, most);
  return (
    place &&
    database
      .prepare<[number, number], RecentPlace>(
        `SELECT session_id AS sessionId, sequence, min(row) AS row FROM outcome JOIN session ON number = session
         WHERE session = ? AND sequence = ? GROUP BY session_id, sequence`,
      )
      .get(place.session, place.sequence)
  );
}

/** What a run earned with what it closed. */
export interface RunEarnings {
  readonly runId: RunId;
  readonly closedTrades: number;
  readonly netPnl: Money;
}

/** What each run of an account closed before a row, summed by the database. */
export function earningsBefore(
  database: Database,
  accountId: string,
  before: number,
): readonly RunEarnings[] {
  return database
    .prepare<[string, number], { run_id: string; trades: bigint; net: bigint }>(
      `SELECT run_id, count(*) AS trades, sum(net_pnl_e8) AS net FROM closed_trade
       WHERE account_id = ? AND row < ? GROUP BY run_id`,
    )
    .safeIntegers()
    .all(accountId, before)
    .map((row) => ({ runId: row.run_id, closedTrades: Number(row.trades), netPnl: money(row.net) }));
}

/** Entries of an account's orders that are not over and were submitted before a row, oldest first. */
export const openOrderRows = (database: Database, accountId: string, before: number): readonly number[] =>
  database
    .prepare<[string, number], number>(
      `SELECT row FROM trading_order WHERE account_id = ? AND row < ? AND closed_at IS NULL ORDER BY row`,
    )
    .pluck()
    .all(accountId, before);
