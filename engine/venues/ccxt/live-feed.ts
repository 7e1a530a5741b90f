import type { Instrument, InstrumentId } from '../../domain/instrument/instrument.ts';
import type { MarketEvent } from '../../domain/market/market-event.ts';
import { unixMs } from '../../domain/units/time.ts';
import type { PushedFeed } from '../feed.ts';
import type { FeedHealth, StreamKind } from '../stream-health.ts';
import type { VenueClock } from '../venue-clock.ts';
import type { InstrumentFrame } from '../wire/live-frame.ts';
import { type Candle, type CandleWish, candlesOf } from './candle-history.ts';
import { type ClockOffset, measureClockOffset } from './clock-offset.ts';
import type { ListedInstrument, VenueDialect } from './dialect.ts';
import type { Moment } from './moment.ts';
import { startPolls } from './polling.ts';
import { SnapshotDesk } from './snapshot-desk.ts';
import { StreamDesk } from './stream-desk.ts';
import type { VenueClient } from './venue-client.ts';
import { VenueConnection } from './venue-connection.ts';

/** What has gone wrong on a feed so far. */
export interface FeedStatistics {
  readonly refusedFrames: number;
  /** The rule the last refused frame broke; empty while none was. */
  readonly lastRefusal: string;
  readonly lostConnections: number;
  /** Connections replaced before the venue would have ended them. */
  readonly rollovers: number;
  readonly gaps: number;
  readonly withheldPrints: number;
  readonly clockOffset: ClockOffset;
}

/** Live public data of a venue. */
export interface LiveFeed extends PushedFeed {
  /** The last whole candles of a length, oldest first. @throws {Error} naming what the venue answered. */
  history(wish: CandleWish): Promise<readonly Candle[]>;
  statistics(): FeedStatistics;
  health(): FeedHealth;
}

export interface FeedParts {
  readonly venue: string;
  readonly dialect: VenueDialect;
  readonly client: VenueClient;
  readonly clock: VenueClock;
  readonly random: () => number;
  /** In the order asked for. */
  readonly listed: readonly ListedInstrument[];
  readonly clockOffset: ClockOffset;
  readonly rolloverAfterMs: number | undefined;
}

const CHECK_EVERY_MS = 250;
const MEASURE_CLOCK_EVERY_MS = 60_000;

/** Puts a feed together from a client that knows its markets. Nothing is dialed before `start`. */
export const liveFeedOf = (parts: FeedParts): LiveFeed => new ConnectedFeed(parts);

class ConnectedFeed implements LiveFeed {
  readonly kind = 'pushed';
  readonly instruments: readonly Instrument[];
  readonly #parts: FeedParts;
  readonly #desk: StreamDesk;
  readonly #snapshots: SnapshotDesk;
  readonly #connections: readonly VenueConnection[];
  #clockOffset: ClockOffset;
  #lastTime = 0;
  #onEvent: ((event: MarketEvent) => void) | undefined;
  #timers: (() => void)[] = [];
  #started: { readonly resolve: () => void; readonly waiting: Set<string> } | undefined;

  constructor(parts: FeedParts) {
    const { dialect, listed } = parts;
    this.#parts = parts;
    this.instruments = listed.map(({ instrument }) => instrument);
    this.#clockOffset = parts.clockOffset;
    const snapshots = new SnapshotDesk(parts, (id, frame) => this.#take(id, frame));
    this.#snapshots = snapshots;
    this.#desk = new StreamDesk({
      dialect,
      listed,
      emit: (event) => this.#emit(event),
      resync: (entry, because) => {
        const connection = this.#connectionOf(entry);
        // Without a stream to join, a snapshot would be believed and never change.
        if (connection?.isUp === true) snapshots.ask(entry);
        connection?.resync(entry.instrument.symbol, because);
      },
      booksUp: (line) => snapshots.askFor(line),
      booksDown: (line) => snapshots.forget(line),
    });
    this.#connections = dialect.lines(this.instruments).map((line) => this.#connect(line));
  }

  start(onEvent: (event: MarketEvent) => void): Promise<void> {
    const { clock } = this.#parts;
    this.#onEvent = onEvent;
    this.#timers = [
      clock.every(CHECK_EVERY_MS, () => this.#check()),
      clock.every(MEASURE_CLOCK_EVERY_MS, () => this.#measureClock()),
      ...startPolls(this.#parts, (id, frame, kind) => this.#take(id, frame, kind)),
    ];
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#started = { resolve, waiting: new Set(this.instruments.map(({ id }) => id)) };
    for (const connection of this.#connections) connection.open();
    return promise;
  }

  async stop(): Promise<void> {
    this.#onEvent = undefined;
    for (const stop of this.#timers) stop();
    for (const connection of this.#connections) {
      connection.close();
      this.#snapshots.forget(connection.line);
    }
    await this.#parts.client.close();
    this.#started?.resolve();
  }

  history(wish: CandleWish): Promise<readonly Candle[]> {
    const { client, dialect } = this.#parts;
    const { venueNow } = this.#moment();
    return candlesOf(client.exchange, { ...wish, venueNow, page: dialect.candlePage });
  }

  statistics(): FeedStatistics {
    const { feeds, refusals } = this.#desk;
    return {
      refusedFrames: refusals.frames,
      lastRefusal: refusals.rule,
      lostConnections: sum(this.#connections.map(({ losses }) => losses)),
      rollovers: sum(this.#connections.map(({ rollovers }) => rollovers)),
      gaps: sum(feeds.map(({ gapCount }) => gapCount)),
      withheldPrints: sum(feeds.map(({ withheldPrints }) => withheldPrints)),
      clockOffset: this.#clockOffset,
    };
  }

  health(): FeedHealth {
    const lines = this.#connections.map(({ line }) => line);
    const { dialect, venue } = this.#parts;
    return {
      venue,
      streams: this.#desk.health(lines, this.#moment()),
      clock: dialect.hasCoarseClock === true ? undefined : this.#clockOffset,
    };
  }

  #connect(line: VenueConnection['line']): VenueConnection {
    const moment = () => this.#moment();
    return new VenueConnection({ ...this.#parts, line, moment, desk: this.#desk });
  }

  #connectionOf({ instrument }: ListedInstrument): VenueConnection | undefined {
    return this.#connections.find(({ line }) =>
      line.calls.some(({ kind, symbols }) => kind === 'book' && symbols.includes(instrument.symbol)),
    );
  }

  /** A frame that came by REST, perhaps after everything was stopped. */
  #take(id: InstrumentId, frame: InstrumentFrame, kind: StreamKind = frame.kind): void {
    if (this.#onEvent !== undefined) this.#desk.take(id, frame, { at: this.#moment(), kind });
  }

  #check(): void {
    for (const connection of this.#connections) connection.check();
    this.#desk.check(this.#moment());
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
    // The offset of a minute ago is better than none: a failure leaves it as it is.
    measureClockOffset(this.#parts).then(
      (offset) => {
        this.#clockOffset = offset;
      },
      () => undefined,
    );
  }
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);
