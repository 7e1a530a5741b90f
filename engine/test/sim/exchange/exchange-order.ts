import type { InstrumentId } from '../../../domain/instrument/instrument.ts';
import type { TimeInForce } from '../../../domain/order/order-intent.ts';
import type { OrderId } from '../../../domain/order/order.ts';
import type { Side } from '../../../domain/order/side.ts';
import { lots } from '../../../domain/units/lots.ts';
import { ticks } from '../../../domain/units/ticks.ts';
import { unixMs } from '../../../domain/units/time.ts';
import type { VenueOrderReport, VenueOrderState } from '../../../domain/venue/venue-report.ts';

/** An order as it truly stands at the exchange. Changed in place; times are unix ms of the exchange. */
export interface ExchangeOrder {
  readonly venueOrderId: string;
  /** Undefined for orders that did not come from us, or that the exchange made itself. */
  readonly orderId: OrderId | undefined;
  readonly instrument: InstrumentId;
  readonly side: Side;
  readonly type: 'market' | 'limit' | 'stop';
  readonly timeInForce: TimeInForce;
  readonly reduceOnly: boolean;
  /** The exchange made it itself, as the stop of a position was set off. */
  readonly isAttached: boolean;
  /** Trigger of the stop that came inside the entry. */
  readonly attachedStop: number | undefined;
  readonly createdAt: number;
  /** From when on a question finds it. */
  readonly visibleAt: number;
  lots: number;
  filledLots: number;
  limit: number | undefined;
  trigger: number | undefined;
  state: VenueOrderState;
  venueTime: number;
  venueCode: string | undefined;
}

export const isLive = ({ state }: ExchangeOrder): boolean => state === 'open' || state === 'triggered';

export const leftOf = (order: ExchangeOrder): number => order.lots - order.filledLots;

/** The order as the exchange tells it. */
export function reportOf(order: ExchangeOrder): VenueOrderReport {
  return {
    ...(order.orderId === undefined ? {} : { orderId: order.orderId }),
    venueOrderId: order.venueOrderId,
    instrument: order.instrument,
    side: order.side,
    lots: lots(order.lots),
    filledLots: lots(order.filledLots),
    state: order.state,
    reduceOnly: order.reduceOnly,
    ...(order.limit === undefined ? {} : { limit: ticks(order.limit) }),
    ...(order.trigger === undefined ? {} : { trigger: ticks(order.trigger) }),
    venueTime: unixMs(order.venueTime),
    ...(order.venueCode === undefined ? {} : { venueCode: order.venueCode }),
  };
}
