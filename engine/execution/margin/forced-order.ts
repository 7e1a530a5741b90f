import type { OrderIntent } from '../../domain/order/order-intent.ts';
import type { Order } from '../../domain/order/order.ts';
import type { Outcome } from '../../domain/session/outcome.ts';
import { lots } from '../../domain/units/lots.ts';
import type { UnixMs } from '../../domain/units/time.ts';
import { venueTimeOf } from '../latency.ts';
import { newVenueOrder, type VenueOrder } from '../venue-order.ts';
import type { ForcedClosing } from './margin-keeper.ts';

/** An order the venue makes itself: as it keeps it, as we will know it, and what it says beside. */
export interface ForcedOrder {
  readonly forced: VenueOrder;
  readonly order: Order;
  readonly notice: Outcome;
}

/** The order that closes a position by force, in the market held at `time`. */
export function forcedOrder(
  { cause, instrument, runId, signedLots }: ForcedClosing,
  { id, latency }: Pick<VenueOrder, 'id' | 'latency'>,
  time: UnixMs,
): ForcedOrder {
  const size = Math.abs(signedLots);
  const intent: OrderIntent = {
    runId,
    instrument: instrument.id,
    role: 'exit',
    side: signedLots > 0 ? 'sell' : 'buy',
    lots: lots(size),
    kind: { type: 'market' },
    reduceOnly: true,
    reason: 'liquidation',
  };
  const submittedAt = venueTimeOf(time, latency);
  return {
    forced: newVenueOrder({ id, intent, latency, submittedAt, liquidation: cause }),
    order: { ...intent, id, status: 'sending', filledLots: lots(0), submittedAt },
    notice: {
      kind: 'notice',
      level: 'warning',
      text: `${instrument.id}: the venue liquidated ${size} lots of ${runId}`,
    },
  };
}
