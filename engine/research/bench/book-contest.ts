import { OrderBook as CcxtOrderBook } from '../../../node_modules/ccxt/js/src/base/ws/OrderBook.js';
import { OrderBook } from '../../market/order-book.ts';
import type { BookUpdates } from './book-updates.ts';

type Pairs = readonly (readonly [number, number])[];

/** The same updates as ccxt takes them: prices and sizes as numbers, level by level. */
export interface CcxtUpdates {
  readonly snapshot: { readonly bids: Pairs; readonly asks: Pairs };
  readonly deltas: readonly { readonly bids: Float64Array; readonly asks: Float64Array }[];
}

export function forCcxt({ deltas, lotValue, snapshot, tickValue }: BookUpdates): CcxtUpdates {
  const flat = (levels: readonly number[]) =>
    levels.map((value, index) => value * (index % 2 === 0 ? tickValue : lotValue));
  const pairs = (levels: readonly number[]): Pairs =>
    Array.from({ length: levels.length / 2 }, (_, index) => {
      const [price = 0, size = 0] = flat(levels).slice(index * 2, index * 2 + 2);
      return [price, size];
    });
  return {
    snapshot: { bids: pairs(snapshot.bids), asks: pairs(snapshot.asks) },
    deltas: deltas.map(({ asks, bids }) => ({
      bids: Float64Array.from(flat(bids)),
      asks: Float64Array.from(flat(asks)),
    })),
  };
}

export function ourBook({ snapshot }: BookUpdates): OrderBook {
  const book = new OrderBook();
  book.applySnapshot(snapshot);
  return book;
}

export function ccxtBook({ snapshot }: CcxtUpdates): CcxtOrderBook {
  return new CcxtOrderBook({
    bids: snapshot.bids.map((pair) => [...pair]),
    asks: snapshot.asks.map((pair) => [...pair]),
  });
}

/** Takes every change into our book and looks at the touch after each; answers a sum of what it saw. */
export function updateOurs(book: OrderBook, { deltas }: BookUpdates): number {
  let seen = 0;
  for (const delta of deltas) {
    book.applyDelta(delta);
    seen += book.bestBid + book.bestAsk;
  }
  return seen;
}

/** The same with ccxt's book, stored price by price as its exchange classes do. */
export function updateCcxt(book: CcxtOrderBook, { deltas }: CcxtUpdates): number {
  let seen = 0;
  for (const { asks, bids } of deltas) {
    storeAll(book.bids, bids);
    storeAll(book.asks, asks);
    seen += book.bids[0][0] + book.asks[0][0];
  }
  return seen;
}

function storeAll(side: CcxtOrderBook['bids'], flat: Float64Array): void {
  for (let index = 0; index < flat.length; index += 2) side.store(flat[index], flat[index + 1]);
}

/** @throws {Error} naming the first level in which the books differ. */
export function expectSameBook(ours: OrderBook, theirs: CcxtOrderBook, updates: BookUpdates): void {
  const { lotValue, tickValue } = updates;
  for (const [side, pairs] of [['bid', theirs.bids] as const, ['ask', theirs.asks] as const]) {
    const levels = ours.levels(side, Infinity);
    if (levels.length !== pairs.length * 2)
      throw new Error(
        `both books must hold as many ${side} levels, hold ${levels.length / 2} and ${pairs.length}`,
      );
    for (let index = 0; index < levels.length; index += 2) {
      const [price, size] = pairs[index / 2];
      const same =
        levels[index] === Math.round(price / tickValue) && levels[index + 1] === Math.round(size / lotValue);
      if (!same)
        throw new Error(
          `${side} level ${index / 2} must be the same in both books, is ${levels[index]} ticks and ${price}`,
        );
    }
  }
}
