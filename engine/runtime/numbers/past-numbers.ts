import { unixMs } from '../../domain/units/time.ts';
import type { NumberReader } from '../formulas/formula-market.ts';
import type { KeptNumber, ToldTogether } from './kept-numbers.ts';

/** Reads numbers of several series one after the other in the order in which they were known. */
export class PastNumbers implements NumberReader {
  readonly #columns: readonly {
    readonly name: string;
    readonly instrument: string;
    readonly times: Float64Array;
    readonly values: Float64Array;
  }[];
  readonly #places: Uint32Array;
  #next = -1;

  constructor(told: readonly ToldTogether[]) {
    this.#columns = told.flatMap(({ columns, instrument, name }) =>
      columns.map(({ times, values }) => ({ name, instrument, times, values })),
    );
    this.#places = new Uint32Array(this.#columns.length);
    this.#findNext();
  }

  get nextTime(): number {
    return this.#timeOf(this.#next);
  }

  take(): KeptNumber | undefined {
    const column = this.#columns[this.#next];
    const place = this.#places[this.#next] ?? 0;
    if (column === undefined) return undefined;
    const { instrument, name, times, values } = column;
    const taken = { instrument, name, time: unixMs(times[place] ?? 0), value: values[place] ?? 0 };
    this.#places[this.#next] = place + 1;
    this.#findNext();
    return taken;
  }

  // Of those known at one moment the columns tell the more general first, so that the more particular stays.
  #findNext(): void {
    this.#next = -1;
    for (let at = 0; at < this.#columns.length; at += 1) {
      if (this.#timeOf(at) < this.#timeOf(this.#next)) this.#next = at;
    }
  }

  /** Infinity where nothing is left. */
  #timeOf(column: number): number {
    return this.#columns[column]?.times[this.#places[column] ?? 0] ?? Infinity;
  }
}
