import type { Instrument, InstrumentId } from '../domain/instrument/instrument.ts';
import type { OrderIntent, RunId } from '../domain/order/order-intent.ts';
import type { Order } from '../domain/order/order.ts';
import type { Refusal } from '../domain/order/refusal.ts';
import type { RiskSettings } from '../domain/session/session-description.ts';
import type { TradingState } from '../domain/session/mode.ts';
import type { Money } from '../domain/units/money.ts';
import type { UnixMs } from '../domain/units/time.ts';

/** What a gate may look at: the account and the market as they are when the intent is judged. */
export interface Situation {
  readonly time: UnixMs;
  readonly settings: RiskSettings;
  readonly tradingState: TradingState;
  readonly instrument: Instrument;
  readonly equity: Money;
  readonly feedIsLive: boolean;
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
  /** Run and instrument pairs that hold something. */
  readonly openPositions: number;
  /** Pairs that hold nothing yet and have an entry on its way. */
  readonly openingPositions: number;
  /** Orders still open, of everybody. */
  readonly openOrders: readonly Order[];
  /** When the last entry in this instrument was sent; undefined before the first. */
  readonly lastEntrySentAt: UnixMs | undefined;
}

/** One objection: the refusal when the intent must not pass, undefined when this gate has nothing against it. */
export type Gate = (intent: OrderIntent, situation: Situation) => Refusal | undefined;

/** Lots of one run and instrument in entries that are still open. */
export function pendingEntryLots(orders: readonly Order[], instrument: InstrumentId, runId?: RunId): number {
  let pending = 0;
  for (const order of orders) {
    const mine = order.instrument === instrument && (runId === undefined || order.runId === runId);
    if (mine && order.role === 'entry') pending += order.lots - order.filledLots;
  }
  return pending;
}
