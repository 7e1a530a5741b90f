import type { Instrument } from '../domain/instrument/instrument.ts';
import type { RunId } from '../domain/order/order-intent.ts';
import { isClosed, type Order, type OrderId } from '../domain/order/order.ts';
import type { KernelRooms } from './kernel-rooms.ts';

/** Closes at market what a run holds of an instrument. */
type Close = (runId: RunId, instrument: Instrument, because: string) => void;

/** Entries on their way whose fills are to be closed again, until nothing of them is left. */
export class UnwantedEntries {
  readonly #rooms: KernelRooms;
  readonly #reasons = new Map<OrderId, string>();

  constructor(rooms: KernelRooms) {
    this.#rooms = rooms;
  }

  /** Why what each still fills is to be closed. */
  get reasons(): ReadonlyMap<OrderId, string> {
    return this.#reasons;
  }

  restore(orderId: OrderId, because: string): void {
    this.#reasons.set(orderId, because);
  }

  /** From now on, what open entries of one run or of all still fill is closed again. */
  disown(because: string, runId?: RunId): void {
    for (const order of this.#rooms.venue.openOrders()) {
      if (order.role === 'entry' && (runId === undefined || order.runId === runId))
        this.#reasons.set(order.id, because);
    }
  }

  /** Closes what they have filled since, until it is closed: there may be no market for it at first. */
  closeFilled(close: Close): void {
    const { instruments, venue } = this.#rooms;
    for (const [orderId, because] of this.#reasons) {
      const order = venue.order(orderId);
      const instrument = order && instruments.get(order.instrument);
      if (!order || !instrument || this.#isOver(order)) this.#reasons.delete(orderId);
      else if (order.filledLots > 0) close(order.runId, instrument, because);
    }
  }

  /** Nothing more will be filled of an order, and nothing that it filled is held. */
  #isOver({ filledLots, instrument, runId, status }: Order): boolean {
    return isClosed(status) && (filledLots === 0 || this.#rooms.ledger.signedLots(runId, instrument) === 0);
  }
}
