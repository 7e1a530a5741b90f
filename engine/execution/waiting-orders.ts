import type { TradePrint } from '../domain/market/market-event.ts';
import type { UnixMs } from '../domain/units/time.ts';
import type { DeskDoor, Objection } from './desk-door.ts';
import type { DeskTeller } from './desk-teller.ts';
import type { LiveOrders } from './live-orders.ts';
import { followTrade, isSetOffBy, triggerOf } from './triggers.ts';
import type { VenueOrder } from './venue-order.ts';
import { FIXED_REASONS } from '../domain/remark/fixed-reasons.ts';

/** The orders of a desk that wait for a trade to set them off: stops, take-profits and trailing stops. */
export class WaitingOrders {
  readonly #live: LiveOrders;
  readonly #teller: DeskTeller;
  readonly #door: DeskDoor;

  constructor(live: LiveOrders, teller: DeskTeller, door: DeskDoor) {
    this.#live = live;
    this.#teller = teller;
    this.#door = door;
  }

  /** Takes an order in, unless the last trade would set it off at once. */
  place(order: VenueOrder, lastTicks: number, time: UnixMs): void {
    followTrade(order, lastTicks);
    const objection = this.#refusalOf(order) ?? wouldTrigger(order, lastTicks);
    if (objection) {
      this.#teller.reject(order, time, objection);
      return;
    }
    this.#teller.accept(order, time);
    this.#live.add(order, 'waiting');
    // The new stop stands before the old one goes: there is no moment without one.
    const replaced = order.replaces === undefined ? undefined : this.#live.find(order.replaces);
    if (replaced?.phase === 'waiting') this.#teller.cancel(replaced, `replaced by ${order.id}`, time);
  }

  /** A trade of others sets off whoever waits for its price. */
  onTrade(event: TradePrint, time: UnixMs): void {
    for (const order of this.#live.waiting()) {
      // The other leg of one set off before has gone meanwhile.
      if (order.phase !== 'waiting') continue;
      followTrade(order, event.ticks);
      if (isSetOffBy(order, event.ticks)) this.#setOff(order, event, time);
    }
  }

  #setOff(order: VenueOrder, event: TradePrint, time: UnixMs): void {
    order.phase = 'triggered';
    order.seenTicks = event.ticks;
    this.#door.tell(order, time, { kind: 'order-triggered', orderId: order.id, seenTicks: event.ticks });
    this.#teller.endOtherLeg(order, FIXED_REASONS['other-leg-set-off'], time);
    this.#door.triggered(order, time);
  }

  #refusalOf(order: VenueOrder): Objection | undefined {
    if (order.protects === undefined || !this.#door.refusesStop(order)) return undefined;
    return { code: 'stop-not-confirmed', measured: { triggerTicks: triggerOf(order)?.ticks ?? 0 } };
  }
}

/** Whether the last trade would set off an order that is to wait. */
export function wouldTrigger(order: VenueOrder, lastTicks: number): Objection | undefined {
  if (!isSetOffBy(order, lastTicks)) return undefined;
  return { code: 'stop-would-trigger', measured: { triggerTicks: triggerOf(order)?.ticks ?? 0, lastTicks } };
}
