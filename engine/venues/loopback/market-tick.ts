import type { TradePrint } from '../../domain/market/market-event.ts';
import type { PublishedUpdate } from './published-book.ts';

/** What happened on one market since it was last published. */
export interface MarketTick {
  readonly prints: readonly TradePrint[];
  /** What changed of every window somebody asked for, by its depth. */
  readonly updates: ReadonlyMap<number, PublishedUpdate>;
}
