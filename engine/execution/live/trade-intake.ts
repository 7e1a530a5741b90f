import type { InstrumentId } from '../../domain/instrument/instrument.ts';
import type { Fill } from '../../domain/order/fill.ts';
import type { RunId } from '../../domain/order/order-intent.ts';
import { isClosed, type Order } from '../../domain/order/order.ts';
import { oppositeOf, type Side, signOf } from '../../domain/order/side.ts';
import { lots } from '../../domain/units/lots.ts';
import type { Ticks } from '../../domain/units/ticks.ts';
import type { VenueTrade } from '../../domain/venue/venue-report.ts';
import { isOurs } from '../orders/order-number.ts';
import { isFeeKnown, liveFill } from './live-fill.ts';
import type { LiveStreet } from './live-street.ts';
import { PACE } from './live-settings.ts';
import { type Share, sharesOf } from './trade-shares.ts';
import type { OrderRecord } from './order-record.ts';

/** What trades have been counted, as plain data. */
export interface TradeIntakeState {
  /** Instrument and trade id, with the venue's time of it. */
  readonly seen: readonly (readonly [string, number])[];
  /** Trades before this venue time are all counted. */
  readonly horizon: number;
  /** From when on trades have to be asked for after a restart. */
  readonly readUpTo: number;
  /** Stops the position of an instrument had of itself: those of the last entries that filled, the newest last. */
  readonly attached: readonly (readonly [InstrumentId, readonly AttachedStop[]])[];
  /** Orders of the venue's own making that were recognized as stops of ours. */
  readonly attachedStops: readonly string[];
}

/** A stop that traveled inside an entry. */
interface AttachedStop {
  /** The run of the entry. */
  readonly runId: RunId;
  readonly side: Side;
  readonly trigger: Ticks;
}

/** Stops of entries that are remembered of each instrument. */
const KEPT_ATTACHED = 8;

/** Whether a trade is on the side of a stop, and where it was to be set off. */
const isSetOffBy = (stop: Pick<AttachedStop, 'side' | 'trigger'>, { side, ticks }: VenueTrade): boolean =>
  stop.side === side && (stop.trigger - ticks) * -signOf(side) >= 0;

const keyOf = ({ instrument, tradeId }: VenueTrade): string => `${instrument}|${tradeId}`;

/** Part of a trade, and how many of its lots were booked before. */
interface TradePart {
  readonly size: number;
  readonly before: number;
}

