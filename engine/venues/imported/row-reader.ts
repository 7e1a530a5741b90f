import type { InstrumentId } from '../../domain/instrument/instrument.ts';
import type { MarketEvent } from '../../domain/market/market-event.ts';
import type { UnixMs } from '../../domain/units/time.ts';
import type { ColumnMapping } from './column-mapping.ts';
import type { RowCells } from './row-cells.ts';
import type { Steps } from './steps.ts';
import { RowRuleError } from './table-row.ts';

/** What the reader of a kind works with. */
export interface ReaderParts {
  readonly instrument: InstrumentId;
  readonly mapping: ColumnMapping;
  readonly header: readonly string[];
  readonly steps: Steps;
}

/** Reads the rows of one kind of table in order. A refused row leaves no trace in what comes after. */
export interface RowReader {
  /**
   * The events that are complete with this row.
   * @throws {RowRuleError} naming the rule and the value.
   */
  read(cells: RowCells): readonly MarketEvent[];
  /** What the last rows leave behind. */
  rest(): readonly MarketEvent[];
  /** Told that a row before the next one was left out. */
  missed(line: number): void;
}

/** Both clocks of a row: with one time only it is taken for both. */
export interface RowMoment {
  readonly time: UnixMs;
  readonly venueTime: UnixMs;
}

export function momentOf(cells: RowCells): RowMoment {
  const venueTime = cells.time('time');
  return { venueTime, time: cells.has('receivedTime') ? cells.time('receivedTime') : venueTime };
}

/** Holds rows to their order in time: by arrival where that is known. */
export class TimeOrder {
  #last = 0;

  /** @throws {RowRuleError} when the time is below that of the row before. */
  check(time: UnixMs): void {
    if (time < this.#last) {
      throw new RowRuleError(`time must not go back, was ${time} after ${this.#last} (ms since 1970)`);
    }
  }

  keep(time: UnixMs): void {
    this.#last = time;
  }
}
