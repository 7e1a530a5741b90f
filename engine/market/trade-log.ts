import type { TradePrint } from '../domain/market/market-event.ts';

/** Trades of one piece of the log, column by column. */
export interface TradeChunk {
  readonly length: number;
  /** Event times in ms. */
  readonly times: Float64Array;
  readonly ticks: Float64Array;
  /** Above zero: the buyer crossed the spread; below zero: the seller did. */
  readonly signedLots: Float64Array;
}

const CHUNK_TRADES = 16_384;
const MOST_TRADES = 8_000_000;

interface GrowingChunk extends TradeChunk {
  length: number;
}

/**
 * Every trade of a session in the order it came, packed in 24 bytes each. Beyond eight million the
 * oldest chunk is let go; places keep counting from the first trade ever seen.
 */
export class TradeLog {
  readonly #chunks: GrowingChunk[] = [];
  #first = 0;
  #total = 0;

  /** Trades seen so far: the place of the next one. */
  get total(): number {
    return this.#total;
  }

  /** Place of the oldest trade still kept. */
  get first(): number {
    return this.#first;
  }

  push({ aggressor, lots, ticks, time }: TradePrint): void {
    let chunk = this.#chunks.at(-1);
    if (chunk === undefined || chunk.length === CHUNK_TRADES) chunk = this.#grow();
    chunk.times[chunk.length] = time;
    chunk.ticks[chunk.length] = ticks;
    chunk.signedLots[chunk.length] = aggressor === 'buy' ? lots : -lots;
    chunk.length += 1;
    this.#total += 1;
  }

  /** Calls `visit` with time in ms, ticks and signed lots of every kept trade from place `from` on. */
  each(from: number, visit: (time: number, ticks: number, signedLots: number) => void): void {
    let place = Math.max(0, from - this.#first);
    for (const { length, signedLots, ticks, times } of this.#chunks.slice(Math.floor(place / CHUNK_TRADES))) {
      for (let at = place % CHUNK_TRADES; at < length; at += 1)
        visit(times[at] as number, ticks[at] as number, signedLots[at] as number);
      place = 0;
    }
  }

  /** Place of the first kept trade at or after `time` in ms; `total` when there is none. */
  placeAt(time: number): number {
    let low = 0;
    let high = this.#total - this.#first;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#timeAt(middle) < time) low = middle + 1;
      else high = middle;
    }
    return this.#first + low;
  }

  #timeAt(offset: number): number {
    const chunk = this.#chunks[Math.floor(offset / CHUNK_TRADES)];
    return chunk?.times[offset % CHUNK_TRADES] ?? Infinity;
  }

  #grow(): GrowingChunk {
    if (this.#total - this.#first >= MOST_TRADES) {
      this.#chunks.shift();
      this.#first += CHUNK_TRADES;
    }
    const chunk: GrowingChunk = {
      length: 0,
      times: new Float64Array(CHUNK_TRADES),
      ticks: new Float64Array(CHUNK_TRADES),
      signedLots: new Float64Array(CHUNK_TRADES),
    };
    this.#chunks.push(chunk);
    return chunk;
  }
}