/** Counts every trade of the account once, from whatever source and in whatever order they come. */
export class TradeIntake {
  readonly #street: LiveStreet;
  readonly #seen = new Map<string, number>();
  /** Trades that name no order of ours, and until when they wait for one that explains them. */
  readonly #held = new Map<string, { readonly trade: VenueTrade; readonly until: number }>();
  /** Stops the position of an instrument had of itself: those of the last entries that filled, the newest last. */
  readonly #attached = new Map<InstrumentId, readonly AttachedStop[]>();
  /** Orders of the venue's own making that were recognized as stops of ours. */
  readonly #attachedStops = new Set<string>();
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
    const { instruments, now, records } = this.#street;
    const key = keyOf(trade);
    if (this.#seen.has(key) || trade.venueTime < this.#horizon || !instruments.has(trade.instrument)) return;
    const record = records.find(trade.orderId, trade.venueOrderId);
    const isForeign = !record && (trade.orderId === undefined || !isOurs(trade.orderId));
    if (isForeign && !this.#isExplained(trade)) {
      // It may be of a stop whose entry we have not heard of yet.
      if (!this.#held.has(key)) this.#held.set(key, { trade, until: now + PACE.propagation });
      return;
    }
    this.#seen.set(key, trade.venueTime);
    this.#held.delete(key);
    if (record) this.#ofOurs(record, trade);
    else if (isForeign) this.#ofOthers(trade);
    else this.#ofNobody(trade);
  }

  /**
   * Counts the trades of others that have been held long enough, in the order in which they were made: once all
   * trades were read again, so that none is missing that would explain them. Answers whether they are to be read.
   */
  tick(): boolean {
    const { now } = this.#street;
    const due = [...this.#held.values()].filter(({ until }) => until <= now);
    const ripe = due.filter(({ until }) => this.#readUpTo >= until || now >= until + PACE.longestHold);
    for (const { trade } of ripe.toSorted((a, b) => a.trade.venueTime - b.trade.venueTime)) {
      const key = keyOf(trade);
      this.#held.delete(key);
      this.#seen.set(key, trade.venueTime);
      this.#ofOthers(trade);
    }
    return ripe.length < due.length;
  }

  nextDue(): number | undefined {
    let due: number | undefined;
    for (const { until } of this.#held.values()) {
      const at = until > this.#street.now ? until : until + PACE.longestHold;
      if (due === undefined || at < due) due = at;
    }
    return due;
  }

  snapshot(): TradeIntakeState {
    return {
      seen: [...this.#seen],
      horizon: this.#horizon,
      readUpTo: this.#readUpTo,
      attached: [...this.#attached],
      attachedStops: [...this.#attachedStops],
    };
  }

  restore({ attached, attachedStops, horizon, readUpTo, seen }: TradeIntakeState): void {
    this.#attached.clear();
    for (const [instrument, stop] of attached) this.#attached.set(instrument, stop);
    this.#attachedStops.clear();
    for (const id of attachedStops) this.#attachedStops.add(id);
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
    this.#noteAttached(order);
    const isLate = isClosed(order.status);
    let filledLots: number = order.filledLots;
    let before = 0;
    for (const [runId, size] of this.#sharesOfOurs(order, trade)) {
      filledLots += size;
      const fill = this.#fillOf(trade, { ...order, runId }, { size, before }, record.decisionMidHalfTicks);
      before += size;
      this.#street.count(fill);
      this.#street.apply(record, {
        kind: 'order-filled',
        // A trade that is shared is booked once for each run.
        fill: runId === order.runId ? fill : { ...fill, fillId: `${fill.fillId}-${runId}` },
        filledLots,
        closed: filledLots >= order.lots,
        ...(isLate ? { isLate: true } : {}),
        ...(filledLots > order.lots ? { isOverfill: true } : {}),
      });
    }
    if (filledLots > order.lots)
      this.#street.freeze(trade.instrument, `${order.id} is filled with ${filledLots} of ${order.lots} lots`);
  }

  #noteAttached({ instrument, protectiveStop, role, runId, side }: Order): void {
    if (role !== 'entry' || protectiveStop === undefined) return;
    const before = this.#attached.get(instrument) ?? [];
    const stop = { runId, side: oppositeOf(side), trigger: protectiveStop };
    const isKnown = before.at(-1)?.trigger === stop.trigger && before.at(-1)?.runId === runId;
    if (!isKnown) this.#attached.set(instrument, [...before.slice(1 - KEPT_ATTACHED), stop]);
  }

  /**
   * What a reduce-only order takes off more than its run still holds, such as an exit and a stop that fill at
   * once, it takes off the other runs of the account, or one of ours would be turned without anybody wanting it.
   */
  #sharesOfOurs(order: Order, trade: VenueTrade): readonly Share[] {
    if (!order.reduceOnly) return [[order.runId, trade.lots]];
    const { left, shares } = sharesOf(trade, this.#street.holders(trade.instrument), order.runId);
    // An entry of the other side may have been told of before it; protection knows what to do with the rest.
    return left === 0 ? shares : [...shares, [order.runId, left]];
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
    const { instrument } = trade;
    const isAttachedStop = this.#isAttachedStop(trade);
    const { left, shares } = sharesOf(trade, this.#street.holders(instrument));
    let before = 0;
    for (const [runId, size] of shares) {
      this.#bookTo(runId, trade, { size, before }, isAttachedStop);
      before += size;
    }
    const owner = this.#attachedStopOf(trade)?.runId;
    // An entry that was told of first may have taken what the stop closed: the run holds the difference.
    if (left > 0 && owner !== undefined) this.#bookTo(owner, trade, { size: left, before }, true);
    else if (left > 0) this.#addExternal(trade, left);
    if ((left > 0 && owner === undefined) || !isAttachedStop)
      this.#street.freeze(instrument, `somebody else traded ${trade.lots} lots here`);
  }

  /** Whether a trade of others is what a stop of ours at the venue does to what we hold. */
  #isExplained(trade: VenueTrade): boolean {
    return this.#isAttachedStop(trade) && sharesOf(trade, this.#street.holders(trade.instrument)).left === 0;
  }

  /** Whether it is of a stop that traveled inside an entry: on its side, and where it was to be set off. */
  #isAttachedStop(trade: VenueTrade): boolean {
    const { instrument, side, venueOrderId } = trade;
    const { options, protection } = this.#street;
    if (!options.traits.attachesStops) return false;
    if (this.#attachedStops.has(venueOrderId)) return true;
    const covers = protection.coversOf(instrument);
    const isStop =
      this.#attachedStopOf(trade) !== undefined ||
      covers.some((cover) => isSetOffBy(cover, trade) || (cover.isAttached === true && cover.side === side));
    if (isStop) this.#attachedStops.add(venueOrderId);
    return isStop;
  }

  /** The stop of one of the last entries that a trade may be of. */
  #attachedStopOf(trade: VenueTrade): AttachedStop | undefined {
    if (!this.#street.options.traits.attachesStops) return undefined;
    return this.#attached.get(trade.instrument)?.findLast((stop) => isSetOffBy(stop, trade));
  }

  #bookTo(runId: string, trade: VenueTrade, part: TradePart, isAttachedStop: boolean): void {
    const { now } = this.#street;
    const order: Order = {
      id: `at-venue-${trade.venueOrderId}-${runId}`,
      runId,
      instrument: trade.instrument,
      role: isAttachedStop ? 'stop' : 'exit',
      side: trade.side,
      lots: lots(part.size),
      kind: { type: 'market' },
      reduceOnly: true,
      reason: 'made at the venue',
      status: 'filled',
      filledLots: lots(part.size),
      submittedAt: now,
    };
    const fill = this.#fillOf(trade, order, part, undefined);
    this.#street.count(fill);
    const outcome = { kind: 'order-filled', fill, filledLots: part.size, closed: true } as const;
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

  #fillOf(
    trade: VenueTrade,
    order: Order,
    { before, size }: TradePart,
    decisionMidHalfTicks: number | undefined,
  ): Fill {
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
      lotsBefore: before,
      time: now,
      decisionMidHalfTicks,
    });
  }
}
