import { z } from 'zod';

/** The numbers of one series and instrument in a person's own file. */
export interface NumberSeriesView {
  readonly name: string;
  /** Id or symbol as the file says it; empty for every instrument, and where the series speaks of none. */
  readonly instrument: string;
  readonly unit: string;
  readonly rows: number;
  /** The number known last, and when that was, ms; it may lie ahead of the session. */
  readonly lastValue: number;
  readonly lastMs: number;
  /** Whether the open session has the instrument. */
  readonly isOfSession: boolean;
}

/** What became of `numbers.csv` in the data folder. */
export interface NumbersView {
  /** `missing` is no error; `failed` keeps what was known before. */
  readonly state: 'missing' | 'read' | 'failed';
  /** Rule and value of a file that could not be read; empty while all is well. */
  readonly failure: string;
  /** When it was read last, ms; null before. */
  readonly readAtMs: number | null;
  /** Rows that are kept. */
  readonly rows: number;
  /** The first hundred series, and how many there are. */
  readonly series: readonly NumberSeriesView[];
  readonly seriesCount: number;
  /** The first twenty lines that were refused, and how many were. */
  readonly refused: readonly { readonly line: number; readonly rule: string }[];
  readonly refusedCount: number;
  /** Why the open session is told none of them, such as in a replay; empty when it is told them. */
  readonly notToldBecause: string;
}

/** What a window asks of a person's own numbers. */
export const numberCommands = {
  /** What was read of `numbers.csv`. Reads nothing. */
  ownNumbers: { request: z.strictObject({}), reply: z.custom<NumbersView>() },
} as const;
