import type { InstrumentId } from '../instrument/instrument.ts';
import type { Fill } from '../order/fill.ts';
import type { OrderIntent, RunId } from '../order/order-intent.ts';
import type { Order, OrderId, RejectCode } from '../order/order.ts';
import type { Refusal } from '../order/refusal.ts';
import type { AccountState } from '../portfolio/account.ts';
import type { ClosedTrade } from '../portfolio/closed-trade.ts';
import type { Money } from '../units/money.ts';
import type { UnixMs } from '../units/time.ts';
import type { VoteDecision } from '../vote/vote-decision.ts';
import type { TradingState } from './mode.ts';

/** Something that followed from an event. The journal keeps all of them, in order, for ever. */
export type Outcome =
  | {
      readonly kind: 'strategy-started';
      readonly runId: RunId;
      readonly strategyId: string;
      readonly instrument: InstrumentId;
      readonly params: Readonly<Record<string, number | string | boolean>>;
    }
  | { readonly kind: 'strategy-stopped'; readonly runId: RunId; readonly because: string }
  | {
      readonly kind: 'decision';
      readonly runId: RunId;
      readonly instrument: InstrumentId;
      readonly action: 'enter' | 'exit';
      readonly reason: string;
      readonly measured: Readonly<Record<string, number>>;
    }
  /** `repeats` counts the same refusal of the same run since it was last written down, this one included. */
  | {
      readonly kind: 'intent-refused';
      readonly intent: OrderIntent;
      readonly refusal: Refusal;
      readonly repeats: number;
    }
  | { readonly kind: 'order-submitted'; readonly order: Order }
  | { readonly kind: 'order-accepted'; readonly orderId: OrderId; readonly acceptedAt: UnixMs }
  | {
      readonly kind: 'order-rejected';
      readonly orderId: OrderId;
      readonly code: RejectCode;
      readonly measured: Readonly<Record<string, number>>;
    }
  | { readonly kind: 'order-triggered'; readonly orderId: OrderId; readonly seenTicks: number }
  | {
      readonly kind: 'order-filled';
      readonly fill: Fill;
      readonly filledLots: number;
      readonly closed: boolean;
    }
  | { readonly kind: 'cancel-requested'; readonly orderId: OrderId; readonly because: string }
  | { readonly kind: 'order-canceled'; readonly orderId: OrderId; readonly because: string }
  | { readonly kind: 'order-expired'; readonly orderId: OrderId; readonly because: string }
  | { readonly kind: 'trade-closed'; readonly trade: ClosedTrade }
  | {
      readonly kind: 'funding-paid';
      readonly runId: RunId;
      readonly instrument: InstrumentId;
      readonly amount: Money;
      readonly rateE8: number;
      readonly markTicks: number;
    }
  /** A vote was won by another side than before. Formulas that cast no ballot are left out of its list. */
  | { readonly kind: 'vote-turned'; readonly instrument: InstrumentId; readonly decision: VoteDecision }
  | { readonly kind: 'trading-state'; readonly state: TradingState; readonly because: string }
  | { readonly kind: 'account'; readonly account: AccountState }
  | { readonly kind: 'notice'; readonly level: 'info' | 'warning'; readonly text: string };

/** An outcome with its place in the session: the kernel event it followed from, and its order there. */
export interface RecordedOutcome {
  /** Number of the kernel event, from 1. */
  readonly sequence: number;
  /** Order among the outcomes of the same event, from 0. */
  readonly index: number;
  readonly time: UnixMs;
  readonly outcome: Outcome;
}
