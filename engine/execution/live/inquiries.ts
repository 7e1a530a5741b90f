import { isClosed, isInFlight } from '../../domain/order/order.ts';
import { unixMs } from '../../domain/units/time.ts';
import type { LiveStreet } from './live-street.ts';
import { lastArrival, PACE } from './live-settings.ts';
import type { OrderRecord } from './order-record.ts';
import type { Requests } from './requests.ts';
import { FIXED_REASONS } from '../../domain/remark/fixed-reasons.ts';

/**
 * Finds out how orders stand of which nobody has told. Each is asked for until the venue's own record answers;
 * "not found" ends it only when the request can no longer arrive, twice in a row, with the trades read too.
 */
export class Inquiries {
  readonly #street: LiveStreet;
  readonly #requests: Requests;

  constructor(street: LiveStreet, requests: Requests) {
    this.#street = street;
    this.#requests = requests;
  }

  /** Begins to ask for an order; one that is being asked for goes on as it was. */
  open(record: OrderRecord, firstInMs: number = PACE.inquiry[0]): void {
    const { now } = this.#street;
    if (record.inquiry) {
      // Who is being asked for is asked for at its pace, however often somebody wonders.
      if (record.inquiry.asked === 0)
        record.inquiry.nextAt = Math.min(record.inquiry.nextAt, now + firstInMs);
      return;
    }
    const settlesAt = this.#settlesAt(record);
    record.inquiry = { since: now, settlesAt, asked: 0, nextAt: now + firstInMs, misses: 0 };
  }

  /** Time has jumped, and how much of it has truly passed nobody knows: what only time can settle waits once more. */
  waitAnew(): void {
    this.#street.jumpedAt = this.#street.now;
    for (const record of this.#asked()) {
      const { inquiry, order } = record;
      if (!inquiry || order.status !== 'unknown') continue;
      inquiry.settlesAt = this.#settlesAt(record);
      inquiry.misses = 0;
    }
  }

  /** Asks for every order whose moment has come. */
  tick(): void {
    const { now } = this.#street;
    for (const record of this.#asked()) {
      const { inquiry, order } = record;
      if (!inquiry || inquiry.nextAt > now) continue;
      inquiry.nextAt = now + (PACE.inquiry[inquiry.asked + 1] ?? PACE.inquiryLater);
      inquiry.asked += 1;
      this.#askFor(record, order.submittedAt);
    }
  }

  nextDue(): number | undefined {
    let due: number | undefined;
    for (const { inquiry } of this.#asked()) {
      if (inquiry && (due === undefined || inquiry.nextAt < due)) due = inquiry.nextAt;
    }
    return due;
  }

  /** The venue does not find the order, asked at `askedAt`. */
  missed(record: OrderRecord, askedAt: number): void {
    const { inquiry } = record;
    if (!inquiry || askedAt < inquiry.settlesAt) return;
    inquiry.misses += 1;
    this.settle(record);
  }

  /** Trades asked for at `askedAt` have been read; `reach` is how far back the answer goes. */
  tradesRead(askedAt: number, reach: number): void {
    for (const record of this.#asked()) {
      const { inquiry } = record;
      if (inquiry && reach <= record.order.submittedAt) inquiry.tradesReadAt = askedAt;
      this.settle(record);
    }
  }

