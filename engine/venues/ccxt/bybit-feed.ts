import type { Instrument } from '../../domain/instrument/instrument.ts';
import type { MarketEvent } from '../../domain/market/market-event.ts';
import { unixMs } from '../../domain/units/time.ts';
import type { PushedFeed } from '../feed.ts';
import type { VenueClock } from '../venue-clock.ts';
import type { BybitCategory, BybitClient } from './bybit-client.ts';
import { BybitConnection } from './bybit-connection.ts';
import type { ListedInstrument } from './bybit-instruments.ts';
import { type Candle, candlesOf } from './candle-history.ts';
import { type ClockOffset, measureClockOffset } from './clock-offset.ts';
import { InstrumentFeed, type Moment } from './instrument-feed.ts';

/** What has gone wrong on a feed so far. */
export interface FeedStatistics {
  readonly refusedFrames: number;
  /** The rule the last refused frame broke; empty while none was. */
  readonly lastRefusal: string;
  readonly lostConnections: number;
  readonly gaps: number;
  readonly withheldPrints: number;
  readonly clockOffset: ClockOffset;
}

/** Live public data of Bybit. */
export interface BybitFeed extends PushedFeed {
  /** The last whole minutes, oldest first. @throws {Error} naming what the venue answered. */
  history(symbol: string, minutes: number): Promise<readonly Candle[]>;
  statistics(): FeedStatistics;
}

export interface FeedParts {
  readonly client: BybitClient;
  readonly clock: VenueClock;
  readonly random: () => number;
  /** In the order asked for. */
  readonly listed: readonly ListedInstrument[];
  readonly clockOffset: ClockOffset;
}

const CHECK_EVERY_MS = 250;
const MEASURE_CLOCK_EVERY_MS = 60_000;

/** Puts a feed together from a client that knows its markets. Nothing is dialed before `start`. */
export const bybitFeedOf = (parts: FeedParts): BybitFeed => new ConnectedFeed(parts);

class ConnectedFeed implements BybitFeed {
  readonly kind = 'pushed';
  readonly instruments: readonly Instrument[];
  readonly #parts: FeedParts;
  readonly #feeds: InstrumentFeed[] = [];
  readonly #connections: BybitConnection[] = [];
  #clockOffset: ClockOffset;
  #lastTime = 0;
  #onEvent: ((event: MarketEvent) => void) | undefined;
  #timers: (() => void)[] = [];
  #started: { readonly resolve: () => void; readonly waiting: Set<string> } | undefined;

  constructor(parts: FeedParts) {
    this.#parts = parts;
    this.instruments = parts.listed.map(({ instrument }) => instrument);
    this.#clockOffset = parts.clockOffset;
    for (const category of new Set(parts.listed.map((entry) => entry.category))) {
      this.#connections.push(this.#connect(category));
    }
    parts.client.observe((category, message) => {
      const connection = this.#connections.find((candidate) => candidate.category === category);
      return connection?.take(message) ?? 'taken';
    });
  }

  start(onEvent: (event: MarketEvent) => void): Promise<void> {
    const { clock } = this.#parts;
    this.#onEvent = onEvent;
    this.#timers = [
      clock.every(CHECK_EVERY_MS, () => this.#connections.forEach((connection) => connection.check())),
      clock.every(MEASURE_CLOCK_EVERY_MS, () => this.#measureClock()),
    ];
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#started = { resolve, waiting: new Set(this.instruments.map(({ id }) => id)) };
    for (const connection of this.#connections) connection.open();
    return promise;
  }

  async stop(): Promise<void> {
    this.#onEvent = undefined;
    for (const stop of this.#timers) stop();
    for (const connection of this.#connections) connection.close();
    for (const { category } of this.#connections) this.#parts.client.drop(category, 'the feed was stopped');
    await this.#parts.client.close();
    this.#started?.resolve();
  }

  history(symbol: string, minutes: number): Promise<readonly Candle[]> {
    return candlesOf(this.#parts.client, { symbol, minutes, venueNow: this.#moment().venueNow });
  }

  statistics(): FeedStatistics {
    const connections = this.#connections;
    return {
      refusedFrames: sum(connections.map(({ refused }) => refused.frames)),
      lastRefusal: connections.find(({ refused }) => refused.rule !== '')?.refused.rule ?? '',
      lostConnections: sum(connections.map(({ losses }) => losses)),
      gaps: sum(this.#feeds.map(({ gapCount }) => gapCount)),
      withheldPrints: sum(this.#feeds.map(({ withheldPrints }) => withheldPrints)),
      clockOffset: this.#clockOffset,
    };
  }

  #connect(category: BybitCategory): BybitConnection {
    const { client, clock, listed, random } = this.#parts;
    const moment = () => this.#moment();
    const connection = new BybitConnection({ category, client, clock, random, moment });
    for (const { category: its, instrument, wireSymbol } of listed) {
      if (its !== category) continue;
      const resync = () => connection.resync(instrument.symbol);
      const feed = new InstrumentFeed({ instrument, emit: (event) => this.#emit(event), resync });
      connection.add(wireSymbol, feed);
      this.#feeds.push(feed);
    }
    return connection;
  }

  #emit(event: MarketEvent): void {
    if (event.kind === 'book-snapshot') this.#firstSnapshot(event.instrument);
    this.#onEvent?.(event);
  }

  #firstSnapshot(id: string): void {
    const started = this.#started;
    if (started === undefined || !started.waiting.delete(id)) return;
    if (started.waiting.size === 0) started.resolve();
  }

  /** Events keep their order even where the wall clock is set back. */
  #moment(): Moment {
    const { clock } = this.#parts;
    this.#lastTime = Math.max(this.#lastTime, clock.now());
    return {
      time: unixMs(this.#lastTime),
      monotonicMs: clock.monotonicMs(),
      venueNow: clock.now() + this.#clockOffset.offsetMs,
    };
  }

  #measureClock(): void {
    const { client, clock } = this.#parts;
    // The offset of a minute ago is better than none: a failure leaves it as it is.
    measureClockOffset(client, clock).then(
      (offset) => {
        this.#clockOffset = offset;
      },
      () => undefined,
    );
  }
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);
