import type { Instrument } from '../../domain/instrument/instrument.ts';
import type { FeedStatus, MarketEvent } from '../../domain/market/market-event.ts';
import { lots } from '../../domain/units/lots.ts';
import { ticks } from '../../domain/units/ticks.ts';
import { type UnixMs, unixMs } from '../../domain/units/time.ts';
import { BookSequence } from './book-sequence.ts';
import type { BookFrame, PrintFields, TickerFrame, TradesFrame } from './bybit-frame.ts';
import { FundingWatch } from './funding-watch.ts';
import { isNear, PrintGuard } from './print-guard.ts';
import { RecentIds } from './recent-ids.ts';
import { ResyncBudget } from './resync-budget.ts';
import { SeenBook } from './seen-book.ts';
import { Silence } from './silence.ts';

/** When something reached us. */
export interface Moment {
  readonly time: UnixMs;
  readonly monotonicMs: number;
  /** What the venue's clock shows now, as far as it was measured. */
  readonly venueNow: number;
}

export interface InstrumentFeedOptions {
  readonly instrument: Instrument;
  readonly emit: (event: MarketEvent) => void;
  /** Asks the venue for a fresh snapshot of the book. */
  readonly resync: () => void;
}

type Trust = 'waiting' | 'live' | 'stale' | 'gap';

const REMEMBERED_TRADES = 5000;
/** A mid older than this says nothing about the price of now. */
const FRESH_MID_MS = 1000;
const LARGEST_VENUE_LAG_MS = 5000;
/** A subscription begins with a snapshot; one that has none by then was lost on its way. */
const SNAPSHOT_WITHIN_MS = 10_000;

/**
 * The checked frames of one instrument in, market events out. The book is told only while its updates
 * are complete, uncrossed and near the mid of a moment ago; otherwise a gap is told and a snapshot asked for.
 */
export class InstrumentFeed {
  readonly instrument: Instrument;
  readonly #options: InstrumentFeedOptions;
  readonly #sequence = new BookSequence();
  readonly #book = new SeenBook();
  readonly #prints = new PrintGuard();
  readonly #tradeIds = new RecentIds(REMEMBERED_TRADES);
  readonly #resyncs = new ResyncBudget();
  readonly #silence = new Silence();
  readonly #funding = new FundingWatch();
  #trust: Trust = 'waiting';
  #goodMid = { ticks: 0, atMs: 0 };
  #awaitsSnapshotSince: number | undefined;
  #gapCount = 0;

  constructor(options: InstrumentFeedOptions) {
    this.instrument = options.instrument;
    this.#options = options;
  }

  get trust(): Trust {
    return this.#trust;
  }

  /** How often the book had to be given up. */
  get gapCount(): number {
    return this.#gapCount;
  }

  get withheldPrints(): number {
    return this.#prints.withheld;
  }

  take(frame: BookFrame | TradesFrame | TickerFrame, at: Moment): void {
    this.#silence.heard(at.monotonicMs);
    switch (frame.kind) {
      case 'book':
        return this.#takeBook(frame, at);
      case 'trades':
        return this.#takeTrades(frame, at);
      case 'ticker':
        return this.#takeTicker(frame, at);
    }
  }

  /** The book was subscribed to on a new connection. */
  opened(at: Moment): void {
    this.#awaitsSnapshotSince = at.monotonicMs;
  }

  /** The connection is gone; a new one begins with a snapshot. */
  lost(because: string, at: Moment): void {
    this.#sequence.restart();
    this.#awaitsSnapshotSince = undefined;
    this.#silence.restart(at.monotonicMs);
    this.#tell('gap', because, at);
  }

