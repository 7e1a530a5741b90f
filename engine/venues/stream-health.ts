import type { InstrumentId } from '../domain/instrument/instrument.ts';

/** What a stream tells about an instrument. */
export type StreamKind = 'book' | 'trades' | 'ticker' | 'liquidations' | 'open-interest';

/** `waiting` before the first message; `gap` while something is missing; `stale` when it is too old. */
export type StreamState = 'waiting' | 'live' | 'stale' | 'gap' | 'ended';

/** How one stream of one instrument does. */
export interface StreamHealth {
  readonly instrument: InstrumentId;
  readonly stream: StreamKind;
  readonly state: StreamState;
  /** Ms since the last message; undefined before the first. */
  readonly ageMs: number | undefined;
  /** From the venue's time to arrival, by the venue's clock, over the last messages. */
  readonly latency: { readonly p50Ms: number; readonly p95Ms: number; readonly p99Ms: number } | undefined;
  readonly messages: number;
  /** How often the book had to be given up, and how often a snapshot was asked for because of it. */
  readonly gaps: number;
  readonly resyncs: number;
  /** Messages of the connection that broke a rule, and the last rule broken. */
  readonly refusedFrames: number;
  readonly lastRule: string;
  /** How often the connection was lost. */
  readonly reconnects: number;
}

/** How a feed does: its streams, and how far the venue's clock is from ours. */
export interface FeedHealth {
  readonly venue: string;
  readonly streams: readonly StreamHealth[];
  /** Ms to add to our clock to get the venue's, exact to half the round trip; undefined where none is. */
  readonly clock: { readonly offsetMs: number; readonly roundTripMs: number } | undefined;
}
