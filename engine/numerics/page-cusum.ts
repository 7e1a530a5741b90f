/** Which of the two sums went over its limit: 1 the upper, -1 the lower, 0 neither. */
export type CusumAlarm = -1 | 0 | 1;

/**
 * Page's two running sums of standardized values: one grows while they lie above `slack`, the other while
 * they lie below minus `slack`; neither falls below 0. A sum above `limit` is an alarm, the upper one
 * first. What follows an alarm is the caller's choice: `restart` begins both again.
 *
 * Source: Page (1954), Continuous Inspection Schemes, Biometrika 41.
 */
export class PageCusum {
  readonly #slack: number;
  readonly #limit: number;
  #upper = 0;
  #lower = 0;

  constructor(slack: number, limit: number) {
    this.#slack = slack;
    this.#limit = limit;
  }

  /** Sum of what lay above the slack. */
  get upper(): number {
    return this.#upper;
  }

  /** Sum of what lay below minus the slack, above zero. */
  get lower(): number {
    return this.#lower;
  }

  push(value: number): CusumAlarm {
    this.#upper = Math.max(0, this.#upper + value - this.#slack);
    this.#lower = Math.max(0, this.#lower - value - this.#slack);
    if (this.#upper > this.#limit) return 1;
    return this.#lower > this.#limit ? -1 : 0;
  }

  restart(): void {
    this.#upper = 0;
    this.#lower = 0;
  }
}
