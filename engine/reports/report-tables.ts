import type { GroupRow, Report, Statistic } from './report.ts';
import { utcMoment } from './text/utc-text.ts';

/** A table as text, for a page or for paper. */
export interface ReportTable {
  readonly title: string;
  readonly columns: readonly ReportColumn[];
  readonly rows: readonly (readonly string[])[];
  readonly note?: string;
}

export interface ReportColumn {
  readonly title: string;
  readonly align: 'left' | 'right';
  /** Share of the width, relative to the other columns. */
  readonly weight: number;
}

/** Trades printed in HTML and PDF; `trades.csv` has all. */
const MOST_TRADES = 200;

const left = (title: string, weight = 1): ReportColumn => ({ title, align: 'left', weight });
const right = (title: string, weight = 1): ReportColumn => ({ title, align: 'right', weight });

/** Every table of the report in reading order. Tables without rows are left out. */
export function reportTables(report: Report): readonly ReportTable[] {
  return [
    totalsTable(report),
    statisticsTable(report.statistics),
    groupTable('By strategy run', 'Run', report.runs),
    groupTable('By instrument', 'Instrument', report.instruments),
    isolatedTable(report),
    costsTable(report),
    makersTable(report),
    transfersTable(report),
    checksTable(report),
    tradesTable(report),
    sessionsTable(report),
  ].filter(({ rows }) => rows.length > 0);
}

function totalsTable({ totals, currency }: Report): ReportTable {
  return {
    title: `Totals (${currency})`,
    columns: [left('', 3), right('Amount', 2)],
    rows: [
      ['Equity at the beginning', totals.openingEquity],
      ['Gross result of what was closed', totals.gross],
      ['Fees', negated(totals.fees)],
      ['Funding (received minus paid)', totals.funding],
      ['Net result', totals.net],
      ['Change of open positions', totals.unrealized],
      ['Put in less taken out', totals.transferred],
      ['Equity at the end', totals.closingEquity],
      ['Deepest fall from a peak', `${totals.maxDrawdown} (${totals.maxDrawdownPercent})`],
    ],
    note: `${totals.trades} closed trades, ${totals.fills} fills, ${totals.orders} orders, ${totals.refusals} refused intents.`,
  };
}

const negated = (amount: string): string => (amount.startsWith('-') ? amount.slice(1) : `-${amount}`);

function statisticsTable(statistics: readonly Statistic[]): ReportTable {
  return {
    title: 'Statistics and how sure they are',
    columns: [left('', 3), right('Value', 1.3), right('95 % interval', 2), left('Method', 3)],
    rows: statistics.map(({ name, value, low, high, method, missing }) => [
      name,
      value ?? 'not shown',
      low !== undefined && high !== undefined ? `${low} to ${high}` : '',
      missing ?? method ?? '',
    ]),
  };
}

function groupTable(title: string, first: string, rows: readonly GroupRow[]): ReportTable {
  return {
    title,
    columns: [
      left(first, 3),
      right('Trades'),
      right('Wins'),
      right('Fills'),
      right('Gross', 1.8),
      right('Fees', 1.8),
      right('Funding', 1.6),
      right('Net, closed', 1.9),
    ],
    rows: rows.map((row) => [
      row.detail === '' ? row.name : `${row.name} (${row.detail})`,
      String(row.trades),
      String(row.wins),
      String(row.fills),
      row.gross,
      row.fees,
      row.funding,
      row.closedNet,
    ]),
  };
}

function isolatedTable({ currency, isolated }: Report): ReportTable {
  return {
    title: `Strategies together and alone (${currency})`,
    columns: [left('Run', 3), right('Shared account', 2), right('Alone', 2), right('Interaction', 2)],
    rows: isolated.map(({ alone, interaction, name, shared }) => [name, shared, alone, interaction]),
    note:
      'Every strategy also traded an account of its own that began with what the shared one was worth. ' +
      'The interaction is what sharing changed: shared = alone + interaction.',
  };
}

