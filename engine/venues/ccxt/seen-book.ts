import type { Levels } from '../../domain/market/levels.ts';

/** The levels seen of a book, kept only to know its best prices before anybody else is told. */
export class SeenBook {
  readonly #bids = new Map<number, number>();
  readonly #asks = new Map<number, number>();
  #bestBid = 0;
  #bestAsk = 0;

  /** Best price in ticks, 0 when that side is empty. */
  get bestBid(): number {
    return this.#bestBid;
  }

  /** Best price in ticks, 0 when that side is empty. */
  get bestAsk(): number {
    return this.#bestAsk;
  }

  get isCrossed(): boolean {
    return this.#bestBid > 0 && this.#bestAsk > 0 && this.#bestBid >= this.#bestAsk;
  }

  /** In ticks, 0 while a side is empty. */
  get mid(): number {
    return this.#bestBid === 0 || this.#bestAsk === 0 ? 0 : (this.#bestBid + this.#bestAsk) / 2;
  }

  replace(bids: Levels, asks: Levels): void {
    this.#bids.clear();
    this.#asks.clear();
    this.#bestBid = 0;
    this.#bestAsk = 0;
    this.change(bids, asks);
  }

  change(bids: Levels, asks: Levels): void {
    this.#bestBid = changed(this.#bids, bids, this.#bestBid, Math.max);
    this.#bestAsk = changed(this.#asks, asks, this.#bestAsk, Math.min);
  }
}

type Better = (a: number, b: number) => number;

function changed(side: Map<number, number>, levels: Levels, best: number, better: Better): number {
  let found = best;
  for (let index = 0; index + 1 < levels.length; index += 2) {
    const price = levels[index] as number;
    const size = levels[index + 1] as number;
    if (size === 0) side.delete(price);
    else side.set(price, size);
    if (size !== 0) found = found === 0 ? price : better(found, price);
  }
  if (side.has(found)) return found;
  let next: number | undefined;
  for (const price of side.keys()) next = next === undefined ? price : better(next, price);
  return next ?? 0;
}
