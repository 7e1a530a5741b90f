import { isClosed } from '../../domain/order/order.ts';
import type { VenueOrderReport } from '../../domain/venue/venue-report.ts';
import { TOOK_ITS_PLACE } from '../tend-cover.ts';
import { isOurs } from '../orders/order-number.ts';
import type { Inquiries } from './inquiries.ts';
import type { LiveStreet } from './live-street.ts';
import { PACE } from './live-settings.ts';
import type { OrderRecord } from './order-record.ts';
import { changeSettlesAt, differenceFrom, isSpotStop } from './stop-moves.ts';
import { FIXED_REASONS } from '../../domain/remark/fixed-reasons.ts';

/** Where a report of an order comes from. */
export interface Sighting {
  /** When it was asked for; undefined when the venue told it by itself. */
  readonly askedAt: number | undefined;
  /** It is from the venue's record, not part of the answer to our own request. */
  readonly isReadBack: boolean;
}

/** What the reader leaves to the part that sends. */
export interface ReaderDoor {
  /** Whether the answer to a change or a cancel is still awaited: what is seen meanwhile may be from before it. */
  awaits(record: OrderRecord): boolean;
  /** The order stands though it was to be taken back. */
  stillStands(record: OrderRecord): void;
}

/** Turns what the venue shows of orders into steps of their lives. Older reports than the newest are left out. */
export class OrderReader {
  readonly #street: LiveStreet;
  readonly #inquiries: Inquiries;
  readonly #door: ReaderDoor;

  constructor(street: LiveStreet, inquiries: Inquiries, door: ReaderDoor) {
    this.#street = street;
    this.#inquiries = inquiries;
    this.#door = door;
  }

  read(report: VenueOrderReport, sighting: Sighting): void {
    const { records } = this.#street;
    const record = records.find(report.orderId, report.venueOrderId);
    if (!record) return this.#readForeign(report);
    if (report.venueTime < record.reportedAt) return;
    const { order } = record;
    if (order.instrument !== report.instrument || order.side !== report.side || order.status === 'denied') {
      this.#street.anomaly(`the venue shows another order as ${report.venueOrderId}`, record);
      return this.#street.freeze(order.instrument, `the venue shows another order under the id ${order.id}`);
    }
    record.reportedAt = report.venueTime;
    records.nameAtVenue(record, report.venueOrderId);
    if (report.filledLots > order.filledLots) this.#inquiries.open(record, 0);
    if (report.state === 'open' || report.state === 'triggered') this.#standing(record, report, sighting);
    else this.#over(record, report);
  }

  /** After trades were read: what the venue called over is over once its fills are counted. */
  finish(record: OrderRecord): void {
    const { ending } = record;
    if (!ending || ending.filledLots > record.order.filledLots) return;
    record.ending = undefined;
    record.inquiry = undefined;
    if (!isClosed(record.order.status)) this.#end(record, ending);
    record.isFinal = true;
  }

  /** All open orders of the account as of `askedAt`: ours that are missing are asked for. */
  readAll(reports: readonly VenueOrderReport[], askedAt: number): void {
    const shown = new Set<OrderRecord>();
    const foreign = new Set<string>();
    for (const report of reports) {
      this.read(report, { askedAt, isReadBack: true });
      const record = this.#street.records.find(report.orderId, report.venueOrderId);
      if (record) shown.add(record);
      else foreign.add(report.venueOrderId);
    }
    this.#street.foreign.keepOnly(foreign);
    for (const record of this.#street.records.open()) {
      const { acceptedAt = record.sentAt, status } = record.order;
      const stands = status === 'working' || status === 'triggered';
      if (stands && !shown.has(record) && askedAt > (acceptedAt ?? askedAt) + PACE.propagation)
        this.#inquiries.open(record, 0);
    }
  }

  #standing(record: OrderRecord, report: VenueOrderReport, sighting: Sighting): void {
    const { now } = this.#street;
    if (isClosed(record.order.status)) return this.#standsAfterAll(record, report, sighting);
    const { id, status } = record.order;
    if (status === 'intent') return this.#street.anomaly('it is shown at the venue and has not left', record);
    if (status === 'sending' || status === 'unknown')
      this.#street.apply(record, { kind: 'order-accepted', orderId: id, acceptedAt: now });
    if (status === 'amending') this.#readChange(record, report, sighting);
    if (status === 'canceling' && this.#isAfter(record, sighting, record.cancel?.nextAt))
      this.#door.stillStands(record);
    if (report.state === 'triggered' && record.order.status === 'working')
      this.#street.apply(record, { kind: 'order-triggered', orderId: id, seenTicks: report.trigger ?? 0 });
    if (record.order.status !== 'amending' && record.order.status !== 'canceling')
      this.#inquiries.close(record);
    if (sighting.isReadBack) {
      this.#readPlace(record, report, sighting);
      this.#confirmStop(record, report);
    }
  }

  /**
   * A stop whose change was answered, or given up, is where and as large as the venue's record shows it, once that has
   * had time to show the change: one that was given up may have come late.
   */
  #readPlace(record: OrderRecord, report: VenueOrderReport, sighting: Sighting): void {
    const { change, changedAt, nextChange, order } = record;
    if (order.status !== 'working' || changedAt === undefined || change || nextChange) return;
    const found = differenceFrom(order, report);
    if (found === undefined) return;
    if (!this.#isAfter(record, sighting, changedAt + PACE.propagation))
      return this.#inquiries.open(record, PACE.propagation);
    const { id: orderId, instrument } = order;
    this.#street.warn(`${instrument}: stop ${orderId} stands elsewhere than it was last known to`);
    const because = FIXED_REASONS['venue-shows-it-so'];
    this.#street.apply(record, { kind: 'amend-requested', orderId, change: found, because });
    this.#street.apply(record, { kind: 'order-amended', orderId, change: found });
  }

