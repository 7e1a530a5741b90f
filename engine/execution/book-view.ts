/** What matching needs to see of an order book: integer ticks and lots, bids and asks apart. */
export interface BookView {
  /** Best price in ticks, 0 when that side is empty. */
  readonly bestBid: number;
  readonly bestAsk: number;
  /** Lots displayed at a price, 0 when there are none. */
  lotsAt(side: BookSide, ticks: number): number;
  /** The best `count` levels of a side as ticks, lots, ticks, lots, … with the best first. */
  levels(side: BookSide, count: number): number[];
}

/** A side of a book, not of an order. */
export type BookSide = 'bid' | 'ask';
