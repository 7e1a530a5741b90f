import type { Instrument } from '../domain/instrument/instrument.ts';
import type { UnixMs } from '../domain/units/time.ts';
import type { DeskDoor, Objection } from './desk-door.ts';
import type { LiveOrders } from './live-orders.ts';
import { type Execution, makeFill } from './make-fill.ts';
import { remainingLots, type VenueOrder } from './venue-order.ts';
import { reasonText } from '../domain/remark/reason.ts';
import { FIXED_REASONS } from '../domain/remark/fixed-reasons.ts';

/** Says what became of an order at a desk, and what that means for its other leg. */
export class DeskTeller {
  readonly #instrument: Instrument;
  readonly #live: LiveOrders;
  readonly #door: DeskDoor;

  constructor(instrument: Instrument, live: LiveOrders, door: DeskDoor) {
    this.#instrument = instrument;
    this.#live = live;
    this.#door = door;
  }

  accept(order: VenueOrder, time: UnixMs): void {
    this.#door.tell(order, time, { kind: 'order-accepted', orderId: order.id, acceptedAt: order.arrivedAt });
  }

  reject(order: VenueOrder, time: UnixMs, { code, measured }: Objection): void {
    this.#live.drop(order);
    this.#door.tell(order, time, { kind: 'order-rejected', orderId: order.id, code, measured });
    this.endOtherLeg(order, FIXED_REASONS['other-leg-turned-away'], time);
  }

  /** An order leaves without having been served; its other leg stays. */
  cancel(order: VenueOrder, because: string, time: UnixMs): void {
    this.#live.drop(order);
    this.#door.tell(order, time, { kind: 'order-canceled', orderId: order.id, because });
  }

  expire(order: VenueOrder, time: UnixMs): void {
    const said = { code: 'no-counterpart', values: { lots: remainingLots(order) } } as const;
    const because = reasonText(said);
    this.#door.tell(order, time, { kind: 'order-expired', orderId: order.id, because, said });
  }

  fill(order: VenueOrder, execution: Execution, time: UnixMs): void {
    const knownAt = this.#door.knownAt(order, time);
    const fill = makeFill(order, execution, { time, knownAt }, this.#instrument);
    this.#door.filled(fill);
    const closed = order.filledLots === order.intent.lots;
    this.#door.tell(order, time, { kind: 'order-filled', fill, filledLots: order.filledLots, closed });
    const other = this.#door.otherLeg(order);
    if (other) other.otherFilledLots = order.filledLots;
    if (remainingLots(order) > 0) return;
    this.endOtherLeg(order, FIXED_REASONS['other-leg-filled'], time);
    if (!closed) this.cancel(order, FIXED_REASONS['other-leg-had-the-rest'], time);
  }

  /** The other leg goes; one that is still on its way is turned away when it arrives. */
  endOtherLeg(order: VenueOrder, because: string, time: UnixMs): void {
    const other = this.#door.otherLeg(order);
    if (!other) return;
    if (other.phase === 'in-flight') other.doomed ??= because;
    else if (other.phase === 'resting' || other.phase === 'waiting') this.cancel(other, because, time);
  }
}