  /**
   * A stop stands when the venue's own record shows it where and as large as it was asked for. One that is being taken
   * back may be gone by now: nothing else goes because it was seen.
   */
  #confirmStop(record: OrderRecord, report: VenueOrderReport): void {
    const { id, kind, lots, role, status } = record.order;
    if (role !== 'stop' || !('trigger' in kind) || status === 'canceling') return;
    if (report.trigger !== undefined && report.trigger !== kind.trigger) return;
    if (report.lots < lots) return;
    const entryId = this.#street.protection.confirm(id);
    if (entryId === undefined) return;
    // It was to go for another that is gone itself, and nobody has asked the venue yet: now it is what stands.
    if (record.cancel?.because === TOOK_ITS_PLACE) record.cancel = undefined;
    this.#street.emit({ kind: 'stop-confirmed', orderId: id, entryId });
  }

  /** An order that counted as closed is shown open: once may be old news, twice is not. */
  #standsAfterAll(record: OrderRecord, report: VenueOrderReport, sighting: Sighting): void {
    const { now } = this.#street;
    const { id, instrument, status } = record.order;
    if (record.seenOpenAt === undefined) {
      record.seenOpenAt = now;
      this.#street.anomaly(`it is shown open while it is ${status}`, record);
      return;
    }
    const isFilled = record.order.filledLots >= record.order.lots;
    if ((sighting.askedAt ?? 0) <= record.seenOpenAt || isFilled) return;
    record.seenOpenAt = undefined;
    record.isFinal = undefined;
    record.closedAt = undefined;
    // What it was taken back for may not have come about either.
    if (isSpotStop(this.#street, record.order)) record.cancel = undefined;
    this.#street.apply(record, {
      kind: 'order-reopened',
      orderId: id,
      because: FIXED_REASONS['venue-shows-it-open'],
    });
    if (isSpotStop(this.#street, record.order)) {
      this.#street.protection.remember(record.order);
      if (sighting.isReadBack) this.#confirmStop(record, report);
    }
    this.#street.warn(`${instrument}: ${id} stands at the venue though it counted as ${status}`);
  }

  #readChange(record: OrderRecord, report: VenueOrderReport, sighting: Sighting): void {
    const { change } = record;
    const { id } = record.order;
    if (!change) return;
    const { limit, lots, trigger } = change.change;
    const isDone =
      (lots === undefined || lots === report.lots) &&
      (limit === undefined || limit === report.limit) &&
      (trigger === undefined || trigger === report.trigger);
    if (isDone) {
      record.change = undefined;
      record.changedAt = this.#street.now;
      this.#street.apply(record, { kind: 'order-amended', orderId: id, change: change.change });
    } else if (this.#isAfter(record, sighting, changeSettlesAt(this.#street, record))) {
      record.change = undefined;
      record.changedAt = this.#street.now;
      const code = 'refused-by-venue';
      this.#street.apply(record, { kind: 'amend-rejected', orderId: id, code, measured: {} });
    }
  }

  #over(record: OrderRecord, report: VenueOrderReport): void {
    const { filledLots, status } = record.order;
    if (report.filledLots > filledLots) {
      record.ending = report;
      this.#inquiries.open(record, 0);
      return;
    }
    if (!isClosed(status)) this.#end(record, report);
    record.isFinal = true;
  }

  #end(record: OrderRecord, report: VenueOrderReport): void {
    const { now } = this.#street;
    const { id: orderId, status } = record.order;
    const because = report.venueCode ?? `the venue says ${report.state}`;
    record.inquiry = undefined;
    if (report.state === 'rejected' && status !== 'amending' && status !== 'canceling') {
      const rejected = { kind: 'order-rejected', orderId, code: 'refused-by-venue', measured: {} } as const;
      const code = report.venueCode === undefined ? {} : { venueCode: report.venueCode };
      this.#street.apply(record, { ...rejected, ...code });
      return;
    }
    // What ends before its answer has come was taken first.
    if (status === 'sending')
      this.#street.apply(record, { kind: 'order-accepted', orderId, acceptedAt: now });
    if (report.state === 'expired') this.#street.apply(record, { kind: 'order-expired', orderId, because });
    else this.#street.apply(record, { kind: 'order-canceled', orderId, because });
  }

  /** What stands under a name of ours and in no record, or waits for a trigger, could sell twice together with our stop. */
  #readForeign(report: VenueOrderReport): void {
    const { external, foreign } = this.#street;
    const { instrument, lots, orderId, side, trigger, venueOrderId } = report;
    if (!foreign.take(report)) return;
    if (orderId !== undefined && isOurs(orderId)) {
      this.#street.anomaly(`${orderId} stands at the venue and is in no record`);
      this.#street.freeze(instrument, `${orderId} stands at the venue and is in no record`);
    }
    const signedLots = external.get(instrument) ?? 0;
    const openOrders = foreign.count(instrument);
    this.#street.emit({ kind: 'external-seen', instrument, signedLots, openOrders });
    if (trigger === undefined || foreign.isAccepted(venueOrderId)) return;
    const what = `a ${side} of ${lots} lots that waits for ${trigger} ticks`;
    this.#street.freeze(instrument, `somebody else has ${what} at the venue, ${venueOrderId}`);
  }

  /** Whether what is seen was asked for after `since`: before that it says nothing of what was asked then. */
  #isAfter(record: OrderRecord, { askedAt }: Sighting, since: number | undefined): boolean {
    if (this.#door.awaits(record)) return false;
    return askedAt !== undefined && since !== undefined && askedAt >= since;
  }
}
