const FIRST_MS = 500;
const LONGEST_MS = 30_000;
const HEALTHY_MS = 60_000;
const WINDOW_MS = 600_000;
const MOST_IN_WINDOW = 30;

/**
 * How long to wait before dialing again: a random share of 0.5 s that doubles up to 30 s, so that many
 * clients do not come back together; from the start again after a minute of health. However fast a
 * venue drops us, it is dialed at most thirty times in ten minutes.
 */
export class ReconnectDelay {
  readonly #random: () => number;
  readonly #dials: number[] = [];
  #attempts = 0;

  /** `random` gives numbers in [0, 1). */
  constructor(random: () => number) {
    this.#random = random;
  }

  /** A connection is being made at monotonic time `atMs`. */
  dialed(atMs: number): void {
    this.#dials.push(atMs);
    if (this.#dials.length > MOST_IN_WINDOW) this.#dials.shift();
  }

  /** The wait in ms after a loss at monotonic time `atMs` of a connection that worked for `healthyMs`. */
  next(atMs: number, healthyMs: number): number {
    if (healthyMs >= HEALTHY_MS) this.#attempts = 0;
    const longest = Math.min(LONGEST_MS, FIRST_MS * 2 ** this.#attempts);
    this.#attempts += 1;
    const [oldest] = this.#dials;
    const untilAllowed =
      oldest === undefined || this.#dials.length < MOST_IN_WINDOW ? 0 : oldest + WINDOW_MS - atMs;
    return Math.max(this.#random() * longest, untilAllowed);
  }
}
