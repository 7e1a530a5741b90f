import type { Instrument } from '../domain/instrument/instrument.ts';
import type { MarketEvent } from '../domain/market/market-event.ts';

/** A feed the engine pulls: events in time order, as fast as asked. Recordings and the sandbox. */
export interface PulledFeed {
  readonly kind: 'pulled';
  readonly instruments: readonly Instrument[];
  /** The next event; its time is never below that of the one before. `undefined` once the feed has ended. */
  next(): MarketEvent | undefined;
  /** Whether the next event is still being read, so that `undefined` is not the end. Left out: it never is. */
  readonly isWaiting?: boolean;
  /** The share already pulled, 0 to 1; `undefined` where there is no end. */
  progress(): number | undefined;
  /** Lets go of files and memory. `next` answers `undefined` from then on. */
  close(): void;
}

/** A feed that pushes: live data. */
export interface PushedFeed {
  readonly kind: 'pushed';
  readonly instruments: readonly Instrument[];
  /** Resolves once every instrument has its first snapshot; trouble later comes as `feed-status` events. */
  start(onEvent: (event: MarketEvent) => void): Promise<void>;
  /** No event arrives after it resolves. */
  stop(): Promise<void>;
}
