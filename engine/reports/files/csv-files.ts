import type { Instrument } from '../../domain/instrument/instrument.ts';
import { moneyToDecimal, type Money } from '../../domain/units/money.ts';
import type { StoredOrder } from '../../journal/queries/stored-rows.ts';
import { equityCurve } from '../equity-curve.ts';
import type { History, ReportedFill } from '../history.ts';
import { type ReportFile, textFile } from '../report-file.ts';
import { halfStepsText, stepsText } from '../text/decimal-text.ts';
import { utcText } from '../text/utc-text.ts';
import { csvText } from './csv-text.ts';

const TABLES = {
  trades: tradesCsv,
  fills: fillsCsv,
  orders: ordersCsv,
  funding: fundingCsv,
  equity: equityCsv,
} as const;

/**
 * Five tables with every row of the history: trades, fills, orders, funding, equity.
 * @yields after each table.
 */
export function* csvFiles(
  history: History,
  prefix: string,
): Generator<undefined, readonly ReportFile[], undefined> {
  const files: ReportFile[] = [];
  for (const [name, write] of Object.entries(TABLES)) {
    files.push(textFile(`${prefix}-${name}.csv`, write(history)));
    yield undefined;
  }
  return files;
}

type Steps = Pick<Instrument, 'tickSize' | 'lotSize'>;

/** Instruments the journal does not describe are written in steps. */
const stepsOf = ({ instruments }: History, id: string): Steps =>
  instruments.get(id) ?? { tickSize: '1', lotSize: '1' };

function tradesCsv(history: History): string {
  const header = [
    'trade_id',
    'run_id',
    'instrument',
    'direction',
    'opened_at',
    'closed_at',
    'max_size_base',
    'bought_quote',
    'sold_quote',
    'fees_quote',
    'funding_quote',
    'net_pnl_quote',
  ];
  const rows = history.trades.map((trade) => [
    trade.tradeId,
    trade.runId,
    trade.instrument,
    trade.direction,
    utcText(trade.openedAt),
    utcText(trade.closedAt),
    stepsText(trade.maxLots, stepsOf(history, trade.instrument).lotSize),
    ...[trade.bought, trade.sold, trade.fees, trade.funding, trade.netPnl].map(moneyToDecimal),
  ]);
  return csvText(header, rows);
}

function fillsCsv(history: History): string {
  const header = [
    'time',
    'venue_time',
    'session_id',
    'fill_id',
    'order_id',
    'run_id',
    'instrument',
    'role',
    'side',
    'size_base',
    'price',
    'liquidity',
    'fee_quote',
    'model',
    'decision_mid',
  ];
  const row = (fill: ReportedFill): string[] => {
    const { tickSize, lotSize } = stepsOf(history, fill.instrument);
    return [
      utcText(fill.time),
      utcText(fill.venueTime),
      fill.sessionId,
      fill.fillId,
      fill.orderId,
      fill.runId,
      fill.instrument,
      fill.role,
      fill.side,
      stepsText(fill.lots, lotSize),
      stepsText(fill.ticks, tickSize),
      fill.liquidity,
      moneyToDecimal(fill.fee),
      fill.model,
      decisionMidText(fill, tickSize),
    ];
  };
  return csvText(header, history.fills.map(row));
}

function decisionMidText({ decisionMidHalfTicks }: ReportedFill, tickSize: string): string {
  return decisionMidHalfTicks === undefined ? '' : halfStepsText(decisionMidHalfTicks, tickSize);
}

function ordersCsv(history: History): string {
  const header = [
    'submitted_at',
    'accepted_at',
    'closed_at',
    'session_id',
    'order_id',
    'run_id',
    'instrument',
    'role',
    'side',
    'type',
    'size_base',
    'filled_base',
    'limit_price',
    'trigger_price',
    'time_in_force',
    'post_only',
    'reduce_only',
    'status',
    'closed_because',
    'reason',
  ];
  return csvText(
    header,
    history.orders.map((stored) => orderRow(history, stored)),
  );
}

function orderRow(history: History, { sessionId, order, closedAt, closedBecause }: StoredOrder): string[] {
  const { tickSize, lotSize } = stepsOf(history, order.instrument);
  const { kind } = order;
  const timeText = (time: number | undefined): string => (time === undefined ? '' : utcText(time));
  return [
    utcText(order.submittedAt),
    timeText(order.acceptedAt),
    timeText(closedAt),
    sessionId,
    order.id,
    order.runId,
    order.instrument,
    order.role,
    order.side,
    kind.type,
    stepsText(order.lots, lotSize),
    stepsText(order.filledLots, lotSize),
    'limit' in kind ? stepsText(kind.limit, tickSize) : '',
    'trigger' in kind ? stepsText(kind.trigger, tickSize) : '',
    'timeInForce' in kind ? kind.timeInForce : '',
    'postOnly' in kind ? String(kind.postOnly) : '',
    String(order.reduceOnly),
    order.status,
    closedBecause ?? '',
    order.reason,
  ];
}

function fundingCsv(history: History): string {
  const header = ['time', 'session_id', 'run_id', 'instrument', 'amount_quote', 'rate', 'mark_price'];
  const rows = history.fundings.map(({ time, sessionId, outcome }) => [
    utcText(time),
    sessionId,
    outcome.runId,
    outcome.instrument,
    moneyToDecimal(outcome.amount),
    // A venue's own record says what was paid, and not at which rate.
    outcome.rateE8 === undefined ? '' : stepsText(outcome.rateE8, '0.00000001'),
    outcome.markTicks === undefined
      ? ''
      : stepsText(outcome.markTicks, stepsOf(history, outcome.instrument).tickSize),
  ]);
  return csvText(header, rows);
}

function equityCsv(history: History): string {
  const rows = equityCurve(history).map(({ time, equity, peak, drawdown }) => [
    utcText(time),
    ...[equity, peak, drawdown].map((amount) => moneyToDecimal(amount as Money)),
  ]);
  return csvText(['time', 'equity_quote', 'peak_quote', 'drawdown_quote'], rows);
}
