import type { InstrumentId } from '../../domain/instrument/instrument.ts';
import type { OrderId } from '../../domain/order/order.ts';
import { signOf } from '../../domain/order/side.ts';
import { PACE } from '../../execution/live/live-settings.ts';
import { isWorthTooLittle } from './exchange/coins.ts';
import type { Exchange } from './exchange/exchange.ts';
import { isLive, leftOf } from './exchange/exchange-order.ts';
import { F1 } from './fault-profile.ts';

/** A stretch of time in which lots were held with nothing at the venue behind them. */
export interface Unprotected {
  readonly instrument: InstrumentId;
  readonly from: number;
  readonly to: number;
  /** The engine was down at some moment of it. */
  readonly hadCrash: boolean;
  /** From the last start of the engine inside it to its end, or until an exit had left, in ms. */
  readonly sinceStartMs: number;
}

/** A stop that was taken back. */
export interface TakenBack {
  readonly instrument: InstrumentId;
  readonly orderId: OrderId | undefined;
  /** Lots it stood for. */
  readonly lots: number;
  /** Lots we know to be held, with sign. */
  readonly knownLots: number | undefined;
  /** It was set off and did not fill. */
  readonly isSetOff: boolean;
  /** When the position changed last. */
  readonly changedAt: number;
}

/** After so long without a change of the position everybody knows it, in ms. */
const SETTLED_MS = 10_000;

/**
 * A stop that the venue took back by itself without telling is not known to be gone before open orders are looked at
 * again: every 5 s, and the question and its answer are under way.
 */
const UNKNOWN_MS = PACE.openOrders + 2 * F1.delayMs[1];

interface Open {
  readonly from: number;
  hadCrash: boolean;
  startedAt: number;
  exitSentAt: number | undefined;
}

/** Measures, by the exchange's own truth, how long positions stand without a stop or an exit behind them. */
export class ProtectionWatch {
  readonly past: Unprotected[] = [];
  /** Stops that were taken back by us though nothing else stood behind a position that had not changed. */
  readonly takenBackAlone: OrderId[] = [];
  /** Of these, the ones that were not in the way of anything that was to leave. */
  readonly takenBackForNothing: OrderId[] = [];
  readonly #open = new Map<InstrumentId, Open>();
  readonly #inTheWay = new Set<OrderId>();
  readonly #vanishedAt = new Map<InstrumentId, number>();
  readonly #exchange: () => Exchange;
  readonly #now: () => number;
  #isDown = false;

  constructor(exchange: () => Exchange, now: () => number) {
    this.#exchange = exchange;
    this.#now = now;
  }

  /** Something changed in what is held or in what stands behind it. */
  look(instrument: InstrumentId): void {
    const isBare = this.#bareLots(instrument) > 0;
    const open = this.#open.get(instrument);
    if (isBare && !open) this.#open.set(instrument, this.#opened());
    if (isBare || !open) return;
    this.#open.delete(instrument);
    // Changes of one instant are seen one after the other.
    const to = this.#now();
    const { exitSentAt = to, from, hadCrash, startedAt } = open;
    const sinceStartMs = Math.max(0, Math.min(to, exitSentAt) - startedAt);
    if (to > from) this.past.push({ instrument, from, to, hadCrash, sinceStartMs });
  }

  /** A request of ours to take back a stop has been done. */
  noteTakenBack(taken: TakenBack): void {
    const { changedAt, instrument, isSetOff, knownLots, lots, orderId } = taken;
    const { account } = this.#exchange();
    const isCause = this.#open.get(instrument)?.from === this.#now() && !isSetOff;
    const isKnown = knownLots === account.held(instrument) && this.#now() - changedAt > SETTLED_MS;
    // Where less is bare than it stood for, another stands in its place, and what is bare was bare before.
    const isAlone = this.#bareLots(instrument) >= Math.min(lots, Math.abs(account.held(instrument)));
    if (!isCause || !isKnown || !isAlone || this.#hasVanishedUntold(instrument) || orderId === undefined)
      return;
    this.takenBackAlone.push(orderId);
    if (!this.#inTheWay.has(orderId)) this.takenBackForNothing.push(orderId);
  }

  /** A request leaves to take a stop back while something of what it stands for is to leave. */
  noteInTheWay(orderId: OrderId): void {
    this.#inTheWay.add(orderId);
  }

  /** The venue takes a stop back by itself. */
  noteVanished(instrument: InstrumentId): void {
    this.#vanishedAt.set(instrument, this.#now());
  }

  /** The engine dies. */
  noteCrash(): void {
    this.#isDown = true;
    for (const open of this.#open.values()) open.hadCrash = true;
  }

  /** An exit at market leaves: from now on the position is being closed. */
  noteExit(instrument: InstrumentId): void {
    const open = this.#open.get(instrument);
    if (open) open.exitSentAt ??= this.#now();
  }

  /** The engine is there again. */
  noteStart(): void {
    this.#isDown = false;
    for (const open of this.#open.values()) open.startedAt = this.#now();
  }

  /** Stretches that have not ended, in words. */
  unended(): readonly string[] {
    return [...this.#open].map(
      ([instrument, { from }]) =>
        `${instrument}: ${this.#bareLots(instrument)} lots without a stop since ${from}`,
    );
  }

  #hasVanishedUntold(instrument: InstrumentId): boolean {
    return this.#now() - (this.#vanishedAt.get(instrument) ?? -Infinity) < UNKNOWN_MS;
  }

  #opened(): Open {
    const now = this.#now();
    return { from: now, hadCrash: this.#isDown, startedAt: now, exitSentAt: undefined };
  }

  /** On spot what is worth less than the smallest order can neither be sold nor protected. */
  #isUnsellable(id: InstrumentId, size: number): boolean {
    const { instruments, matching } = this.#exchange();
    const instrument = instruments.find((each) => each.id === id);
    return instrument !== undefined && size > 0 && isWorthTooLittle(instrument, size, matching.bid(id));
  }

  #bareLots(instrument: InstrumentId): number {
    const { account, instruments, matching } = this.#exchange();
    const held = account.held(instrument);
    // Coins that somebody else's order would sell are no others' to protect.
    const isSpot = instruments.some(({ id, kind }) => id === instrument && kind === 'spot');
    if (held === 0 || account.positionStop(instrument) !== undefined) return 0;
    let behind = 0;
    for (const order of matching.live) {
      const reduces = order.reduceOnly && isLive(order) && held * signOf(order.side) < 0;
      const isThere = order.type !== 'limit' && (isSpot || order.orderId !== undefined || order.isAttached);
      if (order.instrument === instrument && reduces && isThere) behind += leftOf(order);
    }
    const bare = Math.max(0, Math.abs(held) - behind);
    return this.#isUnsellable(instrument, bare) ? 0 : bare;
  }
}
