const HOUR_MS = 3_600_000;
const INTEREST = 0.0001;
const DAMPER = 0.0005;
const CAP = 0.0075;
const MARK_MEMORY_SECONDS = 30;

/**
 * Mark price and funding of one perpetual. The premium is how far the mid is above the index, as a share
 * of it. Mark = index x (1 + premium smoothed over half a minute). Funding = average premium of the interval
 * plus the interest of 0.01 %, the latter corrected by at most 0.05 % towards it and the sum held within
 * 0.75 %: the formula the large venues publish.
 */
export class FundingClock {
  nextMs: number;
  readonly #intervalMs: number;
  #smoothed = 0;
  #sum = 0;
  #samples = 0;

  constructor(intervalHours: number, startMs: number) {
    this.#intervalMs = intervalHours * HOUR_MS;
    this.nextMs = (Math.floor(startMs / this.#intervalMs) + 1) * this.#intervalMs;
  }

  /** Takes one sample, once a second. */
  sample(mid: number, index: number): void {
    const premium = mid / index - 1;
    this.#smoothed =
      this.#samples === 0 && this.#smoothed === 0
        ? premium
        : this.#smoothed + (premium - this.#smoothed) / MARK_MEMORY_SECONDS;
    this.#sum += premium;
    this.#samples += 1;
  }

  /** In whole ticks, at least one. */
  markTicks(index: number): number {
    return Math.max(1, Math.round(index * (1 + this.#smoothed)));
  }

  /** The rate due now in 10^-8, above zero when longs pay; begins the next interval. */
  settle(): number {
    const premium = this.#samples === 0 ? 0 : this.#sum / this.#samples;
    this.#sum = 0;
    this.#samples = 0;
    this.nextMs += this.#intervalMs;
    const correction = Math.max(-DAMPER, Math.min(DAMPER, INTEREST - premium));
    return Math.round(Math.max(-CAP, Math.min(CAP, premium + correction)) * 1e8);
  }
}
