import type { OrderChange } from '../../domain/order/order-change.ts';
import type { OrderIntent } from '../../domain/order/order-intent.ts';
import { isClosed, isInFlight, type Order, type OrderId } from '../../domain/order/order.ts';
import type { RefusalCode } from '../../domain/order/refusal.ts';
import { lots } from '../../domain/units/lots.ts';
import type { VenueRequest } from '../../domain/venue/venue-request.ts';
import { WANTED_OTHERWISE } from '../only-stop.ts';
import { orderIdOf } from '../orders/order-number.ts';
import { intentOf, setAsideLots, waitsForCoins } from './exit-room.ts';
import type { LeaveRules } from './leave-rules.ts';
import type { LiveStreet } from './live-street.ts';
import { MOST_CANCELS, PACE } from './live-settings.ts';
import type { OrderRecord } from './order-record.ts';
import { attaches, isAskable, placeDraft, urgencyOf } from './place-draft.ts';
import type { RequestDraft, Requests } from './requests.ts';
import { beginReplacing, isSpotStop, isTended, isWantedAgain, letStand, replacedBy } from './stop-moves.ts';
import { FIXED_REASONS } from '../../domain/remark/fixed-reasons.ts';

/** What an order is linked with. */
export type OrderLinks = Pick<OrderRecord, 'decisionMidHalfTicks'> &
  Pick<Order, 'protects' | 'targetOf' | 'oco'> & { readonly replaces?: OrderId };

/** How often it is looked at again whether an exit has what it sells, in ms. */
const COINS_AGAIN_MS = 250;

/** Sends orders, changes and cancels; what may not leave now waits or is denied. */
export class OrderSender {
  readonly #street: LiveStreet;
  readonly #requests: Requests;
  readonly #rules: LeaveRules;
  #count = 0;

  constructor(street: LiveStreet, requests: Requests, rules: LeaveRules) {
    this.#street = street;
    this.#requests = requests;
    this.#rules = rules;
  }

