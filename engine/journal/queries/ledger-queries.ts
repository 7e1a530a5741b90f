import type { Database } from 'better-sqlite3';
import type { InstrumentId } from '../../domain/instrument/instrument.ts';
import type { RunId } from '../../domain/order/order-intent.ts';
import type { AccountState } from '../../domain/portfolio/account.ts';
import { money, type Money } from '../../domain/units/money.ts';
import type { UnixMs } from '../../domain/units/time.ts';
import { boundsOf, type Page, type PageRequest } from './page.ts';
import { conditionOf, type JournalScope } from './scope.ts';

/** Exact sums of one run in one instrument, taken by the database itself. */
export interface LedgerTotals {
  readonly runId: RunId;
  readonly instrument: InstrumentId;
  readonly fillCount: number;
  readonly tradeCount: number;
  /** Fees of all fills, also of trades still open. */
  readonly fees: Money;
  /** Received minus paid. */
  readonly funding: Money;
  /** Net P&L of the closed trades. */
  readonly closedNetPnl: Money;
}

interface TotalsRow {
  readonly run_id: string;
  readonly instrument: string;
  readonly fills: bigint;
  readonly trades: bigint;
  readonly fees: bigint;
  readonly funding: bigint;
  readonly net: bigint;
}

/** Sums per run and instrument, in the order of their names. */
export function ledgerTotals(database: Database, scope: JournalScope, upTo: number): readonly LedgerTotals[] {
  const { sql, parameter } = conditionOf(scope);
  const within = (table: string) => `FROM ${table} JOIN outcome USING (row) WHERE ${sql} AND row <= ?`;
  const rows = database
    .prepare<(string | number)[], TotalsRow>(
      `SELECT run_id, instrument, sum(fills) AS fills, sum(trades) AS trades,
              sum(fees) AS fees, sum(funding) AS funding, sum(net) AS net
       FROM (
         SELECT run_id, instrument, 1 AS fills, 0 AS trades, fee_e8 AS fees, 0 AS funding, 0 AS net ${within('fill')}
         UNION ALL SELECT run_id, instrument, 0, 0, 0, amount_e8, 0 ${within('funding')}
         UNION ALL SELECT run_id, instrument, 0, 1, 0, 0, net_pnl_e8 ${within('closed_trade')}
       ) GROUP BY run_id, instrument ORDER BY run_id, instrument`,
    )
    .safeIntegers()
    .all(parameter, upTo, parameter, upTo, parameter, upTo);
  return rows.map(totalsOf);
}

function totalsOf(row: TotalsRow): LedgerTotals {
  return {
    runId: row.run_id,
    instrument: row.instrument,
    fillCount: Number(row.fills),
    tradeCount: Number(row.trades),
    fees: money(row.fees),
    funding: money(row.funding),
    closedNetPnl: money(row.net),
  };
}

type EquityRow = Readonly<
  Record<
    | 'row'
    | 'time'
    | 'deposits_e8'
    | 'realized_pnl_e8'
    | 'fees_e8'
    | 'funding_e8'
    | 'unrealized_pnl_e8'
    | 'equity_e8'
    | 'peak_equity_e8'
    | 'drawdown_e8',
    bigint
  >
>;

const DEFAULT_LIMIT = 2000;
const LARGEST_LIMIT = 50_000;

/** One page of the account's states over time. */
export function equityPoints(
  database: Database,
  scope: JournalScope,
  request: PageRequest,
): Page<AccountState> {
  const { limit, above, below, direction } = boundsOf(request, DEFAULT_LIMIT, LARGEST_LIMIT);
  const { sql, parameter } = conditionOf(scope);
  const rows = database
    .prepare<[string, number, number, number], EquityRow>(
      `SELECT equity_point.* FROM equity_point JOIN outcome USING (row)
       WHERE outcome.kind = 'account' AND ${sql} AND row > ? AND row < ?
       ORDER BY outcome.session ${direction}, outcome.row ${direction} LIMIT ?`,
    )
    .safeIntegers()
    .all(parameter, above, below, limit + 1);
  const kept = rows.slice(0, limit);
  const last = kept.at(-1);
  const page = { rows: kept.map(accountStateOf) };
  return rows.length > limit && last ? { ...page, next: Number(last.row) } : page;
}

/** At most so many of the account's states, evenly spread over all of them, and the last one. */
export function thinnedEquity(
  database: Database,
  scope: JournalScope,
  most: number,
): readonly Pick<AccountState, 'time' | 'equity'>[] {
  const { sql, parameter } = conditionOf(scope);
  // The index alone says which rows there are, so the points between those that are kept are never read.
  const all = database
    .prepare<[string], number>(
      `SELECT row FROM outcome WHERE kind = 'account' AND ${sql} ORDER BY outcome.session, outcome.row`,
    )
    .pluck()
    .all(parameter);
  const step = Math.max(1, Math.ceil(all.length / most));
  const kept = all.filter((_row, index) => index % step === 0 || index === all.length - 1);
  return database
    .prepare<[string], Pick<EquityRow, 'time' | 'equity_e8'>>(
      'SELECT time, equity_e8 FROM equity_point WHERE row IN (SELECT value FROM json_each(?)) ORDER BY row',
    )
    .safeIntegers()
    .all(JSON.stringify(kept))
    .map((row) => ({ time: Number(row.time) as UnixMs, equity: money(row.equity_e8) }));
}

function accountStateOf(row: EquityRow): AccountState {
  return {
    time: Number(row.time) as UnixMs,
    deposits: money(row.deposits_e8),
    realizedPnl: money(row.realized_pnl_e8),
    fees: money(row.fees_e8),
    funding: money(row.funding_e8),
    unrealizedPnl: money(row.unrealized_pnl_e8),
    equity: money(row.equity_e8),
    peakEquity: money(row.peak_equity_e8),
    drawdown: money(row.drawdown_e8),
  };
}
