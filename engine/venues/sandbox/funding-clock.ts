const HOUR_MS = 3_600_000;
const INTEREST = 0.0001;
const DAMPER = 0.0005;
const CAP = 0.0075;
const MARK_MEMORY_SAMPLES = 30;

/**
 * Mark price and funding of one perpetual. The premium is how far the mid is above the index, as a share
 * of it. Mark = index x (1 + premium smoothed over about 30 samples). Funding = average premium of the
 * interval plus (interest of 0.01 % less that premium, held within 0.05 %), the sum held within 0.75 %:
 * the formula the large venues publish.
 */
export class FundingClock {
  /** The next funding moment, in ms since 1970: a whole multiple of the interval, UTC. */
  nextMs: number;
  readonly #intervalMs: number;
  #smoothed: number | undefined;
  #sum = 0;
  #samples = 0;

  constructor(intervalHours: number, startMs: number) {
    this.#intervalMs = intervalHours * HOUR_MS;
    this.nextMs = (Math.floor(startMs / this.#intervalMs) + 1) * this.#intervalMs;
  }

  /** Takes one sample; called at even steps. Prices in ticks. */
  sample(mid: number, index: number): void {
    const premium = mid / index - 1;
    const smoothed = this.#smoothed ?? premium;
    this.#smoothed = smoothed + (premium - smoothed) / MARK_MEMORY_SAMPLES;
    this.#sum += premium;
    this.#samples += 1;
  }

  /** The mark price in whole ticks, at least one. */
  markTicks(index: number): number {
    return Math.max(1, Math.round(index * (1 + (this.#smoothed ?? 0))));
  }

  /** The rate due now in 10^-8 of the notional, above zero when longs pay; begins the next interval. */
  settle(): number {
    const premium = this.#samples === 0 ? 0 : this.#sum / this.#samples;
    this.#sum = 0;
    this.#samples = 0;
    this.nextMs += this.#intervalMs;
    const correction = clamp(INTEREST - premium, DAMPER);
    return Math.round(clamp(premium + correction, CAP) * 1e8);
  }
}

const clamp = (value: number, limit: number): number => Math.max(-limit, Math.min(limit, value));
