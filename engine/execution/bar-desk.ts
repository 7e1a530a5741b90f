import type { VenueBar } from '../domain/market/market-event.ts';
import { FIXED_REASONS } from '../domain/remark/fixed-reasons.ts';
import type { UnixMs } from '../domain/units/time.ts';
import { BarOffer, inTicks } from './bar-offer.ts';
import type { BookView } from './book-view.ts';
import type { DeskFloor } from './desk-floor.ts';
import { followBar, limitInBar, type SetOffInBar, stopInBar, takeProfitInBar } from './meet-bar.ts';
import { remainingLots, type VenueOrder } from './venue-order.ts';

type WaitingMeeting = (order: VenueOrder, lots: number) => SetOffInBar | undefined;

/** Bar fidelity: orders that rest or wait meet a bar, the worst for them first, because nobody saw what came when. */
export class BarDesk {
  readonly #floor: DeskFloor;
  #last: VenueBar | undefined;

  constructor(floor: DeskFloor) {
    this.#floor = floor;
  }

  /** A bar that no order meets: the next one is judged by its range and volume. */
  see(bar: VenueBar): void {
    this.#last = bar;
  }

  /**
   * Stops meet the bar's worst, then take-profits and limits what it traded through. Answers its close in ticks;
   * undefined for a bar of another length than those the book is made from: it holds what others told before.
   */
  meet(event: VenueBar, time: UnixMs, book: BookView): number | undefined {
    const { live, parts } = this.#floor;
    const before = this.#last ?? event;
    if (before.intervalMs !== event.intervalMs) return undefined;
    this.#last = event;
    const bar = new BarOffer({ bar: event, before }, parts.instrument, book);
    this.#meetWaiting(bar, time, (order, lots) => stopInBar(order, lots, bar));
    this.#meetWaiting(bar, time, (order, lots) => takeProfitInBar(order, lots, bar));
    this.#floor.meet(time, (order, lots) => {
      const execution = limitInBar(order, lots, bar);
      bar.use(execution?.lots ?? 0);
      return execution;
    });
    for (const order of live.waiting()) followBar(order, bar);
    return inTicks(event.close, parts.instrument);
  }

  #meetWaiting(bar: BarOffer, time: UnixMs, meeting: WaitingMeeting): void {
    for (const order of this.#floor.live.waiting()) {
      // An exit before it may have closed the position.
      if (order.phase !== 'waiting') continue;
      const met = meeting(order, this.#floor.cappedLots(order));
      if (!met) continue;
      bar.use(met.execution?.lots ?? 0);
      this.#setOff(order, met, time);
    }
  }

  /** What the bar has no room for meets the book that is made from it. */
  #setOff(order: VenueOrder, { execution, seenTicks }: SetOffInBar, time: UnixMs): void {
    const { live, parts, teller } = this.#floor;
    order.phase = 'triggered';
    order.seenTicks = seenTicks;
    parts.door.tell(order, time, { kind: 'order-triggered', orderId: order.id, seenTicks });
    teller.endOtherLeg(order, FIXED_REASONS['other-leg-set-off'], time);
    if (execution) teller.fill(order, execution, time);
    if (remainingLots(order) === 0) live.drop(order);
    else if (this.#floor.cappedLots(order) > 0) parts.door.triggered(order, time);
    this.#floor.cancelIfFlat(order, time);
  }
}
