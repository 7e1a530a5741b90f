import type { Instrument } from '../domain/instrument/instrument.ts';
import type { QueueOfFill } from '../domain/order/fill-cause.ts';
import { setOffKind } from '../domain/order/order-kind.ts';
import type { UnixMs } from '../domain/units/time.ts';
import type { BookView } from './book-view.ts';
import type { DeskDoor } from './desk-door.ts';
import { DeskTeller } from './desk-teller.ts';
import { LiveOrders } from './live-orders.ts';
import { joinQueue } from './queue-position.ts';
import type { QueueModel } from './queue-model.ts';
import type { Meeting } from './resting-orders.ts';
import type { RunPositions } from './run-positions.ts';
import type { Arrival, FillPreset } from './taking.ts';
import { remainingLots, type VenueOrder } from './venue-order.ts';
import { FIXED_REASONS } from '../domain/remark/fixed-reasons.ts';

/** What a desk works with. */
export interface DeskParts {
  readonly instrument: Instrument;
  readonly positions: RunPositions;
  readonly preset: FillPreset;
  readonly queue: QueueModel;
  /** The same by its name, for the record of a fill; undefined where there is no queue. */
  readonly queueOfFills: QueueOfFill | undefined;
  readonly door: DeskDoor;
}

/** The orders of a desk and what is done with them whatever they met. */
export class DeskFloor {
  readonly parts: DeskParts;
  readonly live = new LiveOrders();
  readonly teller: DeskTeller;

  constructor(parts: DeskParts) {
    this.parts = parts;
    this.teller = new DeskTeller(parts.instrument, this.live, parts.door);
  }

  /** Lots an order may still fill: all that remain, or no more than the run's position if it may only shrink it. */
  cappedLots(order: VenueOrder): number {
    const { instrument, reduceOnly, runId, side } = order.intent;
    const remaining = remainingLots(order);
    if (!reduceOnly) return remaining;
    return Math.min(remaining, this.parts.positions.reducibleLots(runId, instrument, side));
  }

  /** Lets every resting order meet something, the best price first. */
  meet(time: UnixMs, meeting: Meeting): void {
    for (const order of this.live.byPriority()) {
      if (order.phase !== 'resting') continue;
      const execution = meeting(order, this.cappedLots(order));
      if (!execution) continue;
      this.teller.fill(order, execution, time);
      if (remainingLots(order) === 0) this.live.drop(order);
      this.cancelIfFlat(order, time);
    }
  }

  /** What becomes of lots that found no counterpart. */
  settleRest(order: VenueOrder, time: UnixMs, book: BookView | undefined, arrival?: Arrival): void {
    const kind = setOffKind(order.intent.kind);
    if (remainingLots(order) === 0) return;
    if (order.intent.reduceOnly && this.cappedLots(order) === 0) {
      this.teller.cancel(order, FIXED_REASONS['position-is-flat'], time);
    } else if (arrival?.meetsOwn) {
      this.teller.cancel(order, FIXED_REASONS['self-trade-prevention'], time);
    } else if (kind.type === 'limit' && kind.timeInForce === 'gtc') {
      this.live.add(order, 'resting');
      joinQueue(order, book, time);
    } else {
      this.teller.expire(order, time);
    }
  }

  /** With the position goes everything that could only have shrunk it. */
  cancelIfFlat({ intent: { instrument, runId } }: VenueOrder, time: UnixMs): void {
    if (this.parts.positions.signedLots(runId, instrument) !== 0) return;
    for (const order of this.live.reducing(runId))
      this.teller.cancel(order, FIXED_REASONS['position-is-flat'], time);
  }
}
