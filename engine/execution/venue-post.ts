import type { InstrumentId } from '../domain/instrument/instrument.ts';
import type { DrawnLatency } from '../domain/order/fill-cause.ts';
import type { OrderChange } from '../domain/order/order-change.ts';
import type { OrderId } from '../domain/order/order.ts';
import type { Outcome } from '../domain/session/outcome.ts';
import { type UnixMs, unixMs } from '../domain/units/time.ts';
import { knownAt, meetsBookAt } from './latency.ts';
import { type Due, Schedule } from './schedule.ts';
import type { VenueMessage } from './venue-state.ts';

/** Set-off stops meet the book this much later, in ms, so that it holds the trade that set them off. */
const TRIGGER_MS = 1;

/** What is on its way between us and the simulated venue, by the delays of each order. */
export class VenuePost {
  readonly #schedule = new Schedule<VenueMessage>();
  /** When the last that the venue has told is known. */
  #heardUntil: UnixMs = unixMs(0);

  /** Time of the first thing to arrive. */
  get next(): UnixMs | undefined {
    return this.#schedule.next;
  }

  /** Takes the first thing that has arrived by a time; what the venue has told alone, if so wished. */
  take(time: UnixMs, which: 'all' | 'told' = 'all'): VenueMessage | undefined {
    return this.#schedule.take(time, which === 'all' ? undefined : ({ kind }) => kind === 'known')?.what;
  }

  sendOrder(orderId: OrderId, sentAt: UnixMs, latency: DrawnLatency): void {
    this.#schedule.add(meetsBookAt(sentAt, latency), { kind: 'arrival', orderId });
  }

  sendCancel(
    cancel: { readonly orderId: OrderId; readonly instrument: InstrumentId; readonly because: string },
    sentAt: UnixMs,
    latency: DrawnLatency,
  ): void {
    this.#schedule.add(meetsBookAt(sentAt, latency), { kind: 'cancel', ...cancel });
  }

  sendAmend(
    amend: { readonly orderId: OrderId; readonly instrument: InstrumentId; readonly change: OrderChange },
    sentAt: UnixMs,
    latency: DrawnLatency,
  ): void {
    this.#schedule.add(meetsBookAt(sentAt, latency), { kind: 'amend', ...amend });
  }

  /** An order that was set off at `time` is to meet the book. */
  setOff(orderId: OrderId, time: UnixMs): void {
    this.#schedule.add(unixMs(time + TRIGGER_MS), { kind: 'set-off', orderId });
  }

  /**
   * When we learn of what happens to an order in the market held at `time`. The venue tells over one line:
   * nothing overtakes what it told before.
   */
  knownAt(latency: DrawnLatency, time: UnixMs): UnixMs {
    const at = knownAt(time, latency);
    return at < this.#heardUntil ? this.#heardUntil : at;
  }

  /** The venue tells something that will be known as `knownAt` says. */
  tell(outcome: Outcome, latency: DrawnLatency, time: UnixMs): void {
    this.#heardUntil = this.knownAt(latency, time);
    this.#schedule.add(this.#heardUntil, { kind: 'known', outcome });
  }

  entries(): readonly Due<VenueMessage>[] {
    return this.#schedule.entries();
  }

  restore(entries: readonly Due<VenueMessage>[]): void {
    this.#schedule.restore(entries);
    const told = entries.filter(({ what }) => what.kind === 'known').map(({ at }) => at);
    this.#heardUntil = unixMs(Math.max(0, ...told));
  }
}

/** Whether nothing of an order is left after an outcome. */
export const endsOrder = (outcome: Outcome): boolean =>
  outcome.kind === 'order-rejected' ||
  outcome.kind === 'order-canceled' ||
  outcome.kind === 'order-expired' ||
  (outcome.kind === 'order-filled' && outcome.closed);
