import type { InstrumentId } from '../instrument/instrument.ts';
import type { Lots } from '../units/lots.ts';
import type { Ticks } from '../units/ticks.ts';
import type { UnixMs } from '../units/time.ts';
import type { Side } from './side.ts';
import type { NumberedReason } from '../remark/reason.ts';

/** `manual` for orders of the user's own hand, otherwise the id of a strategy run. */
export type RunId = string;

export type OrderRole = 'entry' | 'exit' | 'stop';
export type TimeInForce = 'gtc' | 'ioc' | 'fok';

/** How an order with a limit behaves in the book. */
interface LimitTerms {
  readonly limit: Ticks;
  readonly timeInForce: TimeInForce;
  readonly postOnly: boolean;
}

/**
 * How the order asks for its price. Stops wait until the market trades at their trigger against them (a sell
 * stop at or below it), take-profits until it trades there in their favor; then they are market or limit orders.
 */
export type OrderKind =
  | { readonly type: 'market' }
  | ({ readonly type: 'limit' } & LimitTerms)
  | { readonly type: 'stop-market'; readonly trigger: Ticks }
  | ({ readonly type: 'stop-limit'; readonly trigger: Ticks } & LimitTerms)
  | { readonly type: 'take-profit-market'; readonly trigger: Ticks }
  | ({ readonly type: 'take-profit-limit'; readonly trigger: Ticks } & LimitTerms)
  /** A stop whose trigger follows the best trade at `distance` ticks, from the first trade at `activation` on. */
  | { readonly type: 'trailing-stop'; readonly distance: Ticks; readonly activation?: Ticks };

/** A reduce-only limit order that follows the fills of an entry. */
export interface BracketTarget {
  readonly at: Ticks;
  /** Lots of the whole entry that leave here; all targets together are no more than the entry. */
  readonly lots: Lots;
}

/** What somebody would like to do, sized and priced, before any risk gate has looked at it. */
export interface OrderIntent {
  readonly runId: RunId;
  readonly instrument: InstrumentId;
  readonly role: OrderRole;
  readonly side: Side;
  readonly lots: Lots;
  readonly kind: OrderKind;
  /** May only make the run's position smaller. Exits and stops always are. */
  readonly reduceOnly: boolean;
  /** Where the protective stop of an entry goes; an entry without one is refused. */
  readonly protectiveStop?: Ticks;
  /** One cancels the other: a second order for the same lots, which goes as this one fills, and the reverse. */
  readonly otherLeg?: OrderKind;
  /** Bracket: where lots of an entry leave with a gain once they are filled. */
  readonly targets?: readonly BracketTarget[];
  /** Expected gain after costs in bps of notional, as the strategy sees it. */
  readonly edgeBps?: number;
  /** Chosen by who asks, once for each wish: the same key is never taken twice. */
  readonly key?: string;
  /** When its signal was seen, and for how long that counts, in ms. */
  readonly signal?: { readonly at: UnixMs; readonly validMs: number };
  /** A person has confirmed a size that needs it. */
  readonly isConfirmed?: boolean;
  /** How sure the strategy is, 0 to 1. */
  readonly conviction?: number;
  /** An exit that a strategy wishes for; one that protects, and one by hand, never has to wait. */
  readonly isWish?: boolean;
  /** Goes on with an entry that rested in vain: for its strategy it is the same one. */
  readonly isContinued?: boolean;
  /** An exit of the exit plan. */
  readonly isPlanned?: boolean;
  readonly reason: string;
  /** The reason as its code, where it has numbers in it. */
  readonly said?: NumberedReason;
}
