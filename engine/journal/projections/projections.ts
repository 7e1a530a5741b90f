import type { Database } from 'better-sqlite3';
import type { Outcome } from '../../domain/session/outcome.ts';
import { LedgerProjection } from './ledger-projection.ts';
import { isOrderOutcome, OrderProjection } from './order-projection.ts';
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

  /** Takes up one outcome; call in the transaction that records it. Kinds without a table pass by. */
  project(outcome: Outcome, at: ProjectedRow): void {
    if (isOrderOutcome(outcome)) this.#orders.project(outcome, at);
    if (outcome.kind === 'order-filled') this.#ledger.addFill(outcome.fill, at);
    if (outcome.kind === 'trade-closed') this.#ledger.addTrade(outcome.trade, at);
    if (outcome.kind === 'funding-paid') this.#ledger.addFunding(outcome, at);
    if (outcome.kind === 'account') this.#ledger.addEquityPoint(outcome.account, at);
    if (outcome.kind === 'strategy-started') this.#runs.start(outcome, at);
    if (outcome.kind === 'strategy-stopped') this.#runs.stop(outcome, at);
  }
}
