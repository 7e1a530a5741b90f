import type { BookDelta, BookSnapshot } from '../../domain/market/market-event.ts';
import type { TickerFrame } from '../wire/binance/binance-frame.ts';

/** A book that is built beside the reading, to be held against the venue's own best prices. */
export interface CheckedBook {
  readonly bestBid: number;
  readonly bestBidLots: number;
  readonly bestAsk: number;
  readonly bestAskLots: number;
  readonly isCrossed: boolean;
  readonly updateId: number;
  applySnapshot(event: BookSnapshot): void;
  applyDelta(event: BookDelta): void;
}

/**
 * Compares the rebuilt top of book with the recorded `bookTicker`. A moment is comparable when the
 * book and the latest ticker stand at the same update id. A diff carries many updates and shows the
 * book only after its last, so most tickers have no counterpart.
 */
export class TopCheck {
  readonly #book: CheckedBook;
  #ticker: TickerFrame | undefined;
  comparable = 0;
  equal = 0;
  crossed = 0;

  constructor(book: CheckedBook) {
    this.#book = book;
  }

  takeSnapshot(event: BookSnapshot): void {
    this.#book.applySnapshot(event);
    this.#seeBook();
  }

  takeDelta(event: BookDelta): void {
    this.#book.applyDelta(event);
    this.#seeBook();
  }

  takeTicker(frame: TickerFrame): void {
    this.#ticker = frame;
    this.#compare(frame);
  }

  #seeBook(): void {
    if (this.#book.isCrossed) this.crossed += 1;
    if (this.#ticker !== undefined) this.#compare(this.#ticker);
  }

  #compare(ticker: TickerFrame): void {
    const book = this.#book;
    if (ticker.updateId !== book.updateId) return;
    this.comparable += 1;
    const isEqual =
      ticker.bidTicks === book.bestBid &&
      ticker.bidLots === book.bestBidLots &&
      ticker.askTicks === book.bestAsk &&
      ticker.askLots === book.bestAskLots;
    if (isEqual) this.equal += 1;
  }
}
