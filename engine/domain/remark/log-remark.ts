import type { RejectCode } from '../order/order.ts';
import type { RefusalCode } from '../order/refusal.ts';
import type { Side } from '../order/side.ts';
import type { CashTransfer } from '../portfolio/cash-transfer.ts';
import type { LimitAction, LimitHitCode } from '../risk/limit-hit.ts';
import type { LimitName } from '../risk/risk-limits.ts';
import type { ModeBadge, TradingState } from '../session/mode.ts';
import type { DeadManFinding } from '../venue/dead-man-finding.ts';
import type { ForcedTrade } from '../venue/forced-trade.ts';
import type { VenuePhase } from '../venue/venue-condition.ts';
import type { NumberedReason } from './reason.ts';
import type { Coded, WordingFormat } from './wording.ts';

/** A reason as it was recorded, and its code where it has numbers in it. */
export interface Because {
  readonly text: string;
  readonly said?: NumberedReason;
}
type Measured = Readonly<Record<string, number>>;
interface OfOrder {
  readonly orderId: string;
  readonly because: Because;
}
interface OfInstrument {
  readonly instrument: string;
  readonly because: Because;
}

/** What the log says, and the values in each line. Amounts are in quote units. */
export interface LogValues {
  readonly 'session-open': {
    readonly badge: ModeBadge;
    readonly sessionId: string;
    readonly continues: string | null;
  };
  readonly 'recording-ended': { readonly hash: string };
  readonly 'feed-status': { readonly instrument: string; readonly status: string; readonly detail: string };
  readonly 'funding-paid': {
    readonly instrument: string;
    readonly amountQuote: number;
    readonly runId: string;
  };
  readonly 'strategy-started': {
    readonly strategyId: string;
    readonly instrument: string;
    readonly runId: string;
  };
  readonly 'strategy-stopped': { readonly runId: string; readonly because: Because };
  readonly 'stop-moved': {
    readonly instrument: string;
    readonly runId: string;
    readonly fromTicks: number;
    readonly toTicks: number;
  };
  readonly 'trading-state': { readonly state: TradingState; readonly because: Because };
  readonly decision: {
    readonly runId: string;
    readonly action: 'enter' | 'exit';
    readonly because: Because;
  };
  readonly 'limit-hit': {
    readonly code: LimitHitCode;
    readonly action: LimitAction;
    /** The strategy or instrument it is about; empty for the account. */
    readonly of: string;
    readonly measured: Measured;
  };
  readonly 'limit-hit-ended': { readonly code: LimitHitCode; readonly because: Because };
  readonly 'limit-set': { readonly limit: LimitName; readonly value: number };
  readonly 'packs-set': { readonly titles: string };
  readonly 'risk-rules-set': object;
  readonly 'amend-rejected': {
    readonly orderId: string;
    readonly code: RejectCode;
    readonly measured: Measured;
  };
  readonly 'order-denied': {
    readonly orderId: string;
    readonly code: RefusalCode;
    readonly measured: Measured;
  };
  readonly 'order-unknown': OfOrder;
  readonly 'order-lost': OfOrder;
  readonly 'order-reopened': OfOrder;
  readonly 'cancel-rejected': OfOrder;
  readonly 'venue-phase': { readonly phase: VenuePhase; readonly because: Because };
  readonly 'symbol-frozen': OfInstrument;
  readonly 'symbol-released': OfInstrument;
  readonly 'external-seen': {
    readonly instrument: string;
    readonly lots: number;
    readonly orders: number;
  };
  readonly 'cash-transferred': {
    readonly amountQuote: number;
    readonly reason: CashTransfer['reason'];
    readonly detail: string;
  };
  readonly 'closed-by-venue': {
    readonly instrument: string;
    readonly how: ForcedTrade;
    readonly side: Side;
    readonly lots: number;
    readonly ticks: number;
  };
  readonly 'dead-man-tested': { readonly finding: DeadManFinding; readonly because: Because };
  readonly 'entries-taken-back': { readonly entries: number };
  readonly armed: { readonly untilMs: number };
  readonly disarmed: { readonly because: Because };
}

/** A line of the log as its code. */
export type LogRemark = Coded<LogValues>;

/** How values are written within a line of the log. */
export interface LogFormat extends WordingFormat {
  reason(because: Because): string;
  measured(measured: Measured): string;
  moment(ms: number): string;
  limit(name: LimitName, value: number): string;
}
