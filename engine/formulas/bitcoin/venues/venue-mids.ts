/** The newest mid price of each venue, by its place; ours is 0. */
export class VenueMids {
  /** Places of the venues with the lowest and the highest fresh mid, as of the last comparison. */
  cheapest = 0;
  dearest = 0;
  readonly #maxAgeMs: number;
  readonly #mids: number[] = [];
  readonly #times: number[] = [];
  #now = 0;

  constructor(maxAgeMs: number) {
    this.#maxAgeMs = maxAgeMs;
  }

  take(time: number, place: number, mid: number): void {
    while (this.#mids.length <= place) {
      this.#mids.push(NaN);
      this.#times.push(-Infinity);
    }
    this.#mids[place] = mid;
    this.#times[place] = time;
  }

  /** The highest over the lowest of the fresh mids; undefined below two of them. */
  compare(now: number): number | undefined {
    this.#now = now;
    let fresh = 0;
    for (let place = 0; place < this.#mids.length; place += 1) {
      if (!this.#isFresh(place)) continue;
      fresh += 1;
      if (fresh === 1 || this.#midAt(place) < this.#midAt(this.cheapest)) this.cheapest = place;
      if (fresh === 1 || this.#midAt(place) > this.#midAt(this.dearest)) this.dearest = place;
    }
    return fresh < 2 ? undefined : this.#midAt(this.dearest) / this.#midAt(this.cheapest);
  }

  /** Log of our own mid over the median of the fresh ones, as of the last comparison; undefined while ours is not fresh. */
  premium(): number | undefined {
    if (!this.#isFresh(0)) return undefined;
    return premiumOf(
      this.#midAt(0),
      this.#mids.filter((_, place) => this.#isFresh(place)),
    );
  }

  #isFresh(place: number): boolean {
    return this.#now - (this.#times[place] ?? -Infinity) <= this.#maxAgeMs;
  }

  #midAt(place: number): number {
    return this.#mids[place] as number;
  }
}

/** Log of a price over the median of all. */
export function premiumOf(own: number, all: readonly number[]): number {
  const sorted = all.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  const median = ((sorted[Math.ceil(middle) - 1] ?? NaN) + (sorted[Math.floor(middle)] ?? NaN)) / 2;
  return Math.log(own / median);
}
