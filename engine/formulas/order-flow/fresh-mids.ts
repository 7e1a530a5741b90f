/** The last mid of each of several venues, and the median of those that are not too old. */
export class FreshMids {
  /** How many had a say in the median asked for last. */
  fresh = 0;
  readonly #maxAgeMs: number;
  readonly #times: number[] = [];
  readonly #mids: number[] = [];
  readonly #sorted: number[] = [];

  constructor(maxAgeMs: number) {
    this.#maxAgeMs = maxAgeMs;
  }

  /** Takes in the mid of the venue at `place`. */
  set(place: number, time: number, mid: number): void {
    while (this.#mids.length <= place) {
      this.#mids.push(NaN);
      this.#times.push(-Infinity);
    }
    this.#mids[place] = mid;
    this.#times[place] = time;
  }

  /** Of the mids not older than allowed; NaN where there is none. */
  median(time: number): number {
    this.fresh = 0;
    for (let place = 0; place < this.#mids.length; place += 1) {
      if (time - (this.#times[place] as number) <= this.#maxAgeMs) this.#insert(this.#mids[place] as number);
    }
    const middle = (this.fresh - 1) / 2;
    const low = this.#sorted[Math.floor(middle)] as number;
    return this.fresh === 0 ? NaN : (low + (this.#sorted[Math.ceil(middle)] as number)) / 2;
  }

  #insert(mid: number): void {
    let place = this.fresh;
    for (; place > 0 && (this.#sorted[place - 1] as number) > mid; place -= 1) {
      this.#sorted[place] = this.#sorted[place - 1] as number;
    }
    this.#sorted[place] = mid;
    this.fresh += 1;
  }
}
