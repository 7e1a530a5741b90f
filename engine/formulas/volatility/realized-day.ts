const DAY_MS = 86_400_000;
/** Share of the returns of a day that have to be there for the day to count. */
const PRESENT = 200 / 288;

/** Sums over the returns of a UTC day, scaled up to a whole one where some are missing. */
export interface DailyReturns {
  /** Of their squares. */
  readonly variance: number;
  /** Of their absolute values. */
  readonly power: number;
}

/** Sums up the returns between closes that lie one step apart, day by day. */
export class RealizedDay {
  readonly #stepMs: number;
  #day = -1;
  #squares = 0;
  #sizes = 0;
  #count = 0;
  #closedAt = NaN;
  #close = NaN;

  constructor(stepMs: number) {
    this.#stepMs = stepMs;
  }

  /** Takes in a close and answers the day that ended before it, if enough of it was seen. */
  push(time: number, close: number): DailyReturns | undefined {
    if (time % this.#stepMs !== 0) return undefined;
    // What closes at midnight belongs to the day that it ends.
    const day = Math.floor((time - 1) / DAY_MS);
    const ended = day === this.#day ? undefined : this.#sums();
    if (day !== this.#day) {
      this.#day = day;
      this.#squares = 0;
      this.#sizes = 0;
      this.#count = 0;
    }
    if (time - this.#closedAt === this.#stepMs) {
      const logReturn = Math.log(close / this.#close);
      this.#squares += logReturn * logReturn;
      this.#sizes += Math.abs(logReturn);
      this.#count += 1;
    }
    this.#closedAt = time;
    this.#close = close;
    return ended;
  }

  #sums(): DailyReturns | undefined {
    const whole = DAY_MS / this.#stepMs;
    if (this.#count < PRESENT * whole || this.#count === 0) return undefined;
    const up = whole / this.#count;
    return { variance: this.#squares * up, power: this.#sizes * up };
  }
}
