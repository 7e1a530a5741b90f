import { type FeedMessage, VIEW_LIMITS, type ViewChange } from '../../engine/contract/feed.ts';
import type { FlowUpdate } from '../../engine/contract/flow.ts';
import type { BarView, EngineView, OrderView } from '../../engine/contract/views.ts';
import { isClosed } from '../../engine/domain/order/order.ts';

/** A one-minute bar that has just been closed. */
export interface ClosedBar {
  readonly instrument: string;
  readonly bar: BarView;
}

/** The window's copy of the engine's view, and how trustworthy it is. */
export interface Replica {
  /** Undefined until the first snapshot. */
  readonly view: EngineView | undefined;
  /** Number of the last message that was applied; -1 before the first. */
  readonly number: number;
  /** A message is missing: nothing is applied until a snapshot comes. */
  readonly hasGap: boolean;
  /** Bars closed by the messages applied last. */
  readonly closedBars: readonly ClosedBar[];
  /** Updates of watched order flow in the messages applied last. */
  readonly flowUpdates: readonly FlowUpdate[];
}

export const EMPTY_REPLICA: Replica = {
  view: undefined,
  number: -1,
  hasGap: false,
  closedBars: [],
  flowUpdates: [],
};

/** Applies messages in order. Pure: the same replica and messages give the same result. */
export function applyMessages(replica: Replica, messages: readonly FeedMessage[]): Replica {
  const closedBars: ClosedBar[] = [];
  const flowUpdates: FlowUpdate[] = [];
  let { view, number, hasGap } = replica;
  for (const message of messages) {
    if (message.type === 'snapshot') {
      ({ view, number } = message);
      hasGap = false;
    } else if (message.number <= number) {
      // Sent before the snapshot that already contains it.
    } else if (hasGap || view === undefined || message.number !== number + 1) {
      hasGap = true;
    } else {
      ({ number } = message);
      view = message.changes.reduce(applyChange, view);
      closedBars.push(...message.changes.filter((change) => change.kind === 'bar-closed'));
      flowUpdates.push(
        ...message.changes.flatMap((change) => (change.kind === 'flow' ? change.updates : [])),
      );
    }
  }
  return { view, number, hasGap, closedBars, flowUpdates };
}

/** One change of the view; parts that did not change keep their identity. */
export function applyChange(view: EngineView, change: ViewChange): EngineView {
  switch (change.kind) {
    case 'session':
      return { ...view, session: change.session };
    case 'market':
      return { ...view, markets: { ...view.markets, [change.market.instrument]: change.market } };
    case 'prints':
      return { ...view, prints: withPrints(view, change) };
    case 'forming-bar':
      return { ...view, formingBars: { ...view.formingBars, [change.instrument]: change.bar } };
    case 'account':
      return { ...view, account: change.account };
    case 'order':
      return { ...view, orders: trimmedOrders(replaced(view.orders, change.order, 'orderId')) };
    case 'fill':
      return { ...view, fills: replaced(view.fills, change.fill, 'fillId').slice(-VIEW_LIMITS.fills) };
    case 'positions':
      return { ...view, positions: change.positions };
    case 'closed-trade':
      return {
        ...view,
        closedTrades: replaced(view.closedTrades, change.trade, 'tradeId').slice(-VIEW_LIMITS.closedTrades),
      };
    case 'run':
      return { ...view, runs: replaced(view.runs, change.run, 'runId') };
    case 'refusal':
      return { ...view, refusals: [...view.refusals, change.refusal].slice(-VIEW_LIMITS.refusals) };
    case 'log':
      return { ...view, log: [...view.log, change.entry].slice(-VIEW_LIMITS.log) };
    case 'health':
      return { ...view, health: change.health };
    case 'feeds':
      return { ...view, feeds: change.feeds };
    case 'job':
      return { ...view, jobs: replaced(view.jobs, change.job, 'jobId') };
    case 'flow':
    case 'bar-closed':
      // Closed bars and order flow are no part of the view; the panels that show them keep them.
      return view;
  }
}

function withPrints(view: EngineView, change: Extract<ViewChange, { kind: 'prints' }>): EngineView['prints'] {
  const before = view.prints[change.instrument] ?? [];
  const after = [...before, ...change.prints].slice(-VIEW_LIMITS.prints);
  return { ...view.prints, [change.instrument]: after };
}

/** Puts an item in the place of the one with the same id, or at the end. */
function replaced<Item, Id extends keyof Item>(list: readonly Item[], item: Item, id: Id): readonly Item[] {
  const at = list.findLastIndex((known) => known[id] === item[id]);
  return at < 0 ? [...list, item] : list.with(at, item);
}

/** Every open order and the newest closed ones. */
function trimmedOrders(orders: readonly OrderView[]): readonly OrderView[] {
  let surplus = orders.filter(({ status }) => isClosed(status)).length - VIEW_LIMITS.closedOrders;
  if (surplus <= 0) return orders;
  return orders.filter(({ status }) => !isClosed(status) || surplus-- <= 0);
}
