/** Two prices to quote, in quote units; undefined where a side is not quoted. */
export interface MakerQuotes {
  readonly bid: number | undefined;
  readonly ask: number | undefined;
}

/** The best prices of the book, and the step of its prices (Infinity while it is not known). */
export interface MakerBook {
  readonly bid: number;
  readonly ask: number;
  readonly tick: number;
}

/** Share of a tick by which a price may miss a step through rounding. */
const ROUNDING = 1e-6;

/**
 * Prices a maker can post: rounded away from the middle to whole ticks, and moved back where they would trade
 * at once. The side that would carry `inventory` beyond `limit` is left out.
 */
export function postable(
  { ask, bid }: { readonly bid: number; readonly ask: number },
  book: MakerBook,
  inventory: number,
  limit: number,
): MakerQuotes {
  const { tick } = book;
  const isKnown = Number.isFinite(tick);
  const below = isKnown ? Math.floor(bid / tick + ROUNDING) * tick : bid;
  const above = isKnown ? Math.ceil(ask / tick - ROUNDING) * tick : ask;
  const step = isKnown ? tick : 0;
  return {
    bid: inventory >= limit ? undefined : below < book.ask ? below : book.ask - step,
    ask: inventory <= -limit ? undefined : above > book.bid ? above : book.bid + step,
  };
}
