import type { OrderBook } from '../order-book.ts';

/**
 * What rested in the book in one span of time, price by price. Sizes are lots; of either side, because
 * a price is bid or asked but never both at one moment.
 */
export interface BookColumn {
  /** Number of the span: it covers `index × columnMs` up to, not including, `(index + 1) × columnMs`. */
  readonly index: number;
  /** Prices where something rested, in ticks, lowest first. */
  readonly ticks: Int32Array;
  /** Mean lots at each of them over the samples that could see it. */
  readonly lots: Float32Array;
  /** Lowest and highest price within sight, in ticks: what lies outside is not known, not empty. */
  readonly lowTicks: number;
  readonly highTicks: number;
  /** Best prices at the end of the span in ticks; 0 where that side was empty. */
  readonly bidTicks: number;
  readonly askTicks: number;
}

/** Levels a side that are looked at: enough for any screen, few enough to look at every second. */
export const SAMPLE_LEVELS = 200;

/**
 * The book as it stands, its nearest `SAMPLE_LEVELS` levels a side. A side that has fewer is known as far
 * as its last level; of what rests beyond that nobody told us.
 */
export function sampleBook(book: OrderBook, index: number): BookColumn {
  const bids = book.levels('bid', SAMPLE_LEVELS);
  const asks = book.levels('ask', SAMPLE_LEVELS);
  const count = (bids.length + asks.length) / 2;
  const ticks = new Int32Array(count);
  const lots = new Float32Array(count);
  let place = 0;
  for (let at = bids.length - 2; at >= 0; at -= 2) {
    ticks[place] = bids[at] as number;
    lots[place] = bids[at + 1] as number;
    place += 1;
  }
  for (let at = 0; at < asks.length; at += 2) {
    ticks[place] = asks[at] as number;
    lots[place] = asks[at + 1] as number;
    place += 1;
  }
  return {
    index,
    ticks,
    lots,
    lowTicks: ticks[0] ?? 0,
    highTicks: ticks[count - 1] ?? 0,
    bidTicks: book.bestBid,
    askTicks: book.bestAsk,
  };
}
