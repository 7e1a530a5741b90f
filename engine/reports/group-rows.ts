import type { ClosedTrade } from '../domain/portfolio/closed-trade.ts';
import type { LedgerTotals } from '../journal/queries/ledger-queries.ts';
import type { History } from './history.ts';
import type { GroupRow } from './report.ts';
import { amountText } from './text/decimal-text.ts';

/** Sums per strategy run, those that never traded too; the user's own orders are a run named `manual`. */
export function rowsByRun(history: History): readonly GroupRow[] {
  const details = new Map(history.runs.map((run) => [run.runId, `${run.strategyId}, ${run.instrument}`]));
  const rows = grouped(history, ({ runId }) => runId, [...details.keys()]);
  return rows.map((row) => ({ ...row, detail: details.get(row.name) ?? '' }));
}

/** Sums per instrument that was traded. */
export function rowsByInstrument(history: History): readonly GroupRow[] {
  return grouped(history, ({ instrument }) => instrument, []);
}

type Named = Pick<ClosedTrade & LedgerTotals, 'runId' | 'instrument'>;

function grouped(
  history: History,
  nameOf: (of: Named) => string,
  known: readonly string[],
): readonly GroupRow[] {
  const names = [...new Set([...known, ...history.ledger.map(nameOf)])].toSorted();
  return names.map((name) => {
    const ledger = history.ledger.filter((totals) => nameOf(totals) === name);
    const trades = history.trades.filter((trade) => nameOf(trade) === name);
    return {
      name,
      detail: '',
      trades: trades.length,
      wins: trades.filter(({ netPnl }) => netPnl > 0n).length,
      fills: ledger.reduce((sum, { fillCount }) => sum + fillCount, 0),
      gross: amountText(trades.reduce((sum, { sold, bought }) => sum + sold - bought, 0n)),
      fees: amountText(ledger.reduce((sum, { fees }) => sum + fees, 0n)),
      funding: amountText(ledger.reduce((sum, { funding }) => sum + funding, 0n)),
      closedNet: amountText(ledger.reduce((sum, { closedNetPnl }) => sum + closedNetPnl, 0n)),
    };
  });
}
