import type { FeedStreamView } from './feed-health.ts';
import type { FlowUpdate } from './flow.ts';
import type {
  AccountView,
  BarView,
  ClosedTradeView,
  EngineView,
  FillView,
  HealthView,
  JobView,
  LogView,
  MarketView,
  OrderView,
  PositionView,
  PrintView,
  RefusalView,
  SessionView,
  StrategyRunView,
} from './views.ts';

/** One change of the view. Lists grow at the end; things with an id are replaced. */
export type ViewChange =
  | { readonly kind: 'session'; readonly session: SessionView }
  | { readonly kind: 'market'; readonly market: MarketView }
  | { readonly kind: 'prints'; readonly instrument: string; readonly prints: readonly PrintView[] }
  | { readonly kind: 'forming-bar'; readonly instrument: string; readonly bar: BarView }
  /** A one-minute bar was closed; charts append it. */
  | { readonly kind: 'bar-closed'; readonly instrument: string; readonly bar: BarView }
  | { readonly kind: 'account'; readonly account: AccountView }
  | { readonly kind: 'order'; readonly order: OrderView }
  | { readonly kind: 'fill'; readonly fill: FillView }
  | { readonly kind: 'positions'; readonly positions: readonly PositionView[] }
  | { readonly kind: 'closed-trade'; readonly trade: ClosedTradeView }
  | { readonly kind: 'run'; readonly run: StrategyRunView }
  | { readonly kind: 'refusal'; readonly refusal: RefusalView }
  | { readonly kind: 'log'; readonly entry: LogView }
  | { readonly kind: 'health'; readonly health: HealthView }
  /** Once a second: every stream of the market anew. */
  | { readonly kind: 'feeds'; readonly feeds: readonly FeedStreamView[] }
  | { readonly kind: 'job'; readonly job: JobView }
  /** Watched order flow moved on; panels keep it, not the view. */
  | { readonly kind: 'flow'; readonly updates: readonly FlowUpdate[] };

/** What the feed port carries, engine to window only. Every message has the next number. */
export type FeedMessage =
  | { readonly type: 'snapshot'; readonly number: number; readonly view: EngineView }
  | { readonly type: 'changes'; readonly number: number; readonly changes: readonly ViewChange[] };

/** How many rows of each list a view keeps; older ones are asked for with `history`. */
export const VIEW_LIMITS = {
  prints: 200,
  closedOrders: 200,
  fills: 200,
  closedTrades: 200,
  refusals: 200,
  log: 300,
} as const;
