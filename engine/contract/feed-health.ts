/** How one stream of one instrument does, for the health panel. */
export interface FeedStreamView {
  readonly venue: string;
  readonly instrument: string;
  readonly stream: 'book' | 'trades' | 'ticker' | 'liquidations' | 'open-interest';
  /** `waiting` before the first message; `gap` while something is missing; `stale` when it is too old. */
  readonly state: 'waiting' | 'live' | 'stale' | 'gap' | 'ended';
  /** Ms since the last message; null before the first. */
  readonly ageMs: number | null;
  /** From the venue's time to arrival, by the venue's clock as far as measured; null before the first. */
  readonly latencyMs: { readonly p50: number; readonly p95: number; readonly p99: number } | null;
  readonly messages: number;
  readonly gaps: number;
  readonly resyncs: number;
  readonly refusedFrames: number;
  /** The rule the last refused frame broke; empty while none was. */
  readonly lastRule: string;
  readonly reconnects: number;
  /** Ms to add to our clock to get the venue's, and how long the question took; null where there is none. */
  readonly clock: { readonly offsetMs: number; readonly roundTripMs: number } | null;
}
