import type { Instrument } from '../../domain/instrument/instrument.ts';
import type { OrderIntent, RunId } from '../../domain/order/order-intent.ts';
import type { OrderId, OrderStatus } from '../../domain/order/order.ts';
import type { TradingState } from '../../domain/session/mode.ts';
import type { Ticks } from '../../domain/units/ticks.ts';
import type { UnixMs } from '../../domain/units/time.ts';
import type { ToldReason } from '../../domain/remark/reason.ts';

/** Why a position is closed, and how much of it. */
export interface ClosingWish extends ToldReason {
  /** All of it when left out. */
  readonly lots?: number;
  /** A strategy wishes it; it may have to wait. */
  readonly isWish?: boolean;
  /** The exit plan wants it. */
  readonly isPlanned?: boolean;
}

/** What holds at a moment. */
export interface Moment {
  readonly time: UnixMs;
  readonly tradingState: TradingState;
}

/** How the risk desk acts: through the order desk and the kernel, never past them. */
export interface RiskDoor {
  setTradingState(state: TradingState, because: string): void;
  flatten(because: string): void;
  close(runId: RunId, instrument: Instrument, wish: ClosingWish, now: Moment): boolean;
  closeEverything(because: string, now: Moment): void;
  moveStop(entryId: OrderId, trigger: Ticks, time: UnixMs): void;
  propose(intent: OrderIntent, now: Moment): OrderId | undefined;
  cancel(orderId: OrderId, because: string, time: UnixMs): void;
  cancelEntries(because: string, time: UnixMs, of?: EntriesOf): void;
}

/** Which resting entries are meant. */
export interface EntriesOf {
  readonly runId?: RunId;
  readonly instrument?: string;
  readonly status?: OrderStatus;
}
