import type { InstrumentId } from '../../domain/instrument/instrument.ts';
import type { OrderIntent, OrderKind } from '../../domain/order/order-intent.ts';
import { setOffKind } from '../../domain/order/order-kind.ts';
import { isClosed, type Order, type OrderId } from '../../domain/order/order.ts';
import type { RefusalCode } from '../../domain/order/refusal.ts';
import type { Side } from '../../domain/order/side.ts';
import { lots } from '../../domain/units/lots.ts';
import { frozenCopy } from '../frozen-copy.ts';
import type { Inquiries } from './inquiries.ts';
import type { LiveStreet } from './live-street.ts';
import { PACE } from './live-settings.ts';
import type { OrderRecord } from './order-record.ts';
import type { TradeIntake } from './trade-intake.ts';
import { seePrice, type WatchedLeg } from './watched-leg.ts';
import { FIXED_REASONS } from '../../domain/remark/fixed-reasons.ts';

/** Two ways for the same lots to be filled, of which one stands at the venue. Plain data, changed in place. */
export interface LivePair {
  /** The leg at the venue. */
  readonly firstId: OrderId;
  /** The other one, as it would leave. */
  readonly other: OrderIntent;
  readonly leg: WatchedLeg;
  /** The market has set the other leg off: the first is taken back for it. */
  isSetOff: boolean;
  /** When the first was over. */
  overAt?: number | undefined;
  /** Until when the market was watched for the other leg, to ten seconds. */
  watchedAt?: number | undefined;
  /** Since when prices were missed that have not been asked for yet. */
  missedFrom?: number | undefined;
}

/** How pairs act. */
export interface PairDoor {
  place(intent: OrderIntent, links: { readonly oco: OrderId }): OrderId;
  cancel(orderId: OrderId, because: string): void;
  /** Why an order would not leave now. */
  denialOf(intent: OrderIntent): RefusalCode | undefined;
}

/** What stands in the way for a moment only. */
const PASSING: ReadonlySet<RefusalCode> = new Set([
  'entry-spacing',
  'reconciling',
  'clock-not-trusted',
  'intent-in-flight',
]);
const OTHER_LEG = FIXED_REASONS['other-leg-set-off'];
/** How often it is looked at again what stands in the way for a moment, in ms. */
const AGAIN_MS = 250;

/** The two legs of an intent, the one that is to stand at the venue first: of two a limit, which may have to queue. */
export function legsOf(intent: OrderIntent, otherLeg: OrderKind): readonly [OrderIntent, OrderIntent] {
  const { otherLeg: _, ...one } = intent;
  // The other leg leaves when the market says so, however long ago the pair was wished for.
  const { key: _key, signal: _signal, ...other } = { ...one, kind: otherLeg };
  const isBetterFirst = otherLeg.type === 'limit' && one.kind.type !== 'limit';
  return isBetterFirst
    ? [
        { ...one, kind: otherLeg, otherLeg: one.kind },
        { ...other, kind: one.kind },
      ]
    : [intent, other];
}

/**
 * Pairs of which one cancels the other, without two orders at the venue: one leg stands there, the market is watched
 * for the other, and that leaves only once the first is over by the venue's own word, for what the first has left.
 * So both never fill, whatever gets lost on the way. Taking the first back takes back the pair.
 */
export class LivePairs {
  readonly #street: LiveStreet;
  readonly #inquiries: Inquiries;
  readonly #trades: TradeIntake;
  readonly #door: PairDoor;
  #pairs: LivePair[] = [];
  /** The pairs as they were told last. */
  #told: readonly LivePair[] = [];

  constructor(
    parts: { readonly street: LiveStreet; readonly inquiries: Inquiries; readonly trades: TradeIntake },
    door: PairDoor,
  ) {
    this.#street = parts.street;
    this.#inquiries = parts.inquiries;
    this.#trades = parts.trades;
    this.#door = door;
  }

