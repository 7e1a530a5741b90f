import { type Instrument, notionalOf } from '../../domain/instrument/instrument.ts';
import type { Fill } from '../../domain/order/fill.ts';
import { isClosed, type Order } from '../../domain/order/order.ts';
import { signOf } from '../../domain/order/side.ts';
import { lots } from '../../domain/units/lots.ts';
import { addMoney, type Money, NO_MONEY } from '../../domain/units/money.ts';
import type { ForcedTrade } from '../../domain/venue/forced-trade.ts';
import type { VenueTrade } from '../../domain/venue/venue-report.ts';
import type { AttachedStops } from './attached-stops.ts';
import { FeeCoins, type FeeInCoin } from './fee-coins.ts';
import { isFeeKnown, isPaidInCoin, liveFill } from './live-fill.ts';
import type { LiveStreet } from './live-street.ts';
import { mayStillFill, type OrderRecord } from './order-record.ts';
import { type Share, sharesOf } from './trade-shares.ts';
import { FIXED_REASONS } from '../../domain/remark/fixed-reasons.ts';

/** Part of a trade, and how many of its lots were booked before. */
interface TradePart {
  readonly size: number;
  readonly before: number;
}

/** Books a trade of the account to whom it belongs: to a run of ours, or to others. */
export class TradeBooking {
  readonly #street: LiveStreet;
  readonly #attached: AttachedStops;
  readonly #feeCoins: FeeCoins;

  constructor(street: LiveStreet, attached: AttachedStops) {
    this.#street = street;
    this.#attached = attached;
    this.#feeCoins = new FeeCoins(street);
  }

  /**
   * Whether an order of ours that only reduces has taken off more than anybody is known to hold, while an entry of the
   * other way may have filled untold: what it took is that entry's then.
   */
  awaitsEntry({ order }: OrderRecord, trade: VenueTrade): boolean {
    const { instrument, side } = trade;
    if (!order.reduceOnly) return false;
    if (sharesOf(trade, this.#street.holders(instrument), order.runId).left === 0) return false;
    const { now, records } = this.#street;
    const isOther = ({ order: other }: OrderRecord) =>
      other.role === 'entry' && other.instrument === instrument && other.side !== side;
    for (const record of records.open()) if (isOther(record)) return true;
    for (const record of records.closed()) if (mayStillFill(record, now) && isOther(record)) return true;
    return false;
  }

  /** A trade of an order of ours. */
  ofOurs(record: OrderRecord, trade: VenueTrade): void {
    const { order } = record;
    if (order.instrument !== trade.instrument || order.side !== trade.side || order.status === 'denied') {
      this.#street.anomaly(`trade ${trade.tradeId} does not belong to an order of its name`, record);
      this.#street.freeze(
        trade.instrument,
        `trade ${trade.tradeId} names ${order.id}, which it cannot be of`,
      );
      return;
    }
    this.#attached.note(order);
    const isLate = isClosed(order.status);
    let filledLots: number = order.filledLots;
    let before = 0;
    let fee: Money = NO_MONEY;
    for (const [runId, size] of this.#sharesOfOurs(order, trade)) {
      filledLots += size;
      const fill = this.#fillOf(trade, { ...order, runId }, { size, before }, record.decisionMidHalfTicks);
      before += size;
      fee = addMoney(fee, fill.fee);
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
    this.#payInCoin(order, trade);
    this.#payInOtherCoin(order, trade, fee);
    if (filledLots > order.lots)
      this.#street.freeze(trade.instrument, `${order.id} is filled with ${filledLots} of ${order.lots} lots`);
  }

  /**
   * What a reduce-only order takes off more than its run still holds, such as an exit and a stop that fill at
   * once, it takes off the other runs of the account, or one of ours would be turned without anybody wanting it.
   */
  #sharesOfOurs(order: Order, trade: VenueTrade): readonly Share[] {
    if (!order.reduceOnly) return [[order.runId, trade.lots]];
    const { left, shares } = sharesOf(trade, this.#street.holders(trade.instrument), order.runId);
    if (left === 0) return shares;
    // An entry of the other side may have been told of before it; protection knows what to do with the rest.
    const own = shares.find(([runId]) => runId === order.runId)?.[1] ?? 0;
    return [...shares.filter(([runId]) => runId !== order.runId), [order.runId, own + left]];
  }

  /** A trade of an order that is ours by its name and in no record. */
  ofNobody(trade: VenueTrade): void {
    this.#street.anomaly(`trade ${trade.tradeId} names ${trade.orderId}, which is in no record`);
    this.#addExternal(trade, trade.lots);
    this.#street.freeze(
      trade.instrument,
      `trade ${trade.tradeId} names an order of ours that is in no record`,
    );
  }

  /** Whoever is liquidated has more wrong than a position: nothing enters here until a person has looked. */
  #noteForced({ instrument, lots: size, side, ticks, tradeId }: VenueTrade, how: ForcedTrade): void {
    this.#street.emit({ kind: 'closed-by-venue', instrument, how, tradeId, side, lots: size, ticks });
    this.#street.freeze(instrument, `the venue itself closed ${size} lots here: ${how}`);
  }

  /** Whether a trade of others is what a stop of ours at the venue does to what we hold. */
  isExplained(trade: VenueTrade): boolean {
    return this.#attached.isOf(trade) && sharesOf(trade, this.#street.holders(trade.instrument)).left === 0;
  }

