import type { Instrument } from '../../domain/instrument/instrument.ts';
import type { OutsideNumber } from '../../domain/market/market-event.ts';
import { unixMs } from '../../domain/units/time.ts';
import { outsideSeries, type OutsideSeriesName } from '../../formulas/outside-series.ts';
import { besideWhich } from '../outside/tell-outside.ts';
import type { NumberColumn } from './number-table.ts';

/** A number of a series, of the instrument it is told to or beside. */
export type KeptNumber = Pick<OutsideNumber, 'instrument' | 'name' | 'time' | 'value'>;

/** What is told of one series to one instrument: the column of all, of its symbol and of its id, where there are such. */
export interface ToldTogether {
  readonly name: OutsideSeriesName;
  readonly instrument: string;
  readonly columns: readonly NumberColumn[];
}

/** The numbers of a person's own that were read last, by what they speak of. */
export class KeptNumbers {
  readonly columns: readonly NumberColumn[];
  /** Series of which there is a number. */
  readonly names: ReadonlySet<OutsideSeriesName>;
  readonly #byKey: ReadonlyMap<string, NumberColumn>;

  constructor(columns: readonly NumberColumn[] = []) {
    this.columns = columns;
    this.names = new Set(columns.map(({ name }) => name));
    this.#byKey = new Map(columns.map((column) => [`${column.name} ${column.instrument}`, column]));
  }

  /**
   * Whether whoever followed `before` misses nothing: no row of it changed, and to no series more than one was added,
   * which is told as it becomes known.
   */
  goesOnFrom(before: KeptNumbers): boolean {
    const isThere = [...before.#byKey].every(([key, old]) => {
      const now = this.#byKey.get(key);
      return now !== undefined && begins(now.times, old.times) && begins(now.values, old.values);
    });
    if (!isThere) return false;
    return [...this.#byKey].every(
      ([key, { times }]) => times.length <= (before.#byKey.get(key)?.times.length ?? 0) + 1,
    );
  }

  /**
   * Who is told what in a session of these instruments: what speaks of one goes to it, everything else beside one of
   * them. What is said of an id goes before what is said of its symbol, and that before what is said of all.
   */
  toldTo(instruments: readonly Instrument[]): readonly ToldTogether[] {
    const beside = besideWhich(instruments);
    return [...this.names].flatMap((name) =>
      (outsideSeries[name].about === 'instrument' ? instruments : [beside]).flatMap((each) => {
        if (each === undefined) return [];
        const columns = ['', each.symbol, each.id].flatMap(
          (said) => this.#byKey.get(`${name} ${said}`) ?? [],
        );
        return columns.length === 0 ? [] : [{ name, instrument: each.id, columns }];
      }),
    );
  }
}

/** The newest number that was known at `time` in ms; undefined before the first. */
export function newestOf({ columns, instrument, name }: ToldTogether, time: number): KeptNumber | undefined {
  let newest: KeptNumber | undefined;
  for (const { times, values } of columns) {
    const place = countUpTo(times, time) - 1;
    const at = times[place];
    if (at === undefined || at < (newest?.time ?? 0)) continue;
    newest = { instrument, name, time: unixMs(at), value: values[place] ?? 0 };
  }
  return newest;
}

const begins = (whole: Float64Array, start: Float64Array): boolean =>
  whole.length >= start.length && start.every((each, place) => each === whole[place]);

/** How many of ascending times are not after `time`. */
function countUpTo(times: Float64Array, time: number): number {
  let low = 0;
  let high = times.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((times[middle] ?? Infinity) <= time) low = middle + 1;
    else high = middle;
  }
  return low;
}
