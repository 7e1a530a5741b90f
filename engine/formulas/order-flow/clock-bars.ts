/** A trade as a bar takes it in. */
interface Taken {
  readonly time: number;
  readonly price: number;
  readonly sizeBase: number;
  readonly isBuy: boolean;
}

/** Bars of equal volume, of which the last full one is known. */
export class ClockBars {
  /** The last full bar; numbers that are not known are NaN. */
  readonly last = {
    volume: NaN,
    open: NaN,
    high: NaN,
    low: NaN,
    close: NaN,
    vwap: NaN,
    buyShare: NaN,
    /** How long it took; 0 where one trade filled it and the one before. */
    seconds: NaN,
    endedAt: NaN,
  };
  readonly #now = {
    filled: 0,
    open: NaN,
    high: -Infinity,
    low: Infinity,
    close: NaN,
    notional: 0,
    bought: 0,
  };

  /** Takes in a trade, split where it is too large for a bar of `volume`, and answers whether it filled one. */
  push({ isBuy, price, sizeBase, time }: Taken, volume: number): boolean {
    const now = this.#now;
    let rest = sizeBase;
    let fills = false;
    while (now.filled + rest >= volume) {
      const room = Math.max(0, volume - now.filled);
      this.#fill(price, room, isBuy);
      this.#close(time, volume);
      rest -= room;
      fills = true;
      // Of many whole bars out of one trade the last is like all the others.
      if (rest >= 2 * volume) rest = volume + (rest % volume);
    }
    if (rest > 0) this.#fill(price, rest, isBuy);
    return fills;
  }

  #fill(price: number, size: number, isBuy: boolean): void {
    const now = this.#now;
    if (Number.isNaN(now.open)) now.open = price;
    now.high = Math.max(now.high, price);
    now.low = Math.min(now.low, price);
    now.filled += size;
    now.notional += size * price;
    if (isBuy) now.bought += size;
    now.close = price;
  }

  #close(time: number, volume: number): void {
    const { last } = this;
    const now = this.#now;
    last.seconds = Number.isNaN(last.endedAt) ? NaN : (time - last.endedAt) / 1000;
    last.volume = volume;
    last.open = now.open;
    last.high = now.high;
    last.low = now.low;
    last.close = now.close;
    last.vwap = now.notional / now.filled;
    last.buyShare = Math.min(1, now.bought / now.filled);
    last.endedAt = time;
    now.filled = 0;
    now.open = NaN;
    now.high = -Infinity;
    now.low = Infinity;
    now.notional = 0;
    now.bought = 0;
  }
}
