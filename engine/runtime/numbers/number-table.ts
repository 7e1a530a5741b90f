import type { OutsideSeriesName } from '../../formulas/outside-series.ts';
import type { NumberRow } from './number-row.ts';

/** The numbers of one name and instrument, each time once, oldest first. */
export interface NumberColumn {
  readonly name: OutsideSeriesName;
  /** As the file says it: id or symbol, or empty. */
  readonly instrument: string;
  /** When each was known, Unix ms. */
  readonly times: Float64Array;
  readonly values: Float64Array;
}

interface OpenColumn {
  readonly name: OutsideSeriesName;
  readonly instrument: string;
  readonly times: number[];
  readonly values: number[];
}

/** Puts rows together by what they speak of. Of two for the same moment the later one counts. */
export class NumberTable {
  readonly #columns = new Map<string, OpenColumn>();

  add({ instrument, name, time, value }: NumberRow): void {
    const key = `${name} ${instrument}`;
    let column = this.#columns.get(key);
    if (column === undefined) this.#columns.set(key, (column = { name, instrument, times: [], values: [] }));
    column.times.push(time);
    column.values.push(value);
  }

  columns(): readonly NumberColumn[] {
    return [...this.#columns.values()].map(({ instrument, name, ...told }) => ({
      name,
      instrument,
      ...inOrder(told),
    }));
  }
}

function inOrder({ times, values }: Pick<OpenColumn, 'times' | 'values'>) {
  const order = Uint32Array.from(times.keys());
  const at = (place: number) => times[order[place] ?? 0] ?? 0;
  if (times.some((time, place) => place > 0 && time < (times[place - 1] ?? 0)))
    order.sort((one, other) => (times[one] ?? 0) - (times[other] ?? 0) || one - other);
  const last = order.filter((_place, place) => place === order.length - 1 || at(place) !== at(place + 1));
  return {
    times: Float64Array.from(last, (place) => times[place] ?? 0),
    values: Float64Array.from(last, (place) => values[place] ?? 0),
  };
}
