import type { Database } from 'better-sqlite3';
import type { OrderId } from '../../domain/order/order.ts';
import type { Outcome } from '../../domain/session/outcome.ts';
import { parseCanonicalJson } from '../canonical-json.ts';
import type { OutcomeOf } from './stored-rows.ts';

/** Lists of things with ids of their own. */
export type NamedList = 'orders' | 'fills' | 'closedTrades';

/** What changes the terms of an order, or says in numbers why it was turned away. */
export type OrderChangeOutcome = OutcomeOf<'order-amended' | 'order-rejected'>;

const TABLES = {
  orders: { table: 'trading_order', id: 'order_id' },
  fills: { table: 'fill', id: 'fill_id' },
  closedTrades: { table: 'closed_trade', id: 'trade_id' },
} as const satisfies Record<NamedList, { readonly table: string; readonly id: string }>;

/**
 * Where in an account's list something stands, as `PageRequest.after` takes it; undefined when it is not there. The
 * newest one counts where a simulation gave the same id twice.
 */
export function rowOf(
  database: Database,
  list: NamedList,
  accountId: string,
  id: string,
): number | undefined {
  const { id: column, table } = TABLES[list];
  return (
    database
      .prepare<[string, string], number | null>(
        `SELECT max(row) FROM ${table} WHERE account_id = ? AND ${column} = ?`,
      )
      .pluck()
      .get(accountId, id) ?? undefined
  );
}

/** Changes and rejections of these orders of an account, in the order they happened. */
export function orderChangesOf(
  database: Database,
  accountId: string,
  orderIds: readonly OrderId[],
): readonly OrderChangeOutcome[] {
  return (
    database
      // The condition on the kind is that of the index, word by word, or it could not be used.
      .prepare<[string, string], string>(
        `SELECT payload FROM outcome INDEXED BY outcome_by_changed_order JOIN session ON number = outcome.session
         WHERE kind IN ('order-amended', 'order-rejected')
           AND payload ->> '$.orderId' IN (SELECT value FROM json_each(?)) AND account_id = ?
         ORDER BY row`,
      )
      .pluck()
      .all(JSON.stringify(orderIds), accountId)
      .map((payload) => parseCanonicalJson(payload) as Outcome as OrderChangeOutcome)
  );
}
