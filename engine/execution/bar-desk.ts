import type { VenueBar } from '../domain/market/market-event.ts';
import type { UnixMs } from '../domain/units/time.ts';
import type { BookView } from './book-view.ts';
import type { DeskFloor } from './desk-floor.ts';
import type { Execution } from './make-fill.ts';
import { barOfFill, followBar, inTicks, limitInBar, stopInBar, takeProfitInBar } from './meet-bar.ts';
import type { VenueOrder } from './venue-order.ts';

/** Bar fidelity: orders that rest or wait meet a bar, the worst for them first, because nobody saw what came when. */
export class BarDesk {
  readonly #floor: DeskFloor;

  constructor(floor: DeskFloor) {
    this.#floor = floor;
  }

  /** Stops meet the bar's worst, then take-profits and limits what it traded through. Answers its close in ticks. */
  meet(event: VenueBar, time: UnixMs, book: BookView): number {
    const { live, parts } = this.#floor;
    const bar = barOfFill(event, parts.instrument, book);
    this.#meetWaiting(time, (order, lots) => stopInBar(order, lots, bar));
    this.#meetWaiting(time, (order, lots) => takeProfitInBar(order, lots, bar));
    this.#floor.meet(time, (order, lots) => limitInBar(order, lots, bar, event.openTime));
    for (const order of live.waiting()) followBar(order, bar);
    return inTicks(event.close, parts.instrument);
  }

  #meetWaiting(time: UnixMs, meeting: (order: VenueOrder, lots: number) => Execution | undefined): void {
    for (const order of this.#floor.live.waiting()) {
      // An exit before it may have closed the position.
      if (order.phase !== 'waiting') continue;
      const execution = meeting(order, this.#floor.cappedLots(order));
      if (execution) this.#setOff(order, execution, time);
    }
  }

  #setOff(order: VenueOrder, execution: Execution, time: UnixMs): void {
    const { live, parts, teller } = this.#floor;
    live.drop(order);
    const seenTicks = order.seenTicks ?? execution.ticks;
    parts.door.tell(order, time, { kind: 'order-triggered', orderId: order.id, seenTicks });
    teller.endOtherLeg(order, 'its other leg was set off', time);
    teller.fill(order, execution, time);
    this.#floor.settleRest(order, time, undefined);
    this.#floor.cancelIfFlat(order, time);
  }
}