  /** Numbers of orders go on across sessions, so that no id is made twice. */
  get state(): { readonly count: number; readonly entrySentAt: readonly (readonly [string, number])[] } {
    return { count: this.#count, entrySentAt: [...this.#rules.entrySentAt] };
  }

  restore({ count, entrySentAt }: OrderSender['state']): void {
    this.#count = count;
    this.#rules.entrySentAt.clear();
    for (const [instrument, at] of entrySentAt) this.#rules.entrySentAt.set(instrument, at);
  }

  /** @throws {RangeError} when the instrument is not traded here or the order has no size. */
  place(intent: OrderIntent, links: OrderLinks): OrderId {
    const { instruments, now, options, records } = this.#street;
    if (!instruments.has(intent.instrument))
      throw new RangeError(`${intent.instrument} is not traded at this venue`);
    if (intent.lots <= 0) throw new RangeError(`an order must have lots above zero, was ${intent.lots}`);
    this.#count += 1;
    const { decisionMidHalfTicks, replaces: replaced, ...bonds } = links;
    const order: Order = {
      ...intent,
      lots: this.#rules.cappedLots(intent),
      id: orderIdOf(options.sessionId, this.#count),
      status: 'intent',
      filledLots: lots(0),
      submittedAt: now,
      ...bonds,
    };
    const record: OrderRecord = {
      order,
      reportedAt: 0,
      ...(decisionMidHalfTicks === undefined ? {} : { decisionMidHalfTicks }),
    };
    records.add(record);
    const denial = this.#rules.denialOf(order, order.id);
    const mustWait = denial === undefined && waitsForCoins(this.#street, order, order.id);
    if (mustWait) record.waitsForCoins = true;
    const leaves = denial === undefined && !mustWait && this.#requests.isFree(urgencyOf(order), now);
    // An order that leaves in the same breath is never seen held back.
    if (leaves) record.order = { ...order, status: 'sending' };
    this.#street.emit({ kind: 'order-submitted', order: record.order });
    if (mustWait) return order.id;
    const replaces = replacedBy(this.#street, order.instrument, replaced);
    const draft = { ...placeDraft(order, attaches(this.#street, order)), ...(replaces ? { replaces } : {}) };
    if (denial === undefined) this.#requests.send(draft, urgencyOf(order), now);
    else this.#deny(record, denial);
    return order.id;
  }

  /**
   * Takes up what an earlier session left: what was held back never left, what may have left is asked for. How long nobody
   * was there no clock can prove: the time between entries begins anew.
   */
  takeUp(inquire: (record: OrderRecord) => void): void {
    const { entrySentAt } = this.#rules;
    for (const instrument of entrySentAt.keys()) entrySentAt.set(instrument, this.#street.now);
    for (const record of Array.from(this.#street.records.open())) {
      const { id: orderId, status } = record.order;
      record.inquiry = undefined;
      // What it was to make way for was withdrawn: whether it goes is decided anew.
      if (
        record.cancel?.because === WANTED_OTHERWISE &&
        status !== 'canceling' &&
        isTended(this.#street, record)
      )
        record.cancel = undefined;
      if (status === 'intent') this.#deny(record, 'withdrawn');
      if (status === 'sending')
        this.#street.apply(record, { kind: 'order-unknown', orderId, because: 'restarted' });
      if (isInFlight(status)) inquire(record);
    }
  }

  cancel(orderId: OrderId, because: string): void {
    const record = this.#street.records.get(orderId);
    if (!record || isClosed(record.order.status) || record.cancel) return;
    if (record.order.status === 'intent') return this.#deny(record, 'withdrawn');
    record.cancel = { because, refusals: 0, nextAt: this.#street.now };
    this.#tryCancel(record);
  }

  amend(orderId: OrderId, change: OrderChange, because: string): void {
    const record = this.#street.records.get(orderId);
    if (!record || isClosed(record.order.status)) return;
    // What the venue was asked for is answered first; of what is wished meanwhile the last counts.
    if (record.change?.sentAt === undefined) record.change = { change, because };
    else record.nextChange = { change, because };
    this.#tryAmend(record);
  }

  /** Asks for what could not be asked for before. */
  sweep(): void {
    for (const record of Array.from(this.#street.records.open())) {
      if (isWantedAgain(this.#street, record)) record.cancel = undefined;
      this.#tryCancel(record);
      this.#tryAmend(record);
    }
  }

  /** Exits that waited for what they sell leave as it is free, for what there is left to be sold. */
  letGo(): void {
    for (const record of Array.from(this.#street.records.open())) {
      const { order } = record;
      if (record.waitsForCoins !== true || waitsForCoins(this.#street, order, order.id)) continue;
      record.waitsForCoins = undefined;
      const denial = this.#rules.denialOf(order, order.id);
      if (denial === undefined) {
        this.#requests.send(placeDraft(order, false), urgencyOf(order), this.#street.now);
        continue;
      }
      const isProtections = this.#street.protection.isOurs(order.id);
      this.#deny(record, denial);
      if (denial === 'reduce-only-would-increase' && !isProtections) this.place(intentOf(order), {});
    }
  }

  nextDue(): number | undefined {
    let due: number | undefined;
    for (const { cancel, order, waitsForCoins: isWaiting } of this.#street.records.open()) {
      const again = this.#street.now + COINS_AGAIN_MS;
      if (isWaiting === true && (due === undefined || again < due)) due = again;
      if (!cancel || !isAskable(order) || this.#isHeld(order)) continue;
      if (due === undefined || cancel.nextAt < due) due = cancel.nextAt;
    }
    return due;
  }

  /** A request that had to wait: whether it may still leave. */
  mayLeave(draft: RequestDraft): boolean {
    if (draft.kind === 'cancel-all-after' || !('orderId' in draft)) return true;
    const record = this.#street.records.get(draft.orderId);
    if (!record || isClosed(record.order.status)) return false;
    if (draft.kind !== 'place') return true;
    const denial = this.#rules.denialOf(record.order, record.order.id);
    if (denial !== undefined) this.#deny(record, denial);
    return denial === undefined;
  }

  /** A request leaves: what it is part of is stamped. */
  left(request: VenueRequest): void {
    const { now, records } = this.#street;
    if (request.kind !== 'place') return;
    const record = records.get(request.orderId);
    if (!record) return;
    record.sentAt = now;
    beginReplacing(this.#street, request);
    if (record.order.role === 'entry')
      this.#street.buyingPower.noteSent(record.order, record.decisionMidHalfTicks, now);
    if (record.order.role === 'entry') this.#rules.entrySentAt.set(record.order.instrument, now);
    if (record.order.status === 'intent')
      this.#street.apply(record, { kind: 'order-sent', orderId: record.order.id, sentAt: now });
  }

  /** Whether a change or a cancel of the order is unanswered. */
  awaits({ order }: OrderRecord): boolean {
    return this.#requests.has(
      (each) =>
        ((each.kind === 'cancel' || each.kind === 'amend') && each.orderId === order.id) ||
        (each.kind === 'place' && each.replaces?.orderId === order.id),
    );
  }

  /** An order that was to be taken back still stands, and nobody has refused: it is asked for again. */
  stillStands(record: OrderRecord): void {
    const { id: orderId } = record.order;
    if (!record.cancel) return;
    const isUndecided = isTended(this.#street, record) && !this.#street.mayProtect();
    if (record.cancel.by !== undefined || isUndecided) return letStand(this.#street, record);
    const isAlone = this.#street.protection.needsAgain(orderId);
    if (!isAlone && !this.#isHeld(record.order)) return this.#askCancel(record);
    // The stop that took its place is gone, or other lots wait for theirs: it is needed once more.
    record.inquiry = undefined;
    this.#street.apply(record, { kind: 'cancel-rejected', orderId, because: FIXED_REASONS['needed-again'] });
    if (!isAlone) return;
    record.cancel = undefined;
    this.#street.protection.remember(record.order);
  }

  /** The venue refuses to take it back and says that it stands: tried again, and a person is called. */
  cancelRefused(record: OrderRecord, venueCode: string): void {
    const { cancel, order } = record;
    if (!cancel || order.status !== 'canceling') return;
    const { now } = this.#street;
    this.#street.apply(record, { kind: 'cancel-rejected', orderId: order.id, because: venueCode });
    cancel.refusals += 1;
    cancel.nextAt = now + PACE.cancelRetry;
    if (cancel.refusals < MOST_CANCELS) return;
    cancel.refusals = 0;
    cancel.nextAt = now + PACE.cancelLater;
    this.#street.warn(`${order.instrument}: ${order.id} could not be taken back: ${venueCode}`);
  }

  #tryCancel(record: OrderRecord): void {
    const { cancel, order } = record;
    if (!cancel || !isAskable(order) || cancel.nextAt > this.#street.now || this.#isHeld(order)) return;
    this.#street.apply(record, { kind: 'cancel-requested', orderId: order.id, because: cancel.because });
    this.#askCancel(record);
  }

  /**
   * At the venue every stop stands behind the whole position: none goes while lots of the same side wait for
   * their own, or for an exit to arrive, whoever they belong to, nor before it is known again what is held. One that was
   * set off and did not fill is good for nothing.
   */
  #isHeld({ instrument, role, side, status }: Order): boolean {
    const { protection, records } = this.#street;
    // On spot it stands behind its own lots alone, and they can leave only after it is gone.
    if (this.#street.isOnlySell(instrument)) return false;
    const isOnItsWay = (id: OrderId): boolean => {
      const status = records.get(id)?.order.status;
      return status === 'intent' || status === 'sending' || status === 'unknown';
    };
    if (role !== 'stop' || status === 'triggered') return false;
    return !this.#street.mayProtect() || protection.hasBare(instrument, side, isOnItsWay);
  }

  #askCancel(record: OrderRecord): void {
    const { cancel, order, venueOrderId } = record;
    const { now } = this.#street;
    if (!cancel) return;
    cancel.nextAt = now;
    const { id: orderId, instrument } = order;
    const named = venueOrderId === undefined ? {} : { venueOrderId };
    this.#requests.send({ kind: 'cancel', orderId, instrument, ...named }, 'urgent', now);
  }

  #tryAmend(record: OrderRecord): void {
    if (!record.change && record.nextChange) {
      record.change = record.nextChange;
      record.nextChange = undefined;
    }
    const { change, order, venueOrderId } = record;
    const { now, options } = this.#street;
    if (!change || change.sentAt !== undefined || order.status !== 'working' || record.cancel) return;
    const { id: orderId, instrument } = order;
    const { change: wish, because } = change;
    this.#street.apply(record, { kind: 'amend-requested', orderId, change: wish, because });
    if (!options.traits.amendsInPlace || (wish.lots !== undefined && wish.lots <= order.filledLots)) {
      record.change = undefined;
      const measured = { lots: order.lots, filledLots: order.filledLots };
      this.#street.apply(record, { kind: 'amend-rejected', orderId, code: 'not-amendable', measured });
      return;
    }
    record.change = { ...change, sentAt: now };
    const named = venueOrderId === undefined ? {} : { venueOrderId };
    const reducing = order.reduceOnly ? ({ reduceOnly: true } as const) : {};
    const request = { kind: 'amend', orderId, instrument, ...named, ...wish, ...reducing } as const;
    this.#requests.send(request, isSpotStop(this.#street, order) ? 'urgent' : 'normal', now);
  }

  #deny(record: OrderRecord, code: RefusalCode): void {
    const { id, lots: size } = record.order;
    const missing = code === 'balance-too-small' ? this.#rules.missingFor(record.order, id) : undefined;
    // Somebody may have brought more since it was last asked.
    if (missing && !this.#requests.has(({ kind }) => kind === 'ask-balances'))
      this.#requests.send({ kind: 'ask-balances' }, 'normal', this.#street.now);
    const setAside =
      code === 'coins-set-aside' ? { setAsideLots: setAsideLots(this.#street, record.order) } : {};
    const measured = { lots: size, ...setAside, ...missing };
    this.#street.apply(record, { kind: 'order-denied', orderId: id, code, measured });
  }
}
