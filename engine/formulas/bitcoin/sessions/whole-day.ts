const DAY_MS = 86_400_000;

/** One value for each bar of a UTC day, as long as no bar of it and not the one before it is missing. */
export class WholeDay {
  /** The values of the day so far, in their places. */
  readonly values: Float64Array;
  readonly #barMs: number;
  #filled = 0;
  #expected = NaN;

  constructor(bars: number) {
    this.values = new Float64Array(bars);
    this.#barMs = DAY_MS / bars;
  }

  /** Place of a bar in its day, from 0. */
  placeOf(openTime: number): number {
    return Math.floor((openTime % DAY_MS) / this.#barMs);
  }

  /** Takes in the value of a bar; answers whether it has made the day whole. */
  push(openTime: number, value: number): boolean {
    const place = this.placeOf(openTime);
    const follows = openTime === this.#expected && (place === 0 || this.#filled === place);
    this.#expected = openTime + this.#barMs;
    this.#filled = follows ? place + 1 : 0;
    if (follows) this.values[place] = value;
    return this.#filled === this.values.length;
  }
}
