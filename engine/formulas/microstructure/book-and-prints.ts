import type { MarketStep } from '../formula.ts';

/** Whoever follows a book and the tape beside it. */
export interface BookAndPrints {
  /** A print; the size is below zero where a seller crossed. */
  print(time: number, price: number, signedSize: number): void;
  /** A book that is neither empty nor crossed. */
  book(time: number, bids: readonly number[], asks: readonly number[]): void;
}

/** Hands a step to a follower; an empty or crossed book says nothing and is left out. */
export function follow(follower: BookAndPrints, input: MarketStep): void {
  if (input.kind === 'trade') {
    const { price, side, sizeBase } = input.trade;
    follower.print(input.time, price, side === 'buy' ? sizeBase : -sizeBase);
  } else if (input.kind === 'book') {
    const { asks, bids } = input.book;
    if ((bids[0] ?? NaN) < (asks[0] ?? NaN)) follower.book(input.time, bids, asks);
  }
}
