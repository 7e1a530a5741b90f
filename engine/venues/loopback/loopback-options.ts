import type { Instrument } from '../../domain/instrument/instrument.ts';
import type { PastLength } from '../sandbox/sandbox-past.ts';
import type { VenueClock } from '../venue-clock.ts';
import type { FaultPlan } from './fault-plan.ts';
import type { LoopbackDialect } from './loopback-dialect.ts';
import type { BookSides } from './reference-book.ts';
import type { RequestLimit } from './request-limit.ts';

export interface LoopbackOptions {
  readonly dialect: LoopbackDialect;
  /** Everything the market does, and every fault, follows from it. */
  readonly seed: number;
  readonly clock: VenueClock;
  /** Minutes of market that have passed when the venue opens, for candles. */
  readonly historyMinutes?: number;
  /** Which candles of before the market the venue has, made up; none when left out. */
  readonly past?: readonly PastLength[];
  /** How many times as fast as the clock the market goes; 1 where not said. */
  readonly marketSpeed?: number;
  /** How often what changed is published, in ms of the clock; 20 where not said. */
  readonly publishEveryMs?: number;
  /** Ms the venue's clock is ahead of ours. */
  readonly clockAheadMs?: number;
}

/** A venue on this machine that speaks a venue's public dialect about the sandbox's market. */
export interface LoopbackVenue {
  readonly restUrl: string;
  readonly wsUrl: string;
  readonly instruments: readonly Instrument[];
  /** What goes wrong from now on. */
  readonly faults: FaultPlan;
  /** Requests and connections so far, in order: `GET /v5/market/time`, `WS /v5/public/linear`. */
  readonly calls: readonly string[];
  /** How much is asked for by REST, and what becomes of who asks too much. */
  readonly limit: RequestLimit;
  /** The venue's own truth: its book of a symbol under a published number, as it was made public. */
  bookAt(symbol: string, wireUpdateId: number): BookSides | undefined;
  /** The number of a symbol's book as it is published now. */
  publishedUpdateId(symbol: string): number;
  /** Closes somebody's position by force, at the best price it meets. */
  liquidate(symbol: string, side: 'buy' | 'sell', lots: number): void;
  /** Ids of all prints published so far. */
  publishedTrades(symbol: string): ReadonlyMap<string, PublishedTrade>;
  /** Sends text as it is to every client of a side of the venue. */
  sendText(side: string, text: string): void;
  resetSockets(): void;
  /** Lets every open socket fall silent without closing it. */
  halfOpenSockets(): void;
  /** The market goes on and nothing is published, until called with false. */
  stall(isStalled: boolean): void;
  close(): Promise<void>;
}

export interface PublishedTrade {
  readonly aggressor: 'buy' | 'sell';
  readonly price: string;
  readonly size: string;
}