  /** Looks whether the instrument has been silent for too long, or has rested long enough. */
  check(at: Moment): void {
    const { limitMs } = this.#silence;
    const silentMs = this.#silence.lastsMs(at.monotonicMs);
    if (this.#trust === 'live' && silentMs > limitMs) {
      this.#tell(
        'stale',
        `nothing heard for ${Math.round(silentMs)} ms, limit ${Math.round(limitMs)} ms`,
        at,
      );
    }
    const awaitedMs = at.monotonicMs - (this.#awaitsSnapshotSince ?? at.monotonicMs);
    if (awaitedMs > SNAPSHOT_WITHIN_MS) this.#giveUp(`no snapshot within ${Math.round(awaitedMs)} ms`, at);
    if (this.#resyncs.thaws(at.monotonicMs)) this.#ask(at);
  }

  #takeBook(frame: BookFrame, at: Moment): void {
    const { last } = this.#sequence;
    if (this.#resyncs.isFrozen) return;
    switch (this.#sequence.judge(frame.updateId, frame.isSnapshot)) {
      case 'snapshot':
        this.#awaitsSnapshotSince = undefined;
        this.#book.replace(frame.bids, frame.asks);
        return this.#tellBook('book-snapshot', frame, at);
      case 'next':
        this.#book.change(frame.bids, frame.asks);
        if (this.#hasJumped(at)) {
          const { ticks: before } = this.#goodMid;
          return this.#giveUp(`mid went from ${before} to ${this.#book.mid} ticks within a second`, at);
        }
        return this.#tellBook('book-delta', frame, at);
      case 'gap':
        return this.#giveUp(`update ${last} was followed by ${frame.updateId}`, at);
      case 'repeated':
      case 'too-early':
        return undefined;
    }
  }

  #tellBook(kind: 'book-snapshot' | 'book-delta', frame: BookFrame, at: Moment): void {
    const { bestAsk, bestBid, isCrossed, mid } = this.#book;
    if (isCrossed) {
      return this.#giveUp(
        `update ${frame.updateId} crosses the book: bid ${bestBid}, ask ${bestAsk} ticks`,
        at,
      );
    }
    this.#goodMid = { ticks: mid, atMs: at.monotonicMs };
    const { asks, bids, updateId } = frame;
    // A book that is back is told before the word that it can be believed, a stale one after it.
    if (kind === 'book-delta') this.#judgeLag(frame, at);
    this.#emit({ kind, ...this.#observed(frame.venueTime, at), bids, asks, updateId });
    if (kind === 'book-snapshot') {
      this.#tell('live', `book snapshot ${updateId}`, at);
      this.#judgeLag(frame, at);
    }
  }

  /** A book that arrives late is as good as none. */
  #judgeLag(frame: BookFrame, at: Moment): void {
    const lagMs = at.venueNow - frame.venueTime;
    const isLate = lagMs > LARGEST_VENUE_LAG_MS;
    if (isLate && this.#trust === 'live') {
      this.#tell('stale', `the venue's book is ${Math.round(lagMs)} ms old`, at);
    } else if (!isLate && this.#trust === 'stale') this.#tell('live', `book update ${frame.updateId}`, at);
  }

  #hasJumped(at: Moment): boolean {
    const { mid } = this.#book;
    const before = this.#goodMid;
    if (mid === 0 || before.ticks === 0 || at.monotonicMs - before.atMs > FRESH_MID_MS) return false;
    return !isNear(mid, before.ticks);
  }

  #giveUp(because: string, at: Moment): void {
    this.#sequence.restart();
    this.#goodMid = { ticks: 0, atMs: 0 };
    this.#gapCount += 1;
    const mayAsk = this.#resyncs.spend(at.monotonicMs);
    this.#tell('gap', mayAsk ? because : `${because}; too often, so the book rests for a minute`, at);
    this.#awaitsSnapshotSince = undefined;
    if (mayAsk) this.#ask(at);
  }

  #ask(at: Moment): void {
    this.#awaitsSnapshotSince = at.monotonicMs;
    this.#options.resync();
  }

  #takeTrades(frame: TradesFrame, at: Moment): void {
    const { atMs, ticks: goodMid } = this.#goodMid;
    const mid = at.monotonicMs - atMs <= FRESH_MID_MS ? goodMid : 0;
    for (const print of frame.prints) {
      if (!this.#tradeIds.add(print.tradeId)) continue;
      for (const released of this.#prints.take(print, mid)) this.#tellTrade(released, at);
    }
  }

  #tellTrade(print: PrintFields, at: Moment): void {
    this.#emit({
      kind: 'trade',
      ...this.#observed(print.venueTime, at),
      ticks: ticks(print.ticks),
      lots: lots(print.lots),
      aggressor: print.aggressor,
      tradeId: print.tradeId,
    });
  }

  #takeTicker(frame: TickerFrame, at: Moment): void {
    const settled = this.#funding.take(frame);
    if (settled !== undefined) {
      const { markTicks, rateE8, venueTime } = settled;
      this.#emit({ kind: 'funding', ...this.#observed(venueTime, at), rateE8, markTicks: ticks(markTicks) });
    }
    if (frame.markTicks === undefined) return;
    this.#emit({ kind: 'mark-price', ...this.#observed(frame.venueTime, at), ticks: ticks(frame.markTicks) });
  }

  #tell(status: Extract<FeedStatus['status'], 'live' | 'stale' | 'gap'>, detail: string, at: Moment): void {
    this.#trust = status;
    this.#emit({ kind: 'feed-status', ...this.#observed(at.time, at), status, detail });
  }

  #observed(venueTime: number, at: Moment) {
    return { instrument: this.instrument.id, time: at.time, venueTime: unixMs(venueTime) };
  }

  #emit(event: MarketEvent): void {
    this.#options.emit(event);
  }
}
