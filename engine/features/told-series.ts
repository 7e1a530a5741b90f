import type { OutsideSeriesName } from '../formulas/outside-series.ts';

/** What was last told of a series. */
export interface ToldNumber {
  readonly name: OutsideSeriesName;
  time: number;
  value: number;
}

/** A liquidation happened once; a formula that starts later must not take the last one for a new one. */
const HAPPENINGS: ReadonlySet<OutsideSeriesName> = new Set(['derivative.liquidation']);

/** The last number of every series that says how things stand, for formulas that start later. */
export class ToldSeries {
  readonly #told = new Map<OutsideSeriesName, ToldNumber>();

  /** When a series was last told; -Infinity before. */
  lastTime(name: OutsideSeriesName): number {
    return this.#told.get(name)?.time ?? -Infinity;
  }

  take(name: OutsideSeriesName, time: number, value: number): void {
    if (HAPPENINGS.has(name)) return;
    const known = this.#told.get(name);
    if (known === undefined) {
      this.#told.set(name, { name, time, value });
      return;
    }
    known.time = time;
    known.value = value;
  }

  all(): IterableIterator<ToldNumber> {
    return this.#told.values();
  }
}
