import type { InstrumentId } from '../instrument/instrument.ts';
import type { OrderChange } from '../order/order-change.ts';
import type { OrderIntent, RunId } from '../order/order-intent.ts';
import type { OrderId } from '../order/order.ts';
import type { PauseOf } from '../risk/limit-hit.ts';
import type { LimitName } from '../risk/risk-limits.ts';
import type { RiskRules } from '../risk/risk-policy.ts';
import type { RulePack } from '../risk/rule-pack.ts';
import type { SessionConditions } from '../risk/trading-conditions.ts';
import type { Ticks } from '../units/ticks.ts';
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
  /** A person has confirmed the order by hand that was refused for its size under this key. Asked for by the host alone. */
  | { readonly kind: 'confirm-order'; readonly key: string }
  | { readonly kind: 'cancel-order'; readonly orderId: OrderId }
  | { readonly kind: 'amend-order'; readonly orderId: OrderId; readonly change: OrderChange }
  | { readonly kind: 'set-trading-state'; readonly state: TradingState; readonly because: string }
  | { readonly kind: 'flatten'; readonly because: string }
  /** Lets entries leave for a real venue for so long, the first of them small. Asked for by the host alone. */
  | {
      readonly kind: 'arm';
      readonly forMs: number;
      readonly warmUpEntries: number;
      /** With what the person took upon themselves; by hand alone when left out. */
      readonly because?: string;
    }
  | { readonly kind: 'disarm'; readonly because: string }
  /** Lets the venue's own switch run out once on orders of the least size. Asked for by the host alone. */
  | {
      readonly kind: 'test-dead-man';
      readonly instrument: InstrumentId;
      /** What speaks with the venue, and its version. */
      readonly client: string;
    }
  /** A person has looked at a frozen symbol: what others hold there is theirs. */
  | { readonly kind: 'release-symbol'; readonly instrument: InstrumentId; readonly because: string }
  /** What we know of the venue may be old: compare before entries leave. `sleptMs` is 0 where nobody slept. */
  | { readonly kind: 'resynchronize'; readonly sleptMs: number; readonly because: string }
  /** Sets the protective stops behind what a run holds to another trigger, by hand: all of them or, refused, none. */
  | {
      readonly kind: 'move-stop';
      readonly runId: RunId;
      readonly instrument: InstrumentId;
      readonly trigger: Ticks;
    }
  /** A stricter value holds at once, a looser one later and only while nothing real is armed. */
  | { readonly kind: 'set-limit'; readonly limit: LimitName; readonly value: number }
  /** A new pack holds at once, one that is changed or left out until the next UTC day. */
  | { readonly kind: 'set-packs'; readonly packs: readonly RulePack[] }
  | { readonly kind: 'set-risk-rules'; readonly rules: RiskRules }
  /** Ends what a reached limit left behind: of one symbol, of one strategy, or of the account. */
  | { readonly kind: 'end-pause'; readonly of: PauseOf; readonly because: string }
  | { readonly kind: 'note-conditions'; readonly conditions: SessionConditions };

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
