import type { TradePrint } from '../domain/market/market-event.ts';

/** Trades of one piece of the log, column by column. */
export interface TradeChunk {
  readonly length: number;
  /** Event times in ms. */
  readonly times: Float64Array;
  readonly ticks: Float64Array;
  /** Above zero: the buyer crossed the spread; below zero: the seller did. */
  readonly signedLots: Float64Array;
  /** How long after the venue's own time the event time is, in ms. */
  readonly delays: Int32Array;
}

const CHUNK_TRADES = 65_536;
const MOST_TRADES = 8_000_000;

interface GrowingChunk extends TradeChunk {
  length: number;
}

/**
 * Every trade of a session in the order it came, packed in 28 bytes each. Beyond eight million the
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

  push({ aggressor, lots, ticks, time, venueTime }: TradePrint): void {
    let chunk = this.#chunks.at(-1);
    if (chunk === undefined || chunk.length === CHUNK_TRADES) chunk = this.#grow();
    chunk.times[chunk.length] = time;
    chunk.ticks[chunk.length] = ticks;
    chunk.signedLots[chunk.length] = aggressor === 'buy' ? lots : 0 - lots;
    chunk.delays[chunk.length] = time - venueTime;
    chunk.length += 1;
    this.#total += 1;
  }

  /**
   * Calls `visit` with event time in ms, ticks, signed lots and the venue's time in ms of every kept trade
   * from place `from` up to but without place `until`.
   */
  each(
    from: number,
    visit: (time: number, ticks: number, signedLots: number, venueTime: number) => void,
    until: number = this.#total,
  ): void {
    let place = Math.max(0, from - this.#first);
    let left = Math.min(until, this.#total) - this.#first - place;
    for (const chunk of this.#chunks.slice(Math.floor(place / CHUNK_TRADES))) {
      const { delays, signedLots, ticks, times } = chunk;
      for (let at = place % CHUNK_TRADES; at < chunk.length && left > 0; at += 1, left -= 1) {
        const time = times[at] as number;
        visit(time, ticks[at] as number, signedLots[at] as number, time - (delays[at] as number));
      }
      if (left <= 0) return;
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
      delays: new Int32Array(CHUNK_TRADES),
    };
    this.#chunks.push(chunk);
    return chunk;
  }
}
