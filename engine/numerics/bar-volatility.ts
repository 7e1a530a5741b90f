const FIRST = 20;
const FLOOR = 1e-9;

/**
 * The volatility of one bar that the formula catalogue shares (its `sig_t`): root of an exponential mean
 * of squared log returns with weight 0.06 on the newest, begun at the mean of the first 20, at least
 * 1e-9. With `memory` 0.99 it is the slow one.
 *
 * Source: J.P. Morgan / Reuters (1996), RiskMetrics Technical Document, 4th edition (decay 0.94).
 */
export class BarVolatility {
  readonly #memory: number;
  #count = 0;
  #variance = 0;

  constructor(memory = 0.94) {
    this.#memory = memory;
  }

  /** Whether 20 returns were seen. */
  get isWarm(): boolean {
    return this.#count >= FIRST;
  }

  /** NaN until warm. */
  get value(): number {
    return this.isWarm ? Math.max(Math.sqrt(this.#variance), FLOOR) : NaN;
  }

  push(logReturn: number): void {
    const square = logReturn * logReturn;
    this.#count += 1;
    const weight = this.#count <= FIRST ? 1 / this.#count : 1 - this.#memory;
    this.#variance += weight * (square - this.#variance);
  }
}
