import type { Instrument } from '../../domain/instrument/instrument.ts';
import type { FeedStatus, MarketEvent } from '../../domain/market/market-event.ts';
import { unixMs } from '../../domain/units/time.ts';
import type { BookFrame, InstrumentFrame } from '../wire/live-frame.ts';
import type { BookContinuity } from './book-continuity.ts';
import type { Moment } from './moment.ts';
import { isNear } from './print-guard.ts';
import { ResyncBudget } from './resync-budget.ts';
import { SeenBook } from './seen-book.ts';
import { Silence } from '../silence.ts';
import { TapeTeller } from './tape-teller.ts';

export interface InstrumentFeedOptions {
  readonly instrument: Instrument;
  readonly continuity: BookContinuity;
  readonly emit: (event: MarketEvent) => void;
  /** Asks the venue for a fresh snapshot of the book. */
  readonly resync: () => void;
}

export type Trust = 'waiting' | 'live' | 'stale' | 'gap';

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
  readonly #book = new SeenBook();
  readonly #tape: TapeTeller;
  readonly #resyncs = new ResyncBudget();
  readonly #silence = new Silence();
  #trust: Trust = 'waiting';
  #goodMid = { ticks: 0, atMs: 0 };
  #awaitsSnapshotSince: number | undefined;
  #missesPrints = false;
  #isRefused = false;
  #gapCount = 0;
  #resyncCount = 0;

  constructor(options: InstrumentFeedOptions) {
    this.instrument = options.instrument;
    this.#options = options;
    this.#tape = new TapeTeller(options.instrument, options.emit);
  }

  get trust(): Trust {
    return this.#trust;
  }

  /** How often the book had to be given up. */
  get gapCount(): number {
    return this.#gapCount;
  }

  /** How often a snapshot was asked for because of it. */
  get resyncCount(): number {
    return this.#resyncCount;
  }

  get withheldPrints(): number {
    return this.#tape.withheldPrints;
  }

  take(frame: InstrumentFrame, at: Moment): void {
    switch (frame.kind) {
      case 'book':
        // Prints and marks may go on while the book's own stream has died.
        this.#silence.heard(at.monotonicMs);
        return this.#takeBook(frame, at);
      case 'trades':
        return this.#tape.takeTrades(frame, this.#freshMid(at), at);
      case 'ticker':
        return this.#tape.takeTicker(frame, at);
      case 'liquidations':
        return this.#tape.takeLiquidations(frame, at);
    }
  }

  /** The book was subscribed to on a new connection. */
  opened(at: Moment): void {
    this.#isRefused = false;
    if (!this.#resyncs.isFrozen) this.#awaitsSnapshotSince = at.monotonicMs;
  }

  /** The book's connection is gone; a new one begins with a snapshot. */
  lost(because: string, at: Moment): void {
    this.#options.continuity.restart();
    this.#awaitsSnapshotSince = undefined;
    this.#silence.restart(at.monotonicMs);
    this.#tell('gap', because, at);
  }

  /** Something of the book may be missing that its own rule cannot notice. */
  doubt(because: string, at: Moment): void {
    if (this.#trust === 'live' || this.#trust === 'stale') this.#giveUp(because, at);
  }

  /** The venue does not have the instrument; nothing is asked for until another connection may. */
  refused(because: string, at: Moment): void {
    if (this.#isRefused) return;
    this.#isRefused = true;
    this.#options.continuity.restart();
    this.#awaitsSnapshotSince = undefined;
    this.#tell('gap', because, at);
  }

  /** Prints are missing from here on, where they have a connection of their own. */
  printsLost(because: string, at: Moment): void {
    this.#missesPrints = true;
    if (this.#trust === 'live') this.#tell('stale', because, at);
  }

  /** Prints come again; the next book update can be believed. */
  printsFound(): void {
    this.#missesPrints = false;
  }

  /** Looks whether the book has been silent for too long, or has rested long enough. */
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
    if (this.#resyncs.thaws(at.monotonicMs) && !this.#isRefused) this.#ask(at);
  }

  #takeBook(frame: BookFrame, at: Moment): void {
    if (this.#resyncs.isFrozen || this.#isRefused) return;
    for (const step of this.#options.continuity.take(frame)) {
      if (step.kind === 'gap') return this.#giveUp(step.because, at);
      if (!this.#change(step.kind, step.frame, at)) return;
    }
  }

  /** Takes a change into the book and tells it; false when the book had to be given up. */
  #change(kind: 'snapshot' | 'next', frame: BookFrame, at: Moment): boolean {
    if (kind === 'snapshot') {
      this.#awaitsSnapshotSince = undefined;
      this.#book.replace(frame.bids, frame.asks);
    } else this.#book.change(frame.bids, frame.asks);
    const fault = this.#faultAfter(kind, frame, at);
    if (fault !== undefined) {
      this.#giveUp(fault, at);
      return false;
    }
    this.#goodMid = { ticks: this.#book.mid, atMs: at.monotonicMs };
    this.#tellBook(kind === 'snapshot' ? 'book-snapshot' : 'book-delta', frame, at);
    return true;
  }

  #faultAfter(kind: 'snapshot' | 'next', frame: BookFrame, at: Moment): string | undefined {
    const { bestAsk, bestBid, isCrossed, mid } = this.#book;
    const before = this.#freshMid(at);
    if (kind === 'next' && mid !== 0 && before !== 0 && !isNear(mid, before)) {
      return `mid went from ${before} to ${mid} ticks within a second`;
    }
    return isCrossed
      ? `update ${frame.updateId} crosses the book: bid ${bestBid}, ask ${bestAsk} ticks`
      : undefined;
  }

  #tellBook(kind: 'book-snapshot' | 'book-delta', frame: BookFrame, at: Moment): void {
    const { asks, bids, updateId } = frame;
    // A book that is back is told before the word that it can be believed, a stale one after it.
    if (kind === 'book-delta') this.#judgeLag(frame, at);
    this.#options.emit({ kind, ...this.#observed(frame.venueTime ?? at.venueNow, at), bids, asks, updateId });
    if (kind === 'book-delta') return;
    this.#tell('live', `book snapshot ${updateId}`, at);
    this.#judgeLag(frame, at);
  }

  /** A book that arrives late is as good as none, and one without its prints is half a market. */
  #judgeLag(frame: BookFrame, at: Moment): void {
    const lagMs = at.venueNow - (frame.venueTime ?? at.venueNow);
    const isLate = lagMs > LARGEST_VENUE_LAG_MS;
    if (isLate && this.#trust === 'live') {
      this.#tell('stale', `the venue's book is ${Math.round(lagMs)} ms old`, at);
    } else if (!isLate && !this.#missesPrints && this.#trust === 'stale') {
      this.#tell('live', `book update ${frame.updateId}`, at);
    } else if (this.#missesPrints && this.#trust === 'live') this.#tell('stale', 'prints are missing', at);
  }

  /** The mid of a moment ago in ticks; 0 where there is none. */
  #freshMid(at: Moment): number {
    return at.monotonicMs - this.#goodMid.atMs <= FRESH_MID_MS ? this.#goodMid.ticks : 0;
  }

  #giveUp(because: string, at: Moment): void {
    this.#options.continuity.restart();
    this.#goodMid = { ticks: 0, atMs: 0 };
    this.#gapCount += 1;
    const mayAsk = this.#resyncs.spend(at.monotonicMs);
    this.#tell('gap', mayAsk ? because : `${because}; too often, so the book rests for a minute`, at);
    this.#awaitsSnapshotSince = undefined;
    if (mayAsk) this.#ask(at);
  }

  #ask(at: Moment): void {
    this.#awaitsSnapshotSince = at.monotonicMs;
    this.#resyncCount += 1;
    this.#options.resync();
  }

  #tell(status: Extract<FeedStatus['status'], 'live' | 'stale' | 'gap'>, detail: string, at: Moment): void {
    this.#trust = status;
    this.#options.emit({ kind: 'feed-status', ...this.#observed(at.time, at), status, detail });
  }

  #observed(venueTime: number, at: Moment) {
    return { instrument: this.instrument.id, time: at.time, venueTime: unixMs(Math.round(venueTime)) };
  }
}
