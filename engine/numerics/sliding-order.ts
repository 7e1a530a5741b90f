/**
 * The values of a list in ascending order, and where in the list each of them stands; of a list that moves on
 * over a series only what is new is put in its place.
 */
export class SlidingOrder {
  readonly count: number;
  readonly sorted: Float64Array;
  /** The place in the list of each value of {@link sorted}. */
  readonly places: Int32Array;
  #held = 0;

  /** Of lists of `count` values, none of them NaN. */
  constructor(count: number) {
    this.count = count;
    this.sorted = new Float64Array(count);
    this.places = new Int32Array(count);
  }

  /** Takes in a list of which all but the last `fresh` values are the last ones of the list before. */
  take(values: ArrayLike<number>, fresh: number): void {
    const { count, places, sorted } = this;
    let held = 0;
    for (let i = 0; i < this.#held; i += 1) {
      const place = (places[i] as number) - fresh;
      if (place < 0) continue;
      places[held] = place;
      sorted[held] = sorted[i] as number;
      held += 1;
    }
    for (let place = Math.max(0, count - fresh); place < count; place += 1) {
      const value = values[place] as number;
      let i = held;
      while (i > 0 && (sorted[i - 1] as number) > value) {
        sorted[i] = sorted[i - 1] as number;
        places[i] = places[i - 1] as number;
        i -= 1;
      }
      sorted[i] = value;
      places[i] = place;
      held += 1;
    }
    this.#held = held;
  }
}
