import type { Database, Statement } from 'better-sqlite3';
import type { Fill } from '../../domain/order/fill.ts';
import type { AccountState } from '../../domain/portfolio/account.ts';
import type { ClosedTrade } from '../../domain/portfolio/closed-trade.ts';
import type { Outcome } from '../../domain/session/outcome.ts';
import type { ProjectedRow } from './projected-row.ts';

/** The money: fills, round trips, funding payments and equity points, as integers of 10^-8 quote units. */
export class LedgerProjection {
  readonly #fill: Statement<unknown[]>;
  readonly #trade: Statement<unknown[]>;
  readonly #funding: Statement<unknown[]>;
  readonly #equity: Statement<unknown[]>;

  constructor(database: Database) {
    this.#fill = database.prepare('INSERT INTO fill VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)');
    this.#trade = database.prepare(
      'INSERT INTO closed_trade VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
    );
    this.#funding = database.prepare('INSERT INTO funding VALUES (?, ?, ?, ?, ?, ?, ?, ?)');
    this.#equity = database.prepare('INSERT INTO equity_point VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)');
  }

  addFill(fill: Fill, { row, accountId }: ProjectedRow): void {
    const what = [fill.fillId, fill.orderId, fill.runId, fill.instrument, fill.side];
    this.#fill.run(row, accountId, ...what, fill.lots, fill.ticks, fill.liquidity, fill.fee, fill.time);
  }

  addTrade(trade: ClosedTrade, { row, accountId }: ProjectedRow): void {
    const what = [trade.tradeId, trade.runId, trade.instrument, trade.direction];
    const when = [trade.openedAt, trade.closedAt];
    const amounts = [trade.bought, trade.sold, trade.fees, trade.funding, trade.netPnl];
    this.#trade.run(row, accountId, ...what, ...when, trade.maxLots, ...amounts);
  }

  addFunding(
    paid: Extract<Outcome, { readonly kind: 'funding-paid' }>,
    { row, accountId, time }: ProjectedRow,
  ): void {
    this.#funding.run(
      row,
      accountId,
      paid.runId,
      paid.instrument,
      paid.amount,
      paid.rateE8 ?? 0,
      paid.markTicks ?? 0,
      time,
    );
  }

  addEquityPoint(account: AccountState, { row, accountId }: ProjectedRow): void {
    const booked = [account.deposits, account.realizedPnl, account.fees, account.funding];
    const marked = [account.unrealizedPnl, account.equity, account.peakEquity, account.drawdown];
    this.#equity.run(row, accountId, account.time, ...booked, ...marked);
  }
}
