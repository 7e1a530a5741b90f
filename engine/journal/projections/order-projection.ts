import type { Database, Statement } from 'better-sqlite3';
import type { Order, OrderStatus } from '../../domain/order/order.ts';
import type { Outcome } from '../../domain/session/outcome.ts';
import { isStanding, type StandingOutcome, standingAfter } from '../../domain/session/status-after.ts';
import type { OutcomeOf } from '../queries/stored-rows.ts';
import type { ProjectedRow } from './projected-row.ts';

const ORDER_KINDS = [
  'order-submitted',
  'order-accepted',
  'order-rejected',
  'order-denied',
  'order-filled',
  'order-canceled',
  'order-expired',
  'order-lost',
] as const;

type OrderOutcome = OutcomeOf<(typeof ORDER_KINDS)[number]> | StandingOutcome;

/** Whether an outcome is a step in the life of an order. */
export const isOrderOutcome = (outcome: Outcome): outcome is OrderOutcome =>
  isStanding(outcome) || ORDER_KINDS.some((kind) => kind === outcome.kind);

/** What fills was taken, whether or not anybody has said so. */
const TAKEN = "CASE WHEN status IN ('sending', 'unknown') THEN 'working' ELSE status END";

/** The newest order of that id: a simulation may count its ids from the beginning in every session. */
const NEWEST = 'WHERE row = (SELECT max(row) FROM trading_order WHERE account_id = ? AND order_id = ?)';

/** Orders: what was asked, how far it is filled, how it ended. */
export class OrderProjection {
  readonly #insert: Statement<
    [number, string, string, string, string, string, number, string, number, number | null]
  >;
  readonly #setStatus: Statement<[OrderStatus, string, string]>;
  readonly #accept: Statement<[number, string, string]>;
  readonly #fill: Statement<[number, string, string]>;
  readonly #resize: Statement<[number, string, string]>;
  readonly #close: Statement<[OrderStatus, number, string | null, string, string]>;

  constructor(database: Database) {
    this.#insert = database.prepare(
      'INSERT INTO trading_order VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, NULL, NULL)',
    );
    this.#setStatus = database.prepare(`UPDATE trading_order SET status = ? ${NEWEST}`);
    this.#accept = database.prepare(`UPDATE trading_order SET status = 'working', accepted_at = ? ${NEWEST}`);
    this.#fill = database.prepare(`UPDATE trading_order SET filled_lots = ?, status = ${TAKEN} ${NEWEST}`);
    this.#resize = database.prepare(`UPDATE trading_order SET lots = ? ${NEWEST}`);
    this.#close = database.prepare(
      `UPDATE trading_order SET status = ?, closed_at = ?, closed_because = ? ${NEWEST}`,
    );
  }

  project(outcome: OrderOutcome, at: ProjectedRow): void {
    if (isStanding(outcome)) return this.#stand(outcome, at);
    switch (outcome.kind) {
      case 'order-submitted':
        return this.#submit(outcome.order, at);
      case 'order-accepted':
        this.#accept.run(outcome.acceptedAt, at.accountId, outcome.orderId);
        return;
      case 'order-filled':
        this.#fill.run(outcome.filledLots, at.accountId, outcome.fill.orderId);
        if (outcome.closed) this.#close.run('filled', at.time, null, at.accountId, outcome.fill.orderId);
        return;
      case 'order-denied':
        this.#close.run('denied', at.time, outcome.code, at.accountId, outcome.orderId);
        return;
      case 'order-lost':
        this.#close.run('lost', at.time, outcome.because, at.accountId, outcome.orderId);
        return;
      case 'order-rejected':
        this.#close.run('rejected', at.time, outcome.code, at.accountId, outcome.orderId);
        return;
      case 'order-canceled':
        this.#close.run('canceled', at.time, outcome.because, at.accountId, outcome.orderId);
        return;
      case 'order-expired':
        this.#close.run('expired', at.time, outcome.because, at.accountId, outcome.orderId);
    }
  }

  #stand(outcome: StandingOutcome, at: ProjectedRow): void {
    const { orderId, status } = standingAfter(outcome);
    this.#setStatus.run(status, at.accountId, orderId);
    if (outcome.kind === 'order-amended' && outcome.change.lots !== undefined)
      this.#resize.run(outcome.change.lots, at.accountId, orderId);
  }

  #submit(order: Order, at: ProjectedRow): void {
    this.#insert.run(
      at.row,
      at.accountId,
      order.id,
      order.runId,
      order.instrument,
      order.side,
      order.lots,
      order.status,
      order.filledLots,
      order.acceptedAt ?? null,
    );
  }
}
