import { outsideSeries, type OutsideSeriesName } from './outside-series.ts';

/** The newest value of each series a formula reads. */
export class OutsideValues {
  readonly #names: readonly OutsideSeriesName[];
  readonly #values: Float64Array;
  readonly #times: Float64Array;
  /** How long a value of each counts, in ms. */
  readonly #fresh: Float64Array;

  constructor(names: readonly OutsideSeriesName[]) {
    this.#names = names;
    this.#values = new Float64Array(names.length).fill(NaN);
    this.#times = new Float64Array(names.length).fill(-Infinity);
    this.#fresh = Float64Array.from(names, (name) => outsideSeries[name].freshMs);
  }

  /** Takes in what was told at `time`; series a formula does not read are left out. */
  take({
    name,
    time,
    value,
  }: {
    readonly name: string;
    readonly time: number;
    readonly value: number;
  }): void {
    const place = this.#names.indexOf(name as OutsideSeriesName);
    if (place < 0) return;
    this.#values[place] = value;
    this.#times[place] = time;
  }

  /** The newest value as of `time`; NaN where nothing was told or it was told too long ago. */
  at(name: OutsideSeriesName, time: number): number {
    const place = this.#names.indexOf(name);
    const age = time - (this.#times[place] ?? -Infinity);
    return age <= (this.#fresh[place] ?? NaN) ? (this.#values[place] ?? NaN) : NaN;
  }
}
