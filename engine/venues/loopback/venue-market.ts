import type { Instrument } from '../../domain/instrument/instrument.ts';
import type { MarketEvent, TradePrint } from '../../domain/market/market-event.ts';
import type { Levels } from '../../domain/market/levels.ts';
import { formatFixed, parseFixed } from '../../domain/units/fixed.ts';
import type { UnixMs } from '../../domain/units/time.ts';
import type { MarketTick } from './market-tick.ts';
import { MinuteCandles } from './minute-candles.ts';
import { PublishedBook, type PublishedUpdate } from './published-book.ts';
import { ReferenceBook } from './reference-book.ts';

const SCALE = 18;
const HOUR_MS = 3_600_000;
/** The interest rate for eight hours, which funding is when mark and index agree. */
export const USUAL_FUNDING_RATE = '0.0001';
const OPEN_AT_FIRST_LOTS = 1_000_000;

/** One instrument as a venue knows it: its book, its trades, its candles, its terms. */
export class VenueMarket {
  readonly instrument: Instrument;
  /** The venue's own symbol. */
  readonly symbol: string;
  readonly candles = new MinuteCandles();
  readonly #book = new ReferenceBook();
  readonly #published = new Map<number, PublishedBook>();
  readonly #firstUpdateId: number;
  #prints: TradePrint[] = [];
  #markTicks: number | undefined;
  #openLots = OPEN_AT_FIRST_LOTS;

  /** Numbers of published books begin behind `firstUpdateId`. */
  constructor(instrument: Instrument, symbol: string, firstUpdateId: number) {
    this.instrument = instrument;
    this.symbol = symbol;
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
      this.#openLots = Math.max(0, this.#openLots + event.lots * (event.aggressor === 'buy' ? 1 : -1));
      this.candles.add(at, this.price(event.ticks), this.size(event.lots));
    }
  }

  /** Forgets prints nobody was told, as before the venue opens. */
  skipPrints(): void {
    this.#prints = [];
  }

  /** Everything that happened since the last call. */
  tick(): MarketTick {
    const prints = this.#prints;
    this.#prints = [];
    const updates = new Map<number, PublishedUpdate>();
    for (const [depth, book] of this.#published) {
      const update = book.publish(this.#book.top(depth));
      if (update) updates.set(depth, update);
    }
    return { prints, updates };
  }

  /** The mark price as text; undefined before there is one. */
  get mark(): string | undefined {
    return this.#markTicks === undefined ? undefined : this.price(this.#markTicks);
  }

  /** What is held open, in base units as text. */
  get openInterest(): string {
    return this.size(this.#openLots);
  }

  /** When the next funding is due, Unix ms. */
  fundingDueAt(now: number): number {
    const periodMs = this.instrument.fundingIntervalHours * HOUR_MS;
    return (Math.floor(now / periodMs) + 1) * periodMs;
  }

  price(ticks: number): string {
    return stepText(ticks, this.instrument.tickSize);
  }

  size(lots: number): string {
    return stepText(lots, this.instrument.lotSize);
  }

  /** Levels as most venues write them: `[[price, size], …]`, text. */
  levels(levels: Levels): [string, string][] {
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
