import type { MarketEvent } from '../../domain/market/market-event.ts';
import type { Side } from '../../domain/order/side.ts';
import type { OrderBook } from '../../market/order-book.ts';

/** Of those who left a level without a trade: the share that stood behind, by lots in front and behind. */
export type ProbabilityBehind = (front: number, back: number) => number;

/** `back^n / (back^n + front^n)`: the first power function of the documented family. */
export const powerBehind =
  (exponent: number): ProbabilityBehind =>
  (front, back) => {
    const behind = back ** exponent;
    const sum = behind + front ** exponent;
    return sum > 0 ? behind / sum : 1;
  };

/**
 * A resting order under the queue models hftbacktest documents (Order Fill, queue models; its rules written anew):
 * joins behind what is displayed; trades at its price take from the front; a level that shrinks without a trade moves
 * it up not at all (risk-averse) or by the share that stood in front (probabilistic); it is filled as a whole when
 * trades went beyond those in front, when the market traded beyond its price or the other side came to it.
 */
export class DocumentedQueue {
  readonly #side: Side;
  readonly #ticks: number;
  readonly #behind: ProbabilityBehind | undefined;
  #front: number;
  #level: number;
  #traded = 0;

  /** Without `behind` the model is the risk-averse one. */
  constructor(
    order: { readonly side: Side; readonly ticks: number },
    book: OrderBook,
    behind?: ProbabilityBehind,
  ) {
    this.#side = order.side;
    this.#ticks = order.ticks;
    this.#behind = behind;
    this.#level = this.#displayed(book);
    this.#front = this.#level;
  }

  /** Takes in an event after the book did; true when the order is filled by it. */
  isFilledBy(event: MarketEvent, book: OrderBook): boolean {
    if (event.kind === 'trade') {
      const beyond = this.#side === 'buy' ? event.ticks < this.#ticks : event.ticks > this.#ticks;
      if (beyond) return true;
      if (event.ticks !== this.#ticks || event.aggressor === this.#side) return false;
      this.#front -= event.lots;
      this.#traded += event.lots;
      return this.#front < 0;
    }
    if (event.kind !== 'book-delta' && event.kind !== 'book-snapshot') return false;
    this.#follow(this.#displayed(book));
    const other = this.#side === 'buy' ? book.bestAsk : book.bestBid;
    return other > 0 && (this.#side === 'buy' ? other <= this.#ticks : other >= this.#ticks);
  }

  #follow(displayed: number): void {
    const before = this.#level;
    this.#level = displayed;
    if (!this.#behind) {
      this.#front = Math.min(this.#front, displayed);
      return;
    }
    // What trades took before the level was told again is not counted a second time.
    const gone = before - displayed - this.#traded;
    this.#traded = 0;
    if (gone <= 0) {
      this.#front = Math.min(this.#front, displayed);
      return;
    }
    const front = this.#front;
    const back = before - front;
    const behind = this.#behind(front, back);
    const beyondBack = Math.min(back - behind * gone, 0);
    this.#front = Math.min(front - (1 - behind) * gone + beyondBack, displayed);
  }

  #displayed(book: OrderBook): number {
    return book.lotsAt(this.#side === 'buy' ? 'bid' : 'ask', this.#ticks);
  }
}
