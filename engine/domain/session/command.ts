import type { InstrumentId } from '../instrument/instrument.ts';
import type { OrderIntent, RunId } from '../order/order-intent.ts';
import type { OrderId } from '../order/order.ts';
import type { UnixMs } from '../units/time.ts';
import type { TradingState } from './mode.ts';

/** What a person or a schedule tells the kernel to do. Part of the event log, so a replay repeats it. */
export type KernelCommand =
  /** The history is over: from here on accounts, orders and strategies live. Before it only the market does. */
  | { readonly kind: 'begin' }
  | {
      readonly kind: 'start-strategy';
      readonly runId: RunId;
      readonly strategyId: string;
      readonly instrument: InstrumentId;
      readonly params: Readonly<Record<string, number | string | boolean>>;
    }
  | { readonly kind: 'stop-strategy'; readonly runId: RunId; readonly openPosition: 'keep' | 'close' }
  | { readonly kind: 'place-order'; readonly intent: OrderIntent }
  | { readonly kind: 'cancel-order'; readonly orderId: OrderId }
  | { readonly kind: 'set-trading-state'; readonly state: TradingState; readonly because: string }
  | { readonly kind: 'flatten'; readonly because: string };

export interface CommandEvent {
  readonly kind: 'command';
  readonly time: UnixMs;
  readonly command: KernelCommand;
}

/** Time passing with no market event, so that delays and deadlines come due. */
export interface ClockEvent {
  readonly kind: 'clock';
  readonly time: UnixMs;
}
