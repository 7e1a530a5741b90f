import type { VenueTrade } from '../../domain/venue/venue-report.ts';
import { isOurs } from '../orders/order-number.ts';
import { AttachedStops, type AttachedStopsState } from './attached-stops.ts';
import type { LiveStreet } from './live-street.ts';
import { PACE } from './live-settings.ts';
import { TradeBooking } from './trade-booking.ts';

/** Instrument and trade id, with the venue's time of it. */
type SeenTrade = readonly [string, number];

/** What trades have been counted, as plain data. */
export interface TradeIntakeState extends AttachedStopsState {
  readonly seen: readonly SeenTrade[];
  /** Trades before this venue time are all counted. */
  readonly horizon: number;
  /** From when on trades have to be asked for after a restart. */
  readonly readUpTo: number;
}

/** A trade that names no order of ours, or takes off more than anybody is known to hold. */
interface HeldTrade {
  readonly trade: VenueTrade;
  readonly until: number;
  /** It is of an order of ours: what explains it is asked for at once. */
  readonly isOurs: boolean;
}

const keyOf = ({ instrument, tradeId }: VenueTrade): string => `${instrument}|${tradeId}`;

/** Counts every trade of the account once, from whatever source and in whatever order they come. */
export class TradeIntake {
  readonly #street: LiveStreet;
  /** Frozen, for they are told with every commit and never change. */
  readonly #seen = new Map<string, SeenTrade>();
  /** Trades that wait, until then at least, for others before them that are not told of yet and explain them. */
  readonly #held = new Map<string, HeldTrade>();
  readonly #attached: AttachedStops;
  readonly #booking: TradeBooking;
  #horizon = 0;
  #readUpTo = 0;
  /** When trades may be asked for once more on behalf of those that are held. */
  #readAgainAt = 0;

  constructor(street: LiveStreet) {
    this.#street = street;
    this.#attached = new AttachedStops(street);
    this.#booking = new TradeBooking(street, this.#attached);
  }

  /** Up to when our trades are known to be complete; 0 before they were read once. */
  get readUpTo(): number {
    return this.#readUpTo;
  }

  /** From when on trades are to be asked for, so that none is missing between the answer and those that were read. */
  get askFrom(): number {
    const { now } = this.#street;
    return Math.min(now, this.#readUpTo === 0 ? now : this.#readUpTo) - PACE.tradeOverlap;
  }

  /** Trades up to `time` have been read without a gap. */
  noteRead(time: number): void {
    if (time <= this.#readUpTo) return;
    this.#readUpTo = time;
    // By the venue's own times: how ours compares to them may not be known yet.
    for (const [, at] of this.#seen.values()) this.#horizon = Math.max(this.#horizon, at - PACE.tradeMemory);
    for (const [key, at] of this.#seen.values()) if (at < this.#horizon) this.#seen.delete(key);
  }

  take(trade: VenueTrade): void {
    const { instruments, now, records } = this.#street;
    const key = keyOf(trade);
    if (this.#seen.has(key) || trade.venueTime < this.#horizon || !instruments.has(trade.instrument)) return;
    if (!this.#isExplained(trade)) {
      const isOurs = records.find(trade.orderId, trade.venueOrderId) !== undefined;
      if (!this.#held.has(key)) this.#held.set(key, { trade, until: now + PACE.propagation, isOurs });
      return;
    }
    this.#count(trade);
    for (const held of inTurn(this.#held.values())) if (this.#isExplained(held)) this.#count(held);
  }

  /**
   * Counts the trades that have been held long enough, in the order in which they were made: never before all trades were
   * read again, for one that is missing may explain them. A stop of a position may have closed what an entry opened that
   * nobody has told of yet.
   */
  release(): void {
    if (this.#held.size === 0) return;
    const ripe = [...this.#held.values()].filter(({ until }) => this.#readUpTo >= until);
    for (const trade of inTurn(ripe)) this.#count(trade);
  }

  /** The same as time passes; answers whether all trades are to be read now. */
  tick(): boolean {
    this.release();
    const { now } = this.#street;
    if (now < (this.#readDue() ?? Infinity)) return false;
    this.#readAgainAt = now + PACE.reply;
    return true;
  }

  nextDue(): number | undefined {
    return this.#readDue();
  }

  snapshot(): TradeIntakeState {
    return {
      seen: [...this.#seen.values()],
      horizon: this.#horizon,
      readUpTo: this.#readUpTo,
      ...this.#attached.snapshot(),
    };
  }

  restore({ horizon, readUpTo, seen, ...attached }: TradeIntakeState): void {
    this.#attached.restore(attached);
    this.#seen.clear();
    for (const [key, at] of seen) this.#note(key, at);
    this.#horizon = horizon;
    this.#readUpTo = readUpTo;
  }

  /** When trades are to be read for those that are held. */
  #readDue(): number | undefined {
    let due: number | undefined;
    for (const { isOurs, until } of this.#held.values()) {
      const at = Math.max(isOurs ? 0 : until, this.#readAgainAt);
      if (due === undefined || at < due) due = at;
    }
    return due;
  }

  /** Whether it is known whom the lots it takes off belong to. */
  #isExplained(trade: VenueTrade): boolean {
    const record = this.#street.records.find(trade.orderId, trade.venueOrderId);
    if (record) return !this.#booking.awaitsEntry(record, trade);
    return !isForeign(trade) || trade.forced !== undefined || this.#booking.isExplained(trade);
  }

  #note(key: string, at: number): void {
    this.#seen.set(key, Object.freeze([key, at] as const));
  }

  #count(trade: VenueTrade): void {
    const key = keyOf(trade);
    this.#held.delete(key);
    this.#note(key, trade.venueTime);
    const record = this.#street.records.find(trade.orderId, trade.venueOrderId);
    if (record) this.#booking.ofOurs(record, trade);
    else if (isForeign(trade)) this.#booking.ofOthers(trade);
    else this.#booking.ofNobody(trade);
  }
}

/** Whether a trade that is in no record of ours is of somebody else. */
const isForeign = ({ orderId }: VenueTrade): boolean => orderId === undefined || !isOurs(orderId);

/** Held trades in the order in which they were made. */
const inTurn = (held: Iterable<HeldTrade>): VenueTrade[] =>
  Array.from(held, ({ trade }) => trade).toSorted((a, b) => a.venueTime - b.venueTime);
