import { RecentValues } from '../../../numerics/recent-values.ts';

const DAY_MS = 86_400_000;

/** One value for each of the last UTC days, that of a running day being the newest of it. */
export class DailyHistory {
  readonly #values: RecentValues;
  #day = -1;

  constructor(days: number) {
    this.#values = new RecentValues(days);
  }

  get isFull(): boolean {
    return this.#values.isFull;
  }

  push(time: number, value: number): void {
    const day = Math.floor(time / DAY_MS);
    if (day === this.#day) this.#values.replaceNewest(value);
    else this.#values.push(value);
    this.#day = day;
  }

  /** The values, oldest day first. */
  toArray(): Float64Array {
    return this.#values.toArray();
  }

  /** Share of the days below the newest value plus half the share equal to it; NaN before the first. */
  rank(): number {
    const newest = this.#values.at(0);
    let place = 0;
    for (let age = 0; age < this.#values.count; age += 1) {
      const each = this.#values.at(age);
      if (each < newest) place += 1;
      else if (each === newest) place += 0.5;
    }
    return place / this.#values.count;
  }
}
