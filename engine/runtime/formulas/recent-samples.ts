const MOST = 240;

/** The recent values of a formula: one for each input, or the last of each period, the newest 240. */
export class RecentSamples {
  /** 0: one for each input. */
  readonly #periodMs: number;
  readonly #times = new Float64Array(MOST);
  readonly #values = new Float64Array(MOST);
  #total = 0;
  #period = -1;

  constructor(periodMs: number) {
    this.#periodMs = periodMs;
  }

  /** Takes in the value at a market time in ms; undefined is none. */
  add(time: number, value: number | undefined): void {
    const period = this.#periodMs === 0 ? this.#period + 1 : Math.floor(time / this.#periodMs);
    if (period !== this.#period) this.#total += 1;
    this.#period = period;
    const at = (this.#total - 1) % MOST;
    this.#times[at] = time;
    this.#values[at] = value ?? Number.NaN;
  }

  /** Times and values, oldest first; NaN where there was no value. */
  columns(): { readonly timesMs: Float64Array; readonly values: Float64Array } {
    const from = Math.max(0, this.#total - MOST);
    const count = this.#total - from;
    const place = (_: unknown, at: number) => (from + at) % MOST;
    const timesMs = Float64Array.from({ length: count }, (each, at) => this.#times[place(each, at)] ?? 0);
    const values = Float64Array.from({ length: count }, (each, at) => this.#values[place(each, at)] ?? 0);
    return { timesMs, values };
  }
}
