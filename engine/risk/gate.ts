import type { Instrument, InstrumentId } from '../domain/instrument/instrument.ts';
import type { OrderIntent } from '../domain/order/order-intent.ts';
import type { Order } from '../domain/order/order.ts';
import { signOf } from '../domain/order/side.ts';
import type { Refusal } from '../domain/order/refusal.ts';
import type { FixedLimits, RiskSettings } from '../domain/session/session-description.ts';
import type { TradingState } from '../domain/session/mode.ts';
import type { Money } from '../domain/units/money.ts';
import type { LimitHit } from '../domain/risk/limit-hit.ts';
import type { MinimumHold } from '../domain/risk/exit-plan.ts';
import type { RiskLimits } from '../domain/risk/risk-limits.ts';
import type { CorrelationSettings, RulePreset } from '../domain/risk/sizing-settings.ts';
import type { TradingConditions } from '../domain/risk/trading-conditions.ts';
import type { UnixMs } from '../domain/units/time.ts';
import type { EntryCounts } from './record/entry-counts.ts';
import type { RegimeReading } from './sizing/regime-rules.ts';

/** What a gate may look at: the account and the market as they are when the intent is judged. */
export interface Situation {
  readonly time: UnixMs;
  readonly settings: Pick<RiskSettings, 'entrySpacingMs' | 'priceBand'>;
  /** The limits of a session without a policy; undefined where there is one, for then its limits alone hold. */
  readonly fixedLimits: FixedLimits | undefined;
  readonly tradingState: TradingState;
  readonly instrument: Instrument;
  readonly equity: Money;
  readonly feedIsLive: boolean;
  /** Time since its last event in ms; undefined before the first. */
  readonly feedAgeMs: number | undefined;
  /** Best prices in ticks; 0 when that side of the book is empty. */
  readonly bestBid: number;
  readonly bestAsk: number;
  /** Signed lots the run holds of the instrument. */
  readonly runLots: number;
  /** Signed lots the whole account holds of it. */
  readonly netLots: number;
  /** Sum of |position| over all instruments at mark, in ledger units. */
  readonly grossExposure: Money;
  /** Value of open entries in other instruments, each at its own price or mark, in ledger units. */
  readonly pendingElsewhere: Money;
  /** The same without sales on spot, which cost no money. */
  readonly promisedElsewhere: Money;
  /** Run and instrument pairs that hold something. */
  readonly openPositions: number;
  /** Pairs that hold nothing yet and have an entry on its way. */
  readonly openingPositions: number;
  /** Orders still open, of everybody. */
  readonly openOrders: readonly Order[];
  /** When the last entry in this instrument was sent; undefined before the first. */
  readonly lastEntrySentAt: UnixMs | undefined;
  /** What holds besides, from the account's own record. */
  readonly standing: RiskStanding;
}

/** What the account's policy and its record say at the moment an intent is judged. */
export interface RiskStanding {
  /** The limits in force: those of the policy, those of rule packs where they are stricter. */
  readonly limits: RiskLimits;
  readonly conditions: TradingConditions;
  /** The strategy of the run; `manual` for orders by hand. */
  readonly strategyId: string;
  readonly accountEntries: EntryCounts;
  readonly strategyEntries: EntryCounts;
  /** Median value of the last entries in quote units; undefined before there were enough. */
  readonly medianEntryQuote: number | undefined;
  /** Large orders by hand have to be confirmed: where the money is real. */
  readonly confirmsByHand: boolean;
  /** Reached limits that still hold. */
  readonly hits: readonly LimitHit[];
  readonly isKeyKnown: (key: string) => boolean;
  /** Types of order the venue takes; undefined where it takes all. */
  readonly orderTypes: ReadonlySet<string> | undefined;
  readonly timesInForce: ReadonlySet<string> | undefined;
  readonly correlation: CorrelationSettings;
  /** Correlation of returns with what is held, each with the side that is held; only where it is known. */
  readonly correlations: readonly HeldCorrelation[];
  readonly regimeRules: RulePreset;
  readonly regime: RegimeReading | undefined;
  /** Whether the strategy trades the way back to a mean. */
  readonly isReversion: boolean;
  readonly equityTiers: RulePreset;
  /** Symbols that running strategies trade. */
  readonly tradedSymbols: number;
  readonly minimumHold: MinimumHold | undefined;
  /** When the run's position was opened; undefined when it holds none. */
  readonly heldSince: UnixMs | undefined;
}

/** How an instrument moves with one that is held, or has an entry on its way. */
export interface HeldCorrelation {
  readonly instrument: InstrumentId;
  /** Held and on their way. */
  readonly signedLots: number;
  /** Of the sample, and drawn towards none by as much as the sample is small. */
  readonly sample: number;
  readonly shrunk: number;
}

/** One objection: the refusal when the intent must not pass, undefined when this gate has nothing against it. */
export type Gate = (intent: OrderIntent, situation: Situation) => Refusal | undefined;

/** Lots of an instrument in entries that are still open, those that sell below zero. */
export function pendingSignedLots(orders: readonly Order[], instrument: InstrumentId): number {
  let pending = 0;
  for (const order of orders) {
    if (order.instrument !== instrument || order.role !== 'entry') continue;
    pending += signOf(order.side) * (order.lots - order.filledLots);
  }
  return pending;
}

/** Lots of an instrument in entries that are still open. */
export function pendingEntryLots(orders: readonly Order[], instrument: InstrumentId): number {
  let pending = 0;
  for (const order of orders) {
    if (order.instrument === instrument && order.role === 'entry') pending += order.lots - order.filledLots;
  }
  return pending;
}
