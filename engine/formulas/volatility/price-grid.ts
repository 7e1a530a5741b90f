import { positive } from '../../numerics/checked-numbers.ts';

/**
 * The last trade price on a grid of times that begins with the first trade: one log price for every step,
 * that of the last trade up to it, repeated where nobody traded.
 */
export class PriceGrid {
  readonly #stepMs: number;
  readonly #most: number;
  #nextTime = NaN;
  #logPrice = NaN;

  /** Gives out at most `most` points at once: a gap longer than the window leaves only its end of interest. */
  constructor(stepMs: number, most: number) {
    this.#stepMs = positive('a grid', stepMs);
    this.#most = most;
  }

  /** Takes in a trade and gives `onPoint` every grid point that lies before it, in order. */
  push(time: number, price: number, onPoint: (logPrice: number) => void): void {
    if (Number.isNaN(this.#nextTime)) {
      this.#nextTime = time;
    } else if (time > this.#nextTime) {
      const due = Math.ceil((time - this.#nextTime) / this.#stepMs);
      for (let point = Math.min(due, this.#most); point > 0; point -= 1) onPoint(this.#logPrice);
      this.#nextTime += due * this.#stepMs;
    }
    this.#logPrice = Math.log(price);
  }
}
