import type { Fill } from '../../domain/order/fill.ts';
import { isClosed, type Order } from '../../domain/order/order.ts';
import { signOf } from '../../domain/order/side.ts';
import { lots } from '../../domain/units/lots.ts';
import type { VenueTrade } from '../../domain/venue/venue-report.ts';
import { isOurs } from '../orders/order-number.ts';
import { isFeeKnown, liveFill } from './live-fill.ts';
import type { LiveStreet } from './live-street.ts';
import { PACE } from './live-settings.ts';
import type { OrderRecord } from './order-record.ts';

/** What trades have been counted, as plain data. */
export interface TradeIntakeState {
  /** Instrument and trade id, with the venue's time of it. */
  readonly seen: readonly (readonly [string, number])[];
  /** Trades before this venue time are all counted. */
  readonly horizon: number;
  /** From when on trades have to be asked for after a restart. */
  readonly readUpTo: number;
}

/** Counts every trade of the account once, from whatever source and in whatever order they come. */
export class TradeIntake {
  readonly #street: LiveStreet;
  readonly #seen = new Map<string, number>();
  #horizon = 0;
  #readUpTo = 0;

  constructor(street: LiveStreet) {
    this.#street = street;
  }

  /** Up to when our trades are known to be complete; 0 before they were read once. */
  get readUpTo(): number {
    return this.#readUpTo;
  }

  /** Trades up to `time` have been read without a gap. */
  noteRead(time: number): void {
    if (time <= this.#readUpTo) return;
    this.#readUpTo = time;
    this.#horizon = Math.max(this.#horizon, time - PACE.tradeMemory);
    for (const [key, at] of this.#seen) if (at < this.#horizon) this.#seen.delete(key);
  }

  take(trade: VenueTrade): void {
    const { instruments, records } = this.#street;
    const key = `${trade.instrument}|${trade.tradeId}`;
    if (this.#seen.has(key) || trade.venueTime < this.#horizon || !instruments.has(trade.instrument)) return;
    this.#seen.set(key, trade.venueTime);
    const record = records.find(trade.orderId, trade.venueOrderId);
    if (record) this.#ofOurs(record, trade);
    else if (trade.orderId !== undefined && isOurs(trade.orderId)) this.#ofNobody(trade);
    else this.#ofOthers(trade);
  }

  snapshot(): TradeIntakeState {
    return { seen: [...this.#seen], horizon: this.#horizon, readUpTo: this.#readUpTo };
  }

  restore({ horizon, readUpTo, seen }: TradeIntakeState): void {
    this.#seen.clear();
    for (const [key, at] of seen) this.#seen.set(key, at);
    this.#horizon = horizon;
    this.#readUpTo = readUpTo;
  }

  #ofOurs(record: OrderRecord, trade: VenueTrade): void {
    const { order } = record;
    if (order.instrument !== trade.instrument || order.side !== trade.side || order.status === 'denied') {
      this.#street.anomaly(`trade ${trade.tradeId} does not belong to an order of its name`, record);
      this.#street.freeze(
        trade.instrument,
        `trade ${trade.tradeId} names ${order.id}, which it cannot be of`,
      );
      return;
    }
    const filledLots = order.filledLots + trade.lots;
    const isOverfill = filledLots > order.lots;
    const fill = this.#fillOf(trade, order, trade.lots, record.decisionMidHalfTicks);
    this.#street.count(fill);
    this.#street.apply(record, {
      kind: 'order-filled',
      fill,
      filledLots,
      closed: filledLots >= order.lots,
      ...(isClosed(order.status) ? { isLate: true } : {}),
      ...(isOverfill ? { isOverfill: true } : {}),
    });
    if (isOverfill)
      this.#street.freeze(trade.instrument, `${order.id} is filled with ${filledLots} of ${order.lots} lots`);
  }

  #ofNobody(trade: VenueTrade): void {
    this.#street.anomaly(`trade ${trade.tradeId} names ${trade.orderId}, which is in no record`);
    this.#addExternal(trade, trade.lots);
    this.#street.freeze(
      trade.instrument,
      `trade ${trade.tradeId} names an order of ours that is in no record`,
    );
  }

  /**
   * Somebody else traded: a person at the venue, a stop of the position itself, a liquidation. What it takes off
   * our runs is booked to them, or they would wait for lots that are gone; the rest is not ours.
   */
  #ofOthers(trade: VenueTrade): void {
    const { instrument, side } = trade;
    const isAttachedStop = this.#street.protection
      .coversOf(instrument)
      .some((cover) => cover.isAttached === true && cover.side === side);
    let left: number = trade.lots;
    for (const [runId, held] of this.#street.holders(instrument)) {
      const taken = Math.min(left, Math.max(0, -signOf(side) * held));
      if (taken === 0) continue;
      left -= taken;
      this.#bookTo(runId, trade, taken, isAttachedStop);
    }
    if (left > 0) this.#addExternal(trade, left);
    if (left > 0 || !isAttachedStop)
      this.#street.freeze(instrument, `somebody else traded ${trade.lots} lots here`);
  }

  #bookTo(runId: string, trade: VenueTrade, taken: number, isAttachedStop: boolean): void {
    const { now } = this.#street;
    const order: Order = {
      id: `at-venue-${trade.venueOrderId}-${runId}`,
      runId,
      instrument: trade.instrument,
      role: isAttachedStop ? 'stop' : 'exit',
      side: trade.side,
      lots: lots(taken),
      kind: { type: 'market' },
      reduceOnly: true,
      reason: 'made at the venue',
      status: 'filled',
      filledLots: lots(taken),
      submittedAt: now,
    };
    const fill = this.#fillOf(trade, order, taken, undefined);
    this.#street.count(fill);
    const outcome = { kind: 'order-filled', fill, filledLots: taken, closed: true } as const;
    this.#street.emit(outcome);
    this.#street.protection.learn(outcome, order, now);
  }

  #addExternal({ instrument, side }: VenueTrade, size: number): void {
    const { external, now, tradedAt } = this.#street;
    const signedLots = (external.get(instrument) ?? 0) + signOf(side) * size;
    external.set(instrument, signedLots);
    tradedAt.set(instrument, now);
    this.#street.emit({ kind: 'external-seen', instrument, signedLots, openOrders: 0 });
  }

  #fillOf(trade: VenueTrade, order: Order, size: number, decisionMidHalfTicks: number | undefined): Fill {
    const { instruments, now, options } = this.#street;
    const instrument = instruments.get(trade.instrument);
    if (!instrument) throw new RangeError(`${trade.instrument} is not traded at this venue`);
    if (!isFeeKnown(trade, instrument, options.currency))
      this.#street.warn(
        `trade ${trade.tradeId}: its fee was paid in ${trade.feeAsset}, counted as stated for ${instrument.id}`,
      );
    return liveFill(trade, {
      order,
      instrument,
      currency: options.currency,
      lots: lots(size),
      time: now,
      decisionMidHalfTicks,
    });
  }
}
