const DAY_MS = 86_400_000;

/** How a number from outside changed over about a day. */
export class DayChange {
  readonly #told: { readonly time: number; readonly value: number }[] = [];
  readonly #freshMs: number;

  /** A number told longer ago than `freshMs` no longer counts. */
  constructor(freshMs: number) {
    this.#freshMs = freshMs;
  }

  push(time: number, value: number): void {
    this.#told.push({ time, value });
    // Of what is a day old or older only the newest is of use.
    while ((this.#told[1]?.time ?? Infinity) <= time - DAY_MS) this.#told.shift();
  }

  /** The newest value as of `time`; undefined where there is none, it is stale, or it was told later. */
  now(time: number): number | undefined {
    const newest = this.#told.at(-1);
    if (newest === undefined) return undefined;
    const age = time - newest.time;
    return age >= 0 && age <= this.#freshMs ? newest.value : undefined;
  }

  /** The newest value less that of a day before it, or up to two days; undefined where nothing is so old. */
  change(time: number): { readonly from: number; readonly to: number } | undefined {
    const [oldest] = this.#told;
    const newest = this.#told.at(-1);
    if (oldest === undefined || newest === undefined || this.now(time) === undefined) return undefined;
    const age = newest.time - oldest.time;
    return age >= DAY_MS && age <= 2 * DAY_MS ? { from: oldest.value, to: newest.value } : undefined;
  }
}
