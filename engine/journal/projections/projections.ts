import type { Database } from 'better-sqlite3';
import type { Outcome } from '../../domain/session/outcome.ts';
import { LedgerProjection } from './ledger-projection.ts';
import { OrderProjection } from './order-projection.ts';
import type { ProjectedRow } from './projected-row.ts';
import { RunProjection } from './run-projection.ts';

/** Keeps the tables that are computed from the record in step with it, one outcome at a time. */
export class Projections {
  readonly #orders: OrderProjection;
  readonly #ledger: LedgerProjection;
  readonly #runs: RunProjection;

  constructor(database: Database) {
    this.#orders = new OrderProjection(database);
    this.#ledger = new LedgerProjection(database);
    this.#runs = new RunProjection(database);
  }

  /** Takes up one outcome; call in the transaction that records it. */
  project(outcome: Outcome, at: ProjectedRow): void {
    switch (outcome.kind) {
      case 'strategy-started':
      case 'strategy-stopped':
        return this.#runs.project(outcome, at);
      case 'order-submitted':
      case 'order-accepted':
      case 'order-rejected':
      case 'order-triggered':
      case 'cancel-requested':
      case 'order-canceled':
      case 'order-expired':
        return this.#orders.project(outcome, at);
      case 'order-filled':
        this.#orders.project(outcome, at);
        return this.#ledger.addFill(outcome.fill, at);
      case 'trade-closed':
        return this.#ledger.addTrade(outcome.trade, at);
      case 'funding-paid':
        return this.#ledger.addFunding(outcome, at);
      case 'account':
        return this.#ledger.addEquityPoint(outcome.account, at);
      case 'decision':
      case 'intent-refused':
      case 'trading-state':
      case 'notice':
        return undefined;
    }
  }
}
