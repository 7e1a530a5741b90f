import type { Instrument } from '../../domain/instrument/instrument.ts';
import type { FeedStatus } from '../../domain/market/market-event.ts';
import { lots } from '../../domain/units/lots.ts';
import { ticks } from '../../domain/units/ticks.ts';
import type { UnixMs } from '../../domain/units/time.ts';
import type { EventQueue } from './event-queue.ts';
import type { SideSign } from './matching/level-changes.ts';
import type { LimitOrderBook } from './matching/limit-order-book.ts';

const TRADE_IDS_PER_MS = 1000;

/**
 * Tells the outside what happened in one book: trades first, then the levels they and the orders changed,
 * one numbered change per action. While silent, numbers go on and nothing is told: a gap to be noticed.
 */
export class MarketTape {
  silent = true;
  readonly #instrument: Instrument;
  readonly #book: LimitOrderBook;
  readonly #queue: EventQueue;
  readonly #lotsAt: (side: SideSign, price: number) => number;
  #updateId = 0;
  #tradeNumber: number;

  /** Trade numbers follow from `startMs`, so that a market that goes on later does not repeat them. */
  constructor(instrument: Instrument, book: LimitOrderBook, queue: EventQueue, startMs: number) {
    this.#instrument = instrument;
    this.#book = book;
    this.#queue = queue;
    this.#lotsAt = (side, price) => book.lotsAt(side, price);
    this.#tradeNumber = startMs * TRADE_IDS_PER_MS;
  }

  /** Tells the trades of the action, those at one price as one print, and the change they are part of. */
  tellAction(time: UnixMs, aggressor: SideSign): void {
    if (this.#book.fills.count > 0) this.#tellTrades(time, aggressor);
    const bids = this.#book.changes.of(1, this.#lotsAt);
    const asks = this.#book.changes.of(-1, this.#lotsAt);
    if (bids.length === 0 && asks.length === 0) return;
    this.#updateId += 1;
    if (this.silent) return;
    const instrument = this.#instrument.id;
    this.#queue.push({
      kind: 'book-delta',
      instrument,
      time,
      venueTime: time,
      bids,
      asks,
      updateId: this.#updateId,
    });
  }

  /** The whole book, followed by word that the feed can be believed. */
  tellSnapshot(time: UnixMs, detail: string): void {
    this.silent = false;
    this.#queue.push({
      kind: 'book-snapshot',
      instrument: this.#instrument.id,
      time,
      venueTime: time,
      bids: this.#book.levels(1),
      asks: this.#book.levels(-1),
      updateId: this.#updateId,
    });
    this.tellStatus(time, 'live', detail);
  }

  tellStatus(time: UnixMs, status: FeedStatus['status'], detail: string): void {
    this.#queue.push({
      kind: 'feed-status',
      instrument: this.#instrument.id,
      time,
      venueTime: time,
      status,
      detail,
    });
  }

  tellMark(time: UnixMs, markTicks: number): void {
    if (this.silent) return;
    this.#queue.push({
      kind: 'mark-price',
      instrument: this.#instrument.id,
      time,
      venueTime: time,
      ticks: ticks(markTicks),
    });
  }

  /** Funding is told even while the market data is silent: it is the account's business. */
  tellFunding(time: UnixMs, rateE8: number, markTicks: number): void {
    const instrument = this.#instrument.id;
    this.#queue.push({
      kind: 'funding',
      instrument,
      time,
      venueTime: time,
      rateE8,
      markTicks: ticks(markTicks),
    });
  }

  #tellTrades(time: UnixMs, aggressor: SideSign): void {
    const { count, prices, lots: sizes } = this.#book.fills;
    let size = 0;
    for (let index = 0; index < count; index += 1) {
      size += sizes[index] ?? 0;
      if (index + 1 < count && prices[index + 1] === prices[index]) continue;
      this.#tellTrade(time, aggressor, prices[index] ?? 0, size);
      size = 0;
    }
  }

  #tellTrade(time: UnixMs, aggressor: SideSign, price: number, size: number): void {
    this.#tradeNumber += 1;
    if (this.silent) return;
    this.#queue.push({
      kind: 'trade',
      instrument: this.#instrument.id,
      time,
      venueTime: time,
      ticks: ticks(price),
      lots: lots(size),
      aggressor: aggressor === 1 ? 'buy' : 'sell',
      tradeId: String(this.#tradeNumber),
    });
  }
}
