import type { BookDelta, BookSnapshot, MarketEvent } from '../../domain/market/market-event.ts';
import { BestPrice } from './best-prices.ts';
import type { DayQuality, QualityCounts } from './day-quality.ts';
import { LiveTime } from './live-time.ts';
import { qualityParts } from './quality-parts.ts';
import { TradeIds } from './trade-ids.ts';

const DAY_MS = 86_400_000;
const MOST_GAPS = 500;

/** Measures one day of one instrument in one pass over its events, in their order. */
export async function measureQuality(events: AsyncIterable<MarketEvent>): Promise<DayQuality> {
  const live = new LiveTime();
  const ids = new TradeIds();
  const book = new CrossedBooks();
  for await (const event of events) {
    live.add(event);
    if (event.kind === 'trade') ids.add(event);
    else if (event.kind === 'book-snapshot' || event.kind === 'book-delta') book.add(event);
  }
  const counts = countsOf(live, book, ids);
  const parts = qualityParts(counts);
  const score = Math.round((parts.coverage + parts.gaps + parts.book + parts.trades) * 10) / 10;
  return { score, parts, counts, gaps: live.gaps.slice(0, MOST_GAPS) };
}

function countsOf(live: LiveTime, book: CrossedBooks, ids: TradeIds): QualityCounts {
  const lengths = live.gaps.map(({ from, to }) => to - from);
  return {
    coverage: Math.min(1, live.coveredMs() / DAY_MS),
    gapCount: lengths.length,
    gapMs: lengths.reduce((sum, length) => sum + length, 0),
    longestGapMs: Math.max(0, ...lengths),
    bookEvents: book.events,
    crossedEvents: book.crossed,
    trades: ids.trades,
    duplicateTrades: ids.duplicateTrades,
    backwardTrades: ids.backwardTrades,
    ...(ids.missingTrades !== undefined && { missingTrades: ids.missingTrades }),
  };
}

/** Rebuilds the book as far as its best prices and counts when they touch or cross. */
class CrossedBooks {
  events = 0;
  crossed = 0;
  readonly #bids = new BestPrice(1);
  readonly #asks = new BestPrice(-1);

  add(event: BookSnapshot | BookDelta): void {
    this.events += 1;
    if (event.kind === 'book-snapshot') {
      this.#bids.replace(event.bids);
      this.#asks.replace(event.asks);
    } else {
      this.#bids.change(event.bids);
      this.#asks.change(event.asks);
    }
    const bid = this.#bids.best();
    const ask = this.#asks.best();
    if (bid !== undefined && ask !== undefined && bid >= ask) this.crossed += 1;
  }
}
