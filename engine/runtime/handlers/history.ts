import type { Answer, RequestOf } from '../../contract/commands.ts';
import type { Fill } from '../../domain/order/fill.ts';
import { everyRow } from '../../journal/queries/page.ts';
import { ViewModel } from '../views/view-model.ts';
import type { Workstation } from '../workstation.ts';

/** A fill of the account, from memory or from the journal. */
export function findFill(station: Workstation, fillId: string): Fill | undefined {
  const recent = station.model.recentFills.get(fillId);
  if (recent) return recent;
  const { accountId } = station.session.description;
  for (const { outcome } of everyRow((page) => station.journal.fills({ accountId }, page))) {
    if (outcome.fill.fillId === fillId) return outcome.fill;
  }
  return undefined;
}

/** Older rows of a list than the window keeps, newest last, ending just before `before`. */
export function answerHistory(station: Workstation, request: RequestOf<'history'>): Answer<'history'> {
  const { before, count, list } = request;
  const model = wholeHistory(station);
  const rows = {
    orders: [...model.orders.values()],
    fills: model.fills,
    closedTrades: model.closedTrades,
  };
  const idOf = { orders: 'orderId', fills: 'fillId', closedTrades: 'tradeId' } as const;
  const all: readonly object[] = rows[list];
  const found =
    before === undefined
      ? -1
      : all.findIndex((row) => (row as Record<string, unknown>)[idOf[list]] === before);
  const end = found < 0 ? all.length : found;
  const from = Math.max(0, end - count);
  return {
    ok: true,
    reply: {
      orders: list === 'orders' ? rows.orders.slice(from, end) : [],
      fills: list === 'fills' ? rows.fills.slice(from, end) : [],
      closedTrades: list === 'closedTrades' ? rows.closedTrades.slice(from, end) : [],
    },
  };
}

function wholeHistory(station: Workstation): ViewModel {
  const { journal, session } = station;
  const { accountId, instruments } = session.description;
  const model = new ViewModel(instruments, Infinity);
  for (const stored of journal.sessions({ accountId })) {
    for (const outcome of journal.outcomes(stored.description.sessionId)) model.apply(outcome);
  }
  return model;
}
