import type { OrderIntent } from '../../domain/order/order-intent.ts';
import type { Order, OrderId } from '../../domain/order/order.ts';
import type { RefusalCode } from '../../domain/order/refusal.ts';
import { signOf } from '../../domain/order/side.ts';
import { lots } from '../../domain/units/lots.ts';
import type { MissingMoney } from './buying-power.ts';
import { isRestingExit, isTooSmall, roomFor } from './exit-room.ts';
import type { LiveStreet } from './live-street.ts';
import { mayStillFill, type OrderRecord } from './order-record.ts';

/** What may leave for a real venue, asked once more as it leaves. */
export class LeaveRules {
  /** When the last entry of each instrument left. */
  readonly entrySentAt = new Map<string, number>();
  readonly #street: LiveStreet;
  /** Why no entry may leave now, of the account or an instrument; undefined when one may. */
  readonly #obstacle: (intent: OrderIntent) => RefusalCode | undefined;

  constructor(street: LiveStreet, obstacle: (intent: OrderIntent) => RefusalCode | undefined) {
    this.#street = street;
    this.#obstacle = obstacle;
  }

  /** Why an order may not leave now. `except` is an order that stands already and does not count. */
  denialOf(order: OrderIntent, except?: OrderId): RefusalCode | undefined {
    if (this.#isHeldBack(order)) return 'unsupported-order-type';
    const onSpot = this.#spotDenialOf(order, except);
    if (onSpot !== undefined) return onSpot;
    if (order.reduceOnly) {
      const most = roomFor(this.#street, order, except);
      if (most === 0) return 'reduce-only-without-position';
      // It had to wait, and meanwhile there is less to reduce.
      return order.lots > most ? 'reduce-only-would-increase' : undefined;
    }
    return this.#entryDenialOf(order, except);
  }

  /** A reduce-only order is no larger than what there is to reduce, whatever the venue makes of its flag. */
  cappedLots(intent: OrderIntent): Order['lots'] {
    if (!intent.reduceOnly) return intent.lots;
    const most = roomFor(this.#street, intent);
    return most > 0 && most < intent.lots ? lots(most) : intent.lots;
  }

  /**
   * Spot venues set aside what a resting order would sell: a target beside the stop would leave one of the two
   * without anything to sell.
   */
  #isHeldBack({ instrument, otherLeg, reduceOnly, targets }: OrderIntent): boolean {
    const isSpot = this.#street.instruments.get(instrument)?.kind === 'spot';
    return isSpot && (targets !== undefined || (otherLeg !== undefined && reduceOnly));
  }

  /** Money that a buy on spot needs and the venue says is not free. */
  missingFor(order: OrderIntent, id: OrderId | undefined): MissingMoney | undefined {
    const { buyingPower, records } = this.#street;
    const mid = id === undefined ? undefined : records.get(id)?.decisionMidHalfTicks;
    return buyingPower.missingFor(order, mid);
  }

  /** Spot has nothing to sell but what was bought, and its stop stands for that. */
  #spotDenialOf(order: OrderIntent, except: OrderId | undefined): RefusalCode | undefined {
    if (!this.#street.isOnlySell(order.instrument)) return undefined;
    if (!order.reduceOnly) {
      if (order.side === 'sell') return 'no-short-on-spot';
      return this.missingFor(order, except) ? 'balance-too-small' : undefined;
    }
    if (isRestingExit(order)) return 'coins-set-aside';
    return order.role === 'exit' && this.#isWorthless(order) ? 'below-min-notional' : undefined;
  }

  /** The venue would refuse it, whatever is done for it first. */
  #isWorthless({ instrument, lots: size, runId }: OrderIntent): boolean {
    const cover = this.#street.protection.coversOf(instrument).find((each) => each.runId === runId);
    return cover !== undefined && isTooSmall(this.#street, { ...cover, lots: size });
  }

  #entryDenialOf(order: OrderIntent, except: OrderId | undefined): RefusalCode | undefined {
    const { now, options } = this.#street;
    const { instrument, signal } = order;
    const obstacle = this.#obstacle(order);
    if (obstacle !== undefined) return obstacle;
    if (signal !== undefined && now > signal.at + signal.validMs) return 'signal-too-old';
    const sentAt = this.entrySentAt.get(instrument);
    if (sentAt !== undefined && now - sentAt < options.entrySpacingMs) return 'entry-spacing';
    if (this.#hasUnresolved(order, except)) return 'intent-in-flight';
    return this.#isAgainstOthers(order) ? 'opposite-position' : undefined;
  }

  /** Nobody knows yet what became of another entry of the run here: a hand may have several, a strategy one. */
  #hasUnresolved({ instrument, runId }: OrderIntent, except: OrderId | undefined): boolean {
    if (runId === 'manual') return false;
    for (const { order } of this.#street.records.open()) {
      const isUnresolved = order.status === 'sending' || order.status === 'unknown';
      const isOwn = order.role === 'entry' && order.runId === runId && order.instrument === instrument;
      if (isUnresolved && isOwn && order.id !== except) return true;
    }
    return false;
  }

  /** Another run holds the other way here, or may soon: the venue would net the two, and the stops of neither would hold. */
  #isAgainstOthers({ instrument, runId, side }: OrderIntent): boolean {
    const { positions, records } = this.#street;
    const others = this.#street.accountLots(instrument) - positions.signedLots(runId, instrument);
    if (others * signOf(side) < 0) return true;
    const mayTurn = ({ order }: OrderRecord) =>
      order.role === 'entry' &&
      order.instrument === instrument &&
      order.runId !== runId &&
      order.side !== side;
    for (const record of records.open()) if (mayTurn(record)) return true;
    for (const record of records.closed())
      if (mayStillFill(record, this.#street.now) && mayTurn(record)) return true;
    return false;
  }
}