  /** The first leg was sent. */
  add(firstId: OrderId, other: OrderIntent): void {
    const leg = { kind: other.kind, side: other.side };
    this.#pairs.push({ firstId, other, leg, isSetOff: false, watchedAt: this.#street.now });
  }

  /**
   * The market shows a price to orders of each side: one that was traded, or the best they could have. Answers
   * whether a leg was set off by it.
   */
  see(instrument: InstrumentId, prices: Readonly<Record<Side, number>>): boolean {
    let isAny = false;
    for (const pair of this.#pairs) {
      if (pair.other.instrument !== instrument || pair.isSetOff) continue;
      pair.isSetOff = seePrice(pair.leg, prices[pair.leg.side]);
      isAny ||= pair.isSetOff;
    }
    return isAny;
  }

  /** Pairs whose other leg has not left, to be looked at and changed in place. */
  get all(): readonly LivePair[] {
    return this.#pairs;
  }

  needs(orderId: OrderId): boolean {
    return this.#pairs.some(({ firstId }) => firstId === orderId);
  }

  sync(): void {
    for (const pair of Array.from(this.#pairs)) {
      const record = this.#street.records.get(pair.firstId);
      if (!record || !this.#tend(pair, record)) this.#pairs.splice(this.#pairs.indexOf(pair), 1);
    }
  }

  nextDue(): number | undefined {
    const { now } = this.#street;
    let due: number | undefined;
    for (const { overAt } of this.#pairs) {
      if (overAt === undefined) continue;
      const at = Math.max(now + AGAIN_MS, overAt + AGAIN_MS);
      if (due === undefined || at < due) due = at;
    }
    return due;
  }

  snapshot(): readonly LivePair[] {
    this.#told = frozenCopy(this.#pairs, this.#told);
    return this.#told;
  }

  restore(pairs: readonly LivePair[]): void {
    this.#pairs = structuredClone([...pairs]);
  }

  /** Answers whether the pair goes on. */
  #tend(pair: LivePair, record: OrderRecord): boolean {
    const { id, status } = record.order;
    if (!isClosed(status)) {
      pair.overAt = undefined;
      if (pair.isSetOff) this.#door.cancel(id, OTHER_LEG);
      return true;
    }
    if (!this.#leavesOther(pair, record)) return false;
    pair.overAt ??= this.#street.now;
    if (!this.#isCertain(pair, record)) return true;
    return this.#sendOther(pair, record.order);
  }

  /** Whether the way in which the first leg is over leaves the lots to the other one. */
  #leavesOther({ isSetOff }: LivePair, { cancel, order }: OrderRecord): boolean {
    // Taken back before it left.
    if (order.status === 'denied') return isSetOff;
    if (order.status !== 'canceled' && order.status !== 'expired') return false;
    if (cancel && cancel.because !== OTHER_LEG) return false;
    return order.filledLots < order.lots;
  }

  /** The venue has said how much of the first was filled, or every trade since it was over has been read. */
  #isCertain(pair: LivePair, record: OrderRecord): boolean {
    const { now } = this.#street;
    const readFrom = (pair.overAt ?? now) + PACE.propagation;
    if (record.isFinal === true || record.order.status === 'denied' || this.#trades.readUpTo >= readFrom)
      return true;
    this.#inquiries.open(record, 0);
    if (now >= readFrom) this.#inquiries.askTrades(this.#trades.askFrom);
    return false;
  }

  #sendOther({ firstId, isSetOff, other }: LivePair, first: Order): boolean {
    const left = lots(first.lots - first.filledLots);
    const kind = isSetOff ? setOffKind(other.kind) : other.kind;
    const intent = { ...other, lots: left, kind };
    const denial = this.#door.denialOf(intent);
    if (denial !== undefined && PASSING.has(denial)) return true;
    if (denial === undefined) this.#door.place(intent, { oco: firstId });
    else this.#street.warn(`${other.instrument}: the other leg of ${firstId} does not leave: ${denial}`);
    return false;
  }
}