  /** Open orders asked for at `askedAt` have been read; those that were among them are no longer asked for. */
  openOrdersRead(askedAt: number): void {
    for (const record of this.#asked()) {
      const { inquiry } = record;
      if (!inquiry) continue;
      inquiry.openReadAt = askedAt;
      const { order, sentAt = askedAt } = record;
      if (order.status === 'unknown' && askedAt >= sentAt + PACE.clockMargin)
        this.#street.protection.giveUp(order.id);
      if (!this.#canAskFor(record) && askedAt >= inquiry.settlesAt) inquiry.misses += 1;
      this.settle(record);
    }
  }

  /** The order has shown where it stands. */
  close(record: OrderRecord): void {
    if (!record.ending) record.inquiry = undefined;
  }

  /** Ends the asking when it may end. */
  settle(record: OrderRecord): void {
    const { inquiry, order } = record;
    const { isStreamUp, now, options } = this.#street;
    if (!inquiry || record.ending) return;
    if (!isInFlight(order.status) && isClosed(order.status)) {
      record.inquiry = undefined;
      return;
    }
    const hasReadTrades = (inquiry.tradesReadAt ?? -1) >= inquiry.settlesAt;
    const hasLooked = isStreamUp || (inquiry.openReadAt ?? -1) >= inquiry.settlesAt;
    if (now >= inquiry.settlesAt && inquiry.misses >= 2 && hasReadTrades && hasLooked) this.#end(record);
    else if (now - (record.sentAt ?? now) > options.traits.historyMs) this.#lose(record);
  }

  #end(record: OrderRecord): void {
    const { id, status } = record.order;
    record.inquiry = undefined;
    if (status === 'unknown') {
      this.#street.apply(record, {
        kind: 'order-rejected',
        orderId: id,
        code: 'never-arrived',
        measured: { sinceSentMs: this.#street.now - (record.sentAt ?? record.order.submittedAt) },
      });
    } else {
      this.#street.apply(record, {
        kind: 'order-canceled',
        orderId: id,
        because: FIXED_REASONS['not-at-venue-any-more'],
      });
    }
  }

  #lose(record: OrderRecord): void {
    const { id, instrument, status } = record.order;
    if (status !== 'unknown' && status !== 'amending' && status !== 'canceling') return;
    record.inquiry = undefined;
    const because = FIXED_REASONS['venue-forgot-its-time'];
    this.#street.apply(record, { kind: 'order-lost', orderId: id, because });
    this.#street.freeze(instrument, `${id} is lost: ${because}`);
  }

  #askFor(record: OrderRecord, since: number): void {
    const { id: orderId, instrument } = record.order;
    const { venueOrderId } = record;
    const { now } = this.#street;
    if (
      this.#canAskFor(record) &&
      !this.#requests.has((each) => each.kind === 'ask-order' && each.orderId === orderId)
    ) {
      const named = venueOrderId === undefined ? {} : { venueOrderId };
      this.#requests.send({ kind: 'ask-order', orderId, instrument, ...named }, 'question', now);
    }
    this.askTrades(since - PACE.inquiryLater * 2);
    if (!this.#requests.has((each) => each.kind === 'ask-open-orders'))
      this.#requests.send({ kind: 'ask-open-orders' }, 'question', now);
  }

  /**
   * Asks for our own trades from `since` on, unless an answer that reaches as far back is on its way. The venue
   * reckons by its own clock: where that is behind ours it is asked from as much earlier.
   */
  askTrades(since: number): void {
    const from = unixMs(Math.max(0, since + Math.min(0, this.#street.clockOffsetMs)));
    if (this.#requests.has((each) => each.kind === 'ask-trades' && each.since <= from)) return;
    this.#requests.send({ kind: 'ask-trades', since: from }, 'question', this.#street.now);
  }

  #canAskFor({ venueOrderId }: OrderRecord): boolean {
    return this.#street.options.traits.findsByClientId || venueOrderId !== undefined;
  }

  /** When a request that has not arrived cannot arrive any more, or an order that stood has had time to show. */
  #settlesAt({ order, sentAt }: OrderRecord): number {
    const { jumpedAt, now, options } = this.#street;
    if (order.status !== 'unknown') return now + PACE.propagation;
    const { findsByClientId, plainWindowMs, receiveWindowMs } = options.traits;
    const sent = Math.max(sentAt ?? now, jumpedAt);
    const windowMs = 'trigger' in order.kind ? receiveWindowMs : (plainWindowMs ?? receiveWindowMs);
    return lastArrival(sent, findsByClientId ? windowMs : undefined);
  }

  #asked(): OrderRecord[] {
    const { records } = this.#street;
    const asked: OrderRecord[] = [];
    for (const record of records.open()) if (record.inquiry !== undefined) asked.push(record);
    return asked.concat(records.closedWithInquiry());
  }
}