function costsTable({ costs, currency }: Report): ReportTable {
  const missing = costs.find(({ liquidity }) => liquidity === 'all')?.fillsWithoutMid ?? 0;
  return {
    title: `What trading cost (${currency})`,
    columns: [
      left('Fills as', 1.2),
      right('Fills'),
      right('Notional', 2),
      right('Fees', 1.8),
      right('bps'),
      right('Slippage', 1.8),
      right('bps'),
    ],
    rows: costs.map((row) => [
      row.liquidity,
      String(row.fills),
      row.notional,
      row.fees,
      row.feesBps,
      row.slippage,
      row.slippageBps,
    ]),
    note:
      'Slippage is measured against the mid at the decision; below zero is better than the mid.' +
      (missing > 0 ? ` ${missing} fills do not know that mid and are left out of it.` : ''),
  };
}

function makersTable({ makers }: Report): ReportTable {
  return {
    title: 'Entries that rested first',
    columns: [
      left('Strategy', 2),
      right('Orders'),
      right('Filled whole'),
      right('95 % interval', 1.8),
      right('Lots filled'),
      right('Seconds to fill', 2),
      right('Against us after 1 s (bps)', 2),
      right('5 s', 2),
      right('30 s', 2),
    ],
    rows: makers.map((row) => [
      row.strategyId,
      String(row.orders),
      row.filledWhole,
      row.filledWholeRange,
      row.filledLots,
      row.secondsToFill,
      ...row.adverseBps,
    ]),
    note:
      'The interval is Wilson’s; what follows ± is the standard error of a mean, in brackets how many fills it is of. ' +
      'Above zero the mid went against the side that was filled. Fills of one order are close in time and not ' +
      'independent: the error is then too small rather than too large.',
  };
}

function transfersTable({ currency, transfers }: Report): ReportTable {
  return {
    title: `Put in and taken out (${currency})`,
    columns: [left('Time (UTC)', 2), right('Amount', 2), left('Known by', 2), left('', 4)],
    rows: transfers.map(({ amount, detail, reason, time }) => [utcMoment(time), amount, reason, detail]),
    note: 'Neither a gain nor a loss: the curve, its falls and every return leave it out.',
  };
}

function checksTable({ checks }: Report): ReportTable {
  return {
    title: 'Do the books agree?',
    columns: [
      left('Sum', 3),
      right('From the rows', 2),
      right('From the ledger', 2),
      right('Difference', 1.3),
    ],
    rows: checks.map(({ name, fromRows, fromLedger, difference }) => [
      name,
      fromRows,
      fromLedger,
      difference,
    ]),
  };
}

function tradesTable({ trades }: Report): ReportTable {
  const shown = trades.slice(-MOST_TRADES);
  return {
    title: 'Closed trades',
    columns: [
      left('Closed (UTC)', 2.1),
      left('Run', 1.3),
      left('Instrument', 2.9),
      left('Direction', 1),
      right('Size', 0.9),
      right('Fees', 1.5),
      right('Funding', 1.6),
      right('Net', 1.7),
    ],
    rows: shown.map((trade) => [
      utcMoment(trade.closedAt),
      trade.runId,
      trade.instrument,
      trade.direction,
      trade.size,
      trade.fees,
      trade.funding,
      trade.netPnl,
    ]),
    ...(trades.length > shown.length && {
      note: `The last ${shown.length} of ${trades.length}; all are in trades.csv.`,
    }),
  };
}

function sessionsTable({ sessions }: Report): ReportTable {
  return {
    title: 'Sessions',
    columns: [
      left('Session', 2),
      left('Mode', 1.2),
      left('Market', 1.2),
      right('Seed', 1.2),
      left('Started (UTC)', 2),
      left('Ended (UTC)', 2.6),
      left('Engine', 1),
    ],
    rows: sessions.map((session) => [
      session.sessionId,
      session.badge,
      session.source,
      String(session.seed),
      utcMoment(session.startedAt),
      session.ended,
      session.engineVersion,
    ]),
  };
}
