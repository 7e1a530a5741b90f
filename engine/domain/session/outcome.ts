import type { ContractKind, InstrumentId } from '../instrument/instrument.ts';
import type { Fill } from '../order/fill.ts';
import type { OrderIntent, RunId } from '../order/order-intent.ts';
import type { OrderChange } from '../order/order-change.ts';
import type { Order, OrderId, RejectCode } from '../order/order.ts';
import type { Refusal, RefusalCode } from '../order/refusal.ts';
import type { AccountState } from '../portfolio/account.ts';
import type { CashTransfer } from '../portfolio/cash-transfer.ts';
import type { ClosedTrade } from '../portfolio/closed-trade.ts';
import type { Side } from '../order/side.ts';
import type { Lots } from '../units/lots.ts';
import type { Money } from '../units/money.ts';
import type { Ticks } from '../units/ticks.ts';
import type { LimitHit } from '../risk/limit-hit.ts';
import type { LimitName } from '../risk/risk-limits.ts';
import type { RiskRules } from '../risk/risk-policy.ts';
import type { RulePack } from '../risk/rule-pack.ts';
import type { SessionConditions } from '../risk/trading-conditions.ts';
import type { UnixMs } from '../units/time.ts';
import type { DeadManFinding } from '../venue/dead-man-finding.ts';
import type { VenuePhase } from '../venue/venue-condition.ts';
import type { ForcedTrade } from '../venue/forced-trade.ts';
import type { VenueBalance } from '../venue/venue-report.ts';
import type { VenueRequest } from '../venue/venue-request.ts';
import type { VoteDecision } from '../vote/vote-decision.ts';
import type { TradingState } from './mode.ts';
import type { NumberedReason } from '../remark/reason.ts';
import type { LogRemark } from '../remark/log-remark.ts';

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
      /** The reason as its code, where it has numbers in it. */
      readonly said?: NumberedReason;
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
      /** The code a real venue gave. */
      readonly venueCode?: string;
    }
  | { readonly kind: 'order-triggered'; readonly orderId: OrderId; readonly seenTicks: number }
  | {
      readonly kind: 'order-filled';
      readonly fill: Fill;
      readonly filledLots: number;
      readonly closed: boolean;
      /** The order was closed before this fill was known. */
      readonly isLate?: boolean;
      /** More was filled than was asked for. */
      readonly isOverfill?: boolean;
    }
  /** An order that was held back has been let go. */
  | { readonly kind: 'order-sent'; readonly orderId: OrderId; readonly sentAt: UnixMs }
  /** An order that was held back never left. */
  | {
      readonly kind: 'order-denied';
      readonly orderId: OrderId;
      readonly code: RefusalCode;
      readonly measured: Readonly<Record<string, number>>;
    }
  /** No answer says whether the order stands: from now on the venue is asked until it is known. */
  | { readonly kind: 'order-unknown'; readonly orderId: OrderId; readonly because: string }
  /** The venue's history no longer reaches back to the order. */
  | { readonly kind: 'order-lost'; readonly orderId: OrderId; readonly because: string }
  /** An order taken for closed stands at the venue after all. */
  | { readonly kind: 'order-reopened'; readonly orderId: OrderId; readonly because: string }
  /** The order stands as it stood. */
  | { readonly kind: 'cancel-rejected'; readonly orderId: OrderId; readonly because: string }
  /** The venue's own record shows the stop behind an entry. */
  | { readonly kind: 'stop-confirmed'; readonly orderId: OrderId; readonly entryId: OrderId }
  /** Something was told that cannot follow from what is known. It changes nothing. */
  | { readonly kind: 'order-anomaly'; readonly orderId?: OrderId; readonly because: string }
  /** To be sent once the row that holds it is durable. */
  | { readonly kind: 'venue-request'; readonly request: VenueRequest }
  /** How far we are in knowing what the venue knows. */
  | { readonly kind: 'venue-phase'; readonly phase: VenuePhase; readonly because: string }
  /** No entries in this instrument until a person releases it. */
  | { readonly kind: 'symbol-frozen'; readonly instrument: InstrumentId; readonly because: string }
  | { readonly kind: 'symbol-released'; readonly instrument: InstrumentId; readonly because: string }
  /** The venue itself has closed part of what the account holds. */
  | {
      readonly kind: 'closed-by-venue';
      readonly instrument: InstrumentId;
      readonly how: ForcedTrade;
      readonly tradeId: string;
      readonly side: Side;
      readonly lots: Lots;
      readonly ticks: Ticks;
    }
  /** What others than us hold and have resting at the venue: shown, counted, never touched. */
  | {
      readonly kind: 'external-seen';
      readonly instrument: InstrumentId;
      readonly signedLots: number;
      readonly openOrders: number;
    }
  /** What the account has at the venue has changed. */
  | { readonly kind: 'venue-balances'; readonly balances: readonly VenueBalance[] }
  /** Money was put in or taken out, or what nobody can explain is counted as that. */
  | { readonly kind: 'cash-transferred'; readonly transfer: CashTransfer }
  /** The venue has paid or taken funding for what the account holds; who holds it gets their share. */
  | {
      readonly kind: 'funding-told';
      readonly flowId: string;
      readonly instrument: InstrumentId;
      readonly amount: Money;
      readonly venueTime: UnixMs;
    }
  /** A test of the venue's own switch has ended, and nothing of it is left at the venue. */
  | {
      readonly kind: 'dead-man-tested';
      readonly instrument: InstrumentId;
      readonly market: ContractKind;
      readonly finding: DeadManFinding;
      readonly because: string;
      /** What spoke with the venue, and its version. */
      readonly client: string;
    }
  /** Entries may leave until then, by a real venue; `undefined` when that is over. */
  | { readonly kind: 'arming'; readonly until: UnixMs | undefined; readonly because: string }
  | { readonly kind: 'cancel-requested'; readonly orderId: OrderId; readonly because: string }
  /** A person has set the protective stops behind what a run holds to another trigger; the venue follows. */
  | {
      readonly kind: 'stop-moved';
      readonly runId: RunId;
      readonly instrument: InstrumentId;
      /** Where the oldest of them belonged before. */
      readonly from: Ticks;
      readonly trigger: Ticks;
    }
  | {
      readonly kind: 'amend-requested';
      readonly orderId: OrderId;
      readonly change: OrderChange;
      readonly because: string;
    }
  | { readonly kind: 'order-amended'; readonly orderId: OrderId; readonly change: OrderChange }
  /** The order stands as it stood. */
  | {
      readonly kind: 'amend-rejected';
      readonly orderId: OrderId;
      readonly code: RejectCode;
      readonly measured: Readonly<Record<string, number>>;
    }
  | { readonly kind: 'order-canceled'; readonly orderId: OrderId; readonly because: string }
  | {
      readonly kind: 'order-expired';
      readonly orderId: OrderId;
      readonly because: string;
      /** The reason as its code, where it has numbers in it. */
      readonly said?: NumberedReason;
    }
  | { readonly kind: 'trade-closed'; readonly trade: ClosedTrade }
  | {
      readonly kind: 'funding-paid';
      readonly runId: RunId;
      readonly instrument: InstrumentId;
      readonly amount: Money;
      /** Absent where the venue's own record says what was paid. */
      readonly rateE8?: number;
      readonly markTicks?: number;
    }
  /** A vote was won by another side than before. Formulas that cast no ballot are left out of its list. */
  | { readonly kind: 'vote-turned'; readonly instrument: InstrumentId; readonly decision: VoteDecision }
  | { readonly kind: 'limit-hit'; readonly hit: LimitHit }
  /** What a reached limit left behind is over, by itself or by hand. */
  | { readonly kind: 'limit-hit-ended'; readonly hit: LimitHit; readonly because: string }
  /** A limit was asked to be another; it holds from `from` on. */
  | {
      readonly kind: 'limit-set';
      readonly limit: LimitName;
      readonly value: number;
      readonly from: UnixMs;
    }
  | { readonly kind: 'packs-set'; readonly packs: readonly RulePack[]; readonly from: UnixMs }
  | { readonly kind: 'risk-rules-set'; readonly rules: RiskRules }
  | { readonly kind: 'conditions-noted'; readonly conditions: SessionConditions }
  | { readonly kind: 'trading-state'; readonly state: TradingState; readonly because: string }
  | { readonly kind: 'account'; readonly account: AccountState }
  /** How a strategy does alone on an account of its own, and what it earned on the shared one. */
  | {
      readonly kind: 'isolated-account';
      readonly runId: RunId;
      readonly strategyId: string;
      readonly account: AccountState;
      readonly shared: Money;
    }
  /** An entry that was tried as a resting order rests no more; what followed it, if anything, is another order. */
  | {
      readonly kind: 'maker-order-ended';
      readonly strategyId: string;
      readonly orderId: OrderId;
      readonly instrument: InstrumentId;
      readonly askedLots: number;
      readonly filledLots: number;
    }
  /** What the market did after a fill of one. */
  | {
      readonly kind: 'maker-fill-measured';
      readonly strategyId: string;
      readonly orderId: OrderId;
      readonly instrument: InstrumentId;
      readonly lots: number;
      /** From resting to the fill, in ms. */
      readonly waitedMs: number;
      /** Moves of the mid against the filled side in bps after 1, 5 and 30 s; null where there was no mid. */
      readonly adverseBps: readonly (number | null)[];
    }
  | {
      readonly kind: 'notice';
      readonly level: 'info' | 'warning';
      readonly text: string;
      /** The same as its code, where it has one. */
      readonly said?: LogRemark;
    };

/** An outcome with its place in the session: the kernel event it followed from, and its order there. */
export interface RecordedOutcome {
  /** Number of the kernel event, from 1. */
  readonly sequence: number;
  /** Order among the outcomes of the same event, from 0. */
  readonly index: number;
  readonly time: UnixMs;
  readonly outcome: Outcome;
}
