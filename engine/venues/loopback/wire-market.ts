import type { Instrument } from '../../domain/instrument/instrument.ts';
import type { MarketEvent, TradePrint } from '../../domain/market/market-event.ts';
import type { Levels } from '../../domain/market/levels.ts';
import { formatFixed, parseFixed } from '../../domain/units/fixed.ts';
import type { UnixMs } from '../../domain/units/time.ts';
import { MinuteCandles } from './minute-candles.ts';
import { PublishedBook, type PublishedUpdate } from './published-book.ts';
import { ReferenceBook } from './reference-book.ts';

/** A message of a public topic. */
export type TopicMessage = Readonly<Record<string, unknown>> & { readonly topic: string };

const SCALE = 18;
const HOUR_MS = 3_600_000;
/** Bybit's interest rate for eight hours, which funding is when mark and index agree. */
const USUAL_FUNDING_RATE = '0.0001';

/** One instrument as Bybit puts it on the wire: its book, its trades, its ticker and its candles. */
export class WireMarket {
  readonly instrument: Instrument;
  /** The venue's own symbol, without slash and settlement. */
  readonly symbol: string;
  readonly candles = new MinuteCandles();
  readonly #book = new ReferenceBook();
  readonly #published = new Map<number, PublishedBook>();
  readonly #firstUpdateId: number;
  #prints: TradePrint[] = [];
  #markTicks: number | undefined;
  #fundingAt = 0;

  /** Numbers of published books begin behind `firstUpdateId`. */
  constructor(instrument: Instrument, firstUpdateId: number) {
    this.instrument = instrument;
    this.symbol = `${instrument.base}${instrument.quote}`;
    this.#firstUpdateId = firstUpdateId;
  }

  /** The published window of a depth, from the first time it is asked for. */
  published(depth: number): PublishedBook {
    const known = this.#published.get(depth);
    if (known) return known;
    const book = new PublishedBook(this.#firstUpdateId);
    book.publish(this.#book.top(depth));
    this.#published.set(depth, book);
    return book;
  }

  /** Takes in what happened in the market at the venue's time `at`. */
  take(event: MarketEvent, at: UnixMs): void {
    if (event.kind === 'book-snapshot' || event.kind === 'book-delta') this.#book.apply(event);
    else if (event.kind === 'mark-price') this.#markTicks = event.ticks;
    else if (event.kind === 'trade') {
      this.#prints.push({ ...event, venueTime: at });
      this.candles.add(at, this.price(event.ticks), this.size(event.lots));
    }
  }

  /** Forgets prints nobody was told, as before the venue opens. */
  skipPrints(): void {
    this.#prints = [];
  }

  /** Everything that happened since the last call, as messages stamped with `now`. */
  messages(now: number): TopicMessage[] {
    const messages: TopicMessage[] = [];
    const prints = this.#prints;
    this.#prints = [];
    if (prints.length > 0) messages.push(this.#tradesMessage(prints, now));
    for (const [depth, book] of this.#published) {
      const update = book.publish(this.#book.top(depth));
      if (update) messages.push(this.#deltaMessage(depth, update, now));
    }
    return messages;
  }

  snapshotMessage(depth: number, now: number): TopicMessage {
    const { top, updateId } = this.published(depth);
    return this.#bookMessage(depth, 'snapshot', { ...top, updateId }, now);
  }

  /** The ticker with what a perpetual's funding is computed from. */
  tickerMessage(type: 'snapshot' | 'delta', now: number): TopicMessage {
    const periodMs = this.instrument.fundingIntervalHours * HOUR_MS;
    if (now >= this.#fundingAt) this.#fundingAt = (Math.floor(now / periodMs) + 1) * periodMs;
    return {
      topic: `tickers.${this.symbol}`,
      type,
      ts: now,
      data: {
        symbol: this.symbol,
        ...(this.#markTicks === undefined ? {} : { markPrice: this.price(this.#markTicks) }),
        fundingRate: USUAL_FUNDING_RATE,
        nextFundingTime: String(this.#fundingAt),
      },
    };
  }

  price(ticks: number): string {
    return stepText(ticks, this.instrument.tickSize);
  }

  size(lots: number): string {
    return stepText(lots, this.instrument.lotSize);
  }

  #tradesMessage(prints: readonly TradePrint[], now: number): TopicMessage {
    return {
      topic: `publicTrade.${this.symbol}`,
      type: 'snapshot',
      ts: now,
      data: prints.map(({ aggressor, lots, ticks, tradeId, venueTime }) => ({
        T: venueTime,
        s: this.symbol,
        S: aggressor === 'buy' ? 'Buy' : 'Sell',
        v: this.size(lots),
        p: this.price(ticks),
        L: 'ZeroPlusTick',
        i: tradeId,
        BT: false,
      })),
    };
  }

  #deltaMessage(depth: number, { changes, updateId }: PublishedUpdate, now: number): TopicMessage {
    return this.#bookMessage(depth, 'delta', { ...changes, updateId }, now);
  }

  #bookMessage(
    depth: number,
    type: 'snapshot' | 'delta',
    { asks, bids, updateId }: { bids: Levels; asks: Levels; updateId: number },
    now: number,
  ): TopicMessage {
    const data = { s: this.symbol, b: this.#wireLevels(bids), a: this.#wireLevels(asks), u: updateId };
    return { topic: `orderbook.${depth}.${this.symbol}`, type, ts: now, cts: now, data };
  }

  #wireLevels(levels: Levels): [string, string][] {
    const wire: [string, string][] = [];
    for (let index = 0; index + 1 < levels.length; index += 2) {
      wire.push([this.price(levels[index] as number), this.size(levels[index + 1] as number)]);
    }
    return wire;
  }
}

/** `count` steps as the plain decimal text a venue sends. */
const stepText = (count: number, step: string): string =>
  formatFixed(BigInt(count) * parseFixed(step, SCALE), SCALE);
