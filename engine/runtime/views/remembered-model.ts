import type { SessionDescription } from '../../domain/session/session-description.ts';
import { moneyToNumber } from '../../domain/units/money.ts';
import type { Journal } from '../../journal/journal.ts';
import { everyRow } from '../../journal/queries/page.ts';
import type { RecentPlace } from '../../journal/queries/recent.ts';
import { storedOrderView } from './stored-order-view.ts';
import { ViewModel } from './view-model.ts';

/** Outcomes a window looks back on: as many as can be read before anybody notices. */
const MOST_OUTCOMES = 5000;

/**
 * What happened before a session on the same account, as the window lists it: the latest outcomes, and what stands
 * from before them. A list that is short for that is continued by `history`.
 */
export function rememberedModel(
  journal: Journal,
  { accountId, instruments }: SessionDescription,
  most = MOST_OUTCOMES,
): ViewModel {
  const model = new ViewModel(instruments);
  const place = journal.recentPlace({ accountId }, most);
  if (place) recall(model, journal, { accountId, instruments, place });
  const sessions = journal.sessions({ accountId });
  const first = sessions.findIndex(({ description }) => description.sessionId === place?.sessionId);
  for (const { description } of sessions.slice(Math.max(0, first))) {
    const from = description.sessionId === place?.sessionId ? place.sequence : 0;
    for (const outcome of journal.outcomes(description.sessionId, from)) model.apply(outcome);
  }
  return model;
}

type Before = Pick<SessionDescription, 'accountId' | 'instruments'> & { readonly place: RecentPlace };

/** What stands from before a place: runs, what they earned, and orders that are not over. */
function recall(model: ViewModel, journal: Journal, { accountId, instruments, place }: Before): void {
  const scope = { accountId };
  const upTo = place.row - 1;
  const totals = journal
    .earnings(accountId, place.row)
    .map(
      ({ closedTrades, netPnl, runId }) =>
        [runId, { closedTrades, netPnlQuote: moneyToNumber(netPnl) }] as const,
    );
  const stored = journal.openOrders(accountId, place.row);
  const changes = Map.groupBy(
    journal.orderChanges(
      accountId,
      stored.map(({ order }) => order.id),
    ),
    ({ orderId }) => orderId,
  );
  const orders = stored.flatMap((row) => {
    const instrument = instruments.find(({ id }) => id === row.order.instrument);
    return instrument ? [storedOrderView(row, instrument, changes.get(row.order.id) ?? [])] : [];
  });
  model.recall(orders, new Map(totals));
  const started = [...everyRow((page) => journal.ofKind('strategy-started', scope, { ...page, upTo }))];
  const stopped = [...everyRow((page) => journal.ofKind('strategy-stopped', scope, { ...page, upTo }))];
  for (const outcome of [...started, ...stopped].toSorted((a, b) => a.time - b.time)) model.apply(outcome);
}
