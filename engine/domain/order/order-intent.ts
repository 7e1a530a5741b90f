import type { InstrumentId } from '../instrument/instrument.ts';
import type { Lots } from '../units/lots.ts';
import type { Ticks } from '../units/ticks.ts';
import type { Side } from './side.ts';

/** `manual` for orders of the user's own hand, otherwise the id of a strategy run. */
export type RunId = string;

export type OrderRole = 'entry' | 'exit' | 'stop';
export type TimeInForce = 'gtc' | 'ioc' | 'fok';

/** How the order asks for its price. */
export type OrderKind =
  | { readonly type: 'market' }
  | {
      readonly type: 'limit';
      readonly limit: Ticks;
      readonly timeInForce: TimeInForce;
      readonly postOnly: boolean;
    }
  | { readonly type: 'stop-market'; readonly trigger: Ticks };

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
  /** Expected gain after costs in bps of notional, as the strategy sees it. */
  readonly edgeBps?: number;
  readonly reason: string;
}
