import { badgeOf } from '../domain/session/mode.ts';
import type { CashTransfer } from '../domain/portfolio/cash-transfer.ts';
import type { ClosedTrade } from '../domain/portfolio/closed-trade.ts';
import type { Journal } from '../journal/journal.ts';
import type { JournalScope } from '../journal/queries/scope.ts';
import { assumptionsOf, caveatsOf, realAccountOf, sessionRows } from './assumptions.ts';
import { deepestDrawdown, equityCurve, type EquityPoint, ledgerChange } from './equity-curve.ts';
import { rowsByInstrument, rowsByRun } from './group-rows.ts';
import { type History, readHistory } from './history.ts';
import { makerRows } from './maker-rows.ts';
import type {
  CurvePoint,
  IsolatedRow,
  LedgerCheck,
  Report,
  ReportTotals,
  TradeRow,
  TransferRow,
} from './report.ts';
import { tradeStatistics } from './statistics/trade-statistics.ts';
import { amountText, percentText, stepsText } from './text/decimal-text.ts';
import { thinnedCurve } from './thinned-curve.ts';
import { tradingCosts } from './trading-costs.ts';

/** Points of the curve that a report keeps; the CSV file has them all. */
const CURVE_POINTS = 1200;

/**
 * Reads the journal and computes the report of a session, or of an account over all its sessions.
 * The same journal gives the same report.
 * @throws {RangeError} when the scope holds no session.
 */
export function buildReport(journal: Journal, scope: JournalScope): Report {
  return finished(reportOf(finished(readHistory(journal, scope))));
}

/**
 * The report of a history, computed in short steps.
 * @yields after each step.
 */
export function* reportOf(history: History): Generator<undefined, Report, undefined> {
  const curve = equityCurve(history);
  const currency = history.sessions[0]?.session.description.currency ?? '';
  const seed = history.sessions[0]?.session.description.seed ?? 0;
  yield undefined;
  const statistics = yield* tradeStatistics({ trades: history.trades, curve, currency, seed });
  return {
    badge: badgeTextOf(history),
    scope: history.scope,
    realAccount: realAccountOf(history),
    currency,
    from: curve[0]?.time ?? 0,
    to: Math.max(...lastTimesOf(history, curve)),
    totals: totalsOf(history, curve),
    runs: rowsByRun(history),
    instruments: rowsByInstrument(history),
    isolated: isolatedRows(history),
    statistics,
    costs: tradingCosts(history),
    makers: makerRows(history),
    transfers: history.transfers.map(({ outcome: { transfer } }) => transferRow(transfer)),
    checks: checksOf(history),
    curve: thinnedCurve(curve, CURVE_POINTS).map(curvePoint),
    trades: history.trades.map((trade) => tradeRow(history, trade)),
    sessions: sessionRows(history),
    assumptions: assumptionsOf(history),
    caveats: caveatsOf(history),
    journal: history.journal,
  };
}

/** Strategies with an account of their own, and their sum, subtracted while exact. */
function isolatedRows({ isolated }: History): readonly IsolatedRow[] {
  if (isolated.length === 0) return [];
  const row = (name: string, shared: bigint, alone: bigint): IsolatedRow => ({
    name,
    shared: amountText(shared),
    alone: amountText(alone),
    interaction: amountText(shared - alone),
  });
  const sumOf = (part: 'shared' | 'isolated') => isolated.reduce((sum, each) => sum + each[part], 0n);
  return [
    ...isolated.map((each) => row(`${each.runId} (${each.strategyId})`, each.shared, each.isolated)),
    row('All', sumOf('shared'), sumOf('isolated')),
  ];
}

/** Runs the steps of a computation to its end. */
export function finished<Result>(steps: Generator<undefined, Result, undefined>): Result {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

function badgeTextOf({ sessions }: History): string {
  return [
    ...new Set(sessions.map(({ session: { description } }) => badgeOf(description.mode, description.source))),
  ].join(' + ');
}

const transferRow = ({ amount, detail, reason, time }: CashTransfer): TransferRow => ({
  time,
  amount: amountText(amount),
  reason,
  detail,
});

function lastTimesOf(history: History, curve: readonly EquityPoint[]): readonly number[] {
  const ends = history.sessions.map(({ session }) => session.position?.time ?? session.description.startedAt);
  return [curve.at(-1)?.time ?? 0, ...ends];
}

function totalsOf(history: History, curve: readonly EquityPoint[]): ReportTotals {
  const ledger = ledgerChange(history);
  const net = ledger.gross - ledger.fees + ledger.funding;
  const deepest = deepestDrawdown(curve);
  return {
    openingEquity: amountText(ledger.openingEquity),
    gross: amountText(ledger.gross),
    fees: amountText(ledger.fees),
    funding: amountText(ledger.funding),
    net: amountText(net),
    unrealized: amountText(ledger.unrealized),
    change: amountText(net + ledger.unrealized),
    transferred: amountText(ledger.transferred),
    closingEquity: amountText(ledger.closingEquity),
    maxDrawdown: amountText(deepest?.drawdown ?? 0n),
    maxDrawdownPercent:
      percentText(deepest?.drawdown ?? 0n, deepest ? deepest.peak + (deepest.moved ?? 0n) : 1n) ?? '',
    trades: history.trades.length,
    fills: history.fills.length,
    orders: history.orders.length,
    refusals: history.refusalCount,
  };
}

/** The same sums by another way: rows added up here and by the database, against the account of the ledger. */
function checksOf(history: History): readonly LedgerCheck[] {
  const ledger = ledgerChange(history);
  const curveEnd = equityCurve(history).at(-1)?.equity ?? 0n;
  const fees = history.fills.reduce((sum, { fee }) => sum + fee, 0n);
  const funding = history.fundings.reduce((sum, { outcome }) => sum + outcome.amount, 0n);
  const transferred = history.transfers.reduce((sum, { outcome }) => sum + outcome.transfer.amount, 0n);
  const closed = history.trades.reduce((sum, { netPnl }) => sum + netPnl, 0n);
  const closedParts = history.trades.reduce((sum, trade) => sum + netOf(trade), 0n);
  return [
    check('Fees of all fills', fees, ledger.fees),
    check('All funding payments', funding, ledger.funding),
    check('Net of closed trades from their parts', closedParts, closed),
    check('All transfers', transferred, ledger.transferred),
    check('Last point of the equity curve', curveEnd + ledger.transferred, ledger.closingEquity),
  ];
}

const netOf = ({ sold, bought, fees, funding }: ClosedTrade): bigint => sold - bought - fees + funding;

function check(name: string, fromRows: bigint, fromLedger: bigint): LedgerCheck {
  return {
    name,
    fromRows: amountText(fromRows),
    fromLedger: amountText(fromLedger),
    difference: amountText(fromRows - fromLedger),
  };
}

function curvePoint({ time, equity, drawdown }: EquityPoint): CurvePoint {
  return { time, equity: amountText(equity), drawdown: amountText(drawdown) };
}

function tradeRow({ instruments }: History, trade: ClosedTrade): TradeRow {
  const instrument = instruments.get(trade.instrument);
  return {
    tradeId: trade.tradeId,
    runId: trade.runId,
    instrument: trade.instrument,
    direction: trade.direction,
    openedAt: trade.openedAt,
    closedAt: trade.closedAt,
    size: instrument ? stepsText(trade.maxLots, instrument.lotSize) : `${trade.maxLots} lots`,
    bought: amountText(trade.bought),
    sold: amountText(trade.sold),
    fees: amountText(trade.fees),
    funding: amountText(trade.funding),
    netPnl: amountText(trade.netPnl),
  };
}