  /**
   * Somebody else traded: a person at the venue, a stop of the position itself, a liquidation. A person closes what is
   * somebody else's first. What is taken off our runs is booked to them, or they would wait for lots that are gone; the
   * rest is not ours.
   */
  ofOthers(trade: VenueTrade): void {
    const { instrument } = trade;
    this.#street.foreign.fill(trade.venueOrderId, trade.lots);
    const isAttachedStop = trade.forced === undefined && this.#attached.isOf(trade);
    const theirs = isAttachedStop || trade.forced !== undefined ? 0 : this.#theirsIn(trade);
    const rest = { side: trade.side, lots: lots(trade.lots - theirs) };
    const { left: open, shares } = sharesOf(rest, this.#street.holders(instrument));
    const left = open + theirs;
    let before = 0;
    for (const [runId, size] of shares) {
      this.#bookTo(runId, trade, { size, before }, isAttachedStop);
      before += size;
    }
    const owner = trade.forced === undefined ? this.#attached.find(trade)?.runId : undefined;
    // An entry that was told of first may have taken what the stop closed: the run holds the difference.
    if (left > 0 && owner !== undefined) this.#bookTo(owner, trade, { size: left, before }, true);
    else if (left > 0) this.#addExternal(trade, left);
    if (trade.forced !== undefined) this.#noteForced(trade, trade.forced);
    else if ((left > 0 && owner === undefined) || !isAttachedStop)
      this.#street.freeze(instrument, `somebody else traded ${trade.lots} lots here`);
  }

  /** Lots of a trade that close what is somebody else's. */
  #theirsIn({ instrument, lots: size, side }: VenueTrade): number {
    return Math.min(size, Math.max(0, -signOf(side) * (this.#street.external.get(instrument) ?? 0)));
  }

  /**
   * On spot a fee may be taken in the coin itself: so many lots are sold at the price of the trade to pay it. What was
   * paid in money is what the trade cost, and what is held is what can be sold.
   */
  #payInCoin(order: Order, trade: VenueTrade): void {
    const instrument = this.#street.instruments.get(trade.instrument);
    if (!instrument || !isPaidInCoin(trade, instrument)) return;
    const taken = this.#street.coinRests.pay(instrument, trade.feeDecimal);
    const held = this.#street.positions.reducibleLots(order.runId, instrument.id, 'sell');
    const size = Math.min(taken, held);
    const fee = notionalOf(instrument, lots(size), trade.ticks);
    if (size > 0)
      this.#sellForFee(order, { ...trade, lots: lots(size) }, { instrument, fee, name: feeName(trade) });
    if (taken > size) this.#addExternal({ ...trade, side: 'sell' }, taken - size);
  }

  /** The same where the coin is another that is traded: whoever holds it has sold as much for the money the fee counts as. */
  #payInOtherCoin(order: Order, trade: VenueTrade, fee: Money): void {
    this.#sellForOthers(order, trade, this.#feeCoins.take(trade, order.runId, fee));
    this.#sellForOthers(order, trade, this.#feeCoins.takeOwed(trade, order.runId));
  }

  #sellForOthers(order: Order, trade: VenueTrade, taken: FeeInCoin | undefined): void {
    if (!taken) return;
    const { instrument, price, shares } = taken;
    this.#feeCoins.settle(taken);
    for (const [runId, size] of shares)
      this.#sellForFee(
        { ...order, instrument: instrument.id, runId },
        { ...trade, instrument: instrument.id, lots: lots(size), ticks: price },
        { instrument, fee: NO_MONEY, name: `${feeName(trade)}-${runId}` },
      );
  }

  #sellForFee(
    order: Order,
    trade: VenueTrade,
    {
      fee,
      instrument,
      name,
    }: { readonly instrument: Instrument; readonly fee: Money; readonly name: string },
  ): void {
    const { now } = this.#street;
    const { acceptedAt: _at, protectiveStop: _stop, targets: _targets, otherLeg: _leg, ...rest } = order;
    const sale: Order = {
      ...rest,
      id: name,
      role: 'exit',
      side: 'sell',
      lots: trade.lots,
      filledLots: trade.lots,
      kind: { type: 'market' },
      reduceOnly: true,
      reason: FIXED_REASONS['fee-taken-in-coin'],
      status: 'filled',
      targetOf: order.protects ?? order.id,
    };
    const part = { size: trade.lots, before: 0 };
    const unpaid = { ...trade, side: 'sell', feeDecimal: '0', feeAsset: instrument.quote } as const;
    // It closes lots of that entry and is no order of it.
    const { oco: _oco, protects: _protects, targetOf: _entry, ...alone } = sale;
    const fill = { ...this.#fillOf(unpaid, alone, part, undefined), fee };
    this.#street.count(fill);
    const outcome = { kind: 'order-filled', fill, filledLots: trade.lots, closed: true } as const;
    this.#street.emit(outcome);
    this.#street.protection.learn(outcome, sale, now);
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
      reason: trade.forced ?? FIXED_REASONS['closed-by-venue'],
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
    this.#street.hasOthersTraded = true;
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
    const fill = liveFill(trade, {
      order,
      instrument,
      currency: options.currency,
      lots: lots(size),
      lotsBefore: before,
      time: now,
      decisionMidHalfTicks,
    });
    if (trade.feeAsset !== options.currency)
      this.#street.feesElsewhere = addMoney(this.#street.feesElsewhere, fill.fee);
    return fill;
  }
}

const feeName = ({ tradeId, venueOrderId }: VenueTrade): string => `fee-${venueOrderId}-${tradeId}`;
