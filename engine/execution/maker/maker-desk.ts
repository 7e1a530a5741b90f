import type { Fill } from '../../domain/order/fill.ts';
import type { OrderIntent } from '../../domain/order/order-intent.ts';
import { type OrderId, isClosed, type Order } from '../../domain/order/order.ts';
import type { MakerTerms } from '../../domain/risk/maker-terms.ts';
import type { Outcome } from '../../domain/session/outcome.ts';
import { lots } from '../../domain/units/lots.ts';
import { makerPrice, type Touch } from './maker-price.ts';
import { MakerRecord, type MakerRecordState } from './maker-record.ts';
import { FIXED_REASONS } from '../../domain/remark/fixed-reasons.ts';

/** An entry that is being tried as a resting order. Plain data. */
export interface MakerTry {
  readonly orderId: OrderId;
  readonly strategyId: string;
  /** The entry as it was wished for, at market. */
  readonly wish: OrderIntent;
  readonly terms: MakerTerms;
  readonly restsSince: number;
  readonly filledLots: number;
  readonly requotesLeft: number;
  readonly isCanceling: boolean;
}

export interface MakerDeskState {
  readonly tries: readonly MakerTry[];
  readonly record: MakerRecordState;
}

/** How the desk acts: through the same door as every order. */
export interface MakerDoor {
  /** Puts an order before risk; answers its id, undefined when it was refused. */
  propose(intent: OrderIntent): OrderId | undefined;
  cancel(orderId: OrderId, because: string): void;
  order(orderId: OrderId): Order | undefined;
  touchOf(instrument: string): Touch | undefined;
}

/** The wish as a post-only order; undefined without a two-sided book. */
export function restingIntent(
  wish: OrderIntent,
  terms: MakerTerms,
  touch: Touch | undefined,
): OrderIntent | undefined {
  const limit = touch && makerPrice(wish.side, touch, terms);
  return limit && { ...wish, kind: { type: 'limit', limit, timeInForce: 'gtc', postOnly: true } };
}

/**
 * Tries entries as resting orders first: post-only near the mid, taken back after a while, and then what the
 * terms say for the rest: at market, placed anew, or given up. It measures what that was worth.
 */
export class MakerDesk {
  readonly record: MakerRecord;
  readonly #tell: (outcome: Outcome) => void;
  #tries: readonly MakerTry[] = [];

  /** `tell` hears how every try ended and what its fills were worth. */
  constructor(tell: (outcome: Outcome) => void = () => undefined) {
    this.#tell = tell;
    this.record = new MakerRecord(tell);
  }

  get isEmpty(): boolean {
    return this.#tries.length === 0 && this.record.isEmpty;
  }

  /** Whether nothing rests or is on its way back. */
  get isIdle(): boolean {
    return this.#tries.length === 0;
  }

  /** Whether the run has an entry resting or on its way back. */
  isTrying(runId: string, instrument: string): boolean {
    return this.#tries.some(({ wish }) => wish.runId === runId && wish.instrument === instrument);
  }

  /** Begins to try a wish; false when risk refused it or there is no book to rest in. */
  begin(wish: OrderIntent, strategyId: string, terms: MakerTerms, door: TimedDoor): boolean {
    return this.#place(wish, strategyId, { terms, requotesLeft: terms.requotes }, door);
  }

  /** A fill became known; `mid` is the mid then in ticks, 0 without one. */
  noteFill(fill: Fill, mid: number): void {
    const found = this.#tries.find(({ orderId }) => orderId === fill.orderId);
    if (!found) return;
    const { restsSince, strategyId } = found;
    this.#replace(found, { ...found, filledLots: found.filledLots + fill.lots });
    this.record.filled(strategyId, {
      orderId: fill.orderId,
      filledAt: fill.time,
      instrument: fill.instrument,
      side: fill.side,
      mid,
      lots: fill.lots,
      waitedMs: fill.time - restsSince,
    });
  }

  /** Takes back what has rested long enough, and goes on with what came back. */
  tend(door: TimedDoor): void {
    for (const each of this.#tries) {
      const order = door.order(each.orderId);
      if (order === undefined || isClosed(order.status)) this.#end(each, order, door);
      else if (!each.isCanceling && door.time >= each.restsSince + each.terms.restMs) {
        this.#replace(each, { ...each, isCanceling: true });
        door.cancel(each.orderId, FIXED_REASONS['rested-long-enough']);
      }
    }
  }

  /** Lets go of a run's tries: nothing follows when their orders are closed. */
  release(runId: string): void {
    this.#tries = this.#tries.filter(({ wish }) => wish.runId !== runId);
  }

  state(): MakerDeskState {
    return { tries: this.#tries, record: this.record.state() };
  }

  restore({ record, tries }: MakerDeskState): void {
    this.#tries = tries;
    this.record.restore(record);
  }

  #place(
    wish: OrderIntent,
    strategyId: string,
    { requotesLeft, terms }: Pick<MakerTry, 'requotesLeft' | 'terms'>,
    door: TimedDoor,
  ): boolean {
    const intent = restingIntent(wish, terms, door.touchOf(wish.instrument));
    const orderId = intent && door.propose(intent);
    if (orderId === undefined) return false;
    const begun = { strategyId, wish, terms, restsSince: door.time, filledLots: 0, isCanceling: false };
    this.#tries = [...this.#tries, { ...begun, orderId, requotesLeft }];
    this.record.rested(strategyId, wish.lots);
    return true;
  }

  #end(each: MakerTry, order: Order | undefined, door: TimedDoor): void {
    const { filledLots, requotesLeft, strategyId, terms, wish } = each;
    this.#tries = this.#tries.filter((other) => other !== each);
    const { instrument, lots: askedLots } = wish;
    const ended = { strategyId, orderId: each.orderId, instrument, askedLots, filledLots };
    this.#tell({ kind: 'maker-order-ended', ...ended });
    this.record.ended(strategyId);
    const rest = wish.lots - filledLots;
    if (rest <= 0) return this.record.completed(strategyId);
    // Turned away for crossing it never rested; the market has come to it, and may be asked again.
    const mayGoOn = each.isCanceling || order?.status === 'rejected';
    if (!mayGoOn || terms.fallback === 'cancel') return this.record.gaveUp(strategyId);
    const left: OrderIntent = { ...wish, lots: lots(rest), isContinued: true };
    if (terms.fallback === 'requote') {
      const next = { terms, requotesLeft: requotesLeft - 1 };
      if (requotesLeft > 0 && this.#place(left, strategyId, next, door)) return undefined;
      return this.record.gaveUp(strategyId);
    }
    if (door.propose(left) === undefined) this.record.gaveUp(strategyId);
    else this.record.fellBack(strategyId);
    return undefined;
  }

  #replace(before: MakerTry, after: MakerTry): void {
    this.#tries = this.#tries.map((each) => (each === before ? after : each));
  }
}

/** The door at a moment. */
export interface TimedDoor extends MakerDoor {
  readonly time: number;
}
