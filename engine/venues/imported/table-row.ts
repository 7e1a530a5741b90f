/** One row as it stands in the file. */
export interface TableRow {
  /** Line in its file, from 1; of a Parquet file the row's number, from 1. */
  readonly line: number;
  readonly cells: readonly string[];
}

/** Rows of a table that comes in pieces, so that a big file never is in memory as a whole. */
export interface TableSource {
  readonly path: string;
  readonly header: readonly string[];
  /** Share of the file already read, 0 to 1. */
  readonly progress: number;
  /**
   * The rows, in pieces.
   * @throws {TableError} naming the file, the line and the rule when the file cannot be read on.
   */
  rows(): AsyncIterable<readonly TableRow[]>;
}

/** A table that cannot be read at all. The message names the file, the place and the rule. */
export class TableError extends Error {
  override readonly name = 'TableError';
}

/** One row that breaks a rule. */
export interface RowProblem {
  readonly path: string;
  readonly line: number;
  /** The rule that was broken, as a sentence with the value. */
  readonly rule: string;
}

/** A row that breaks a rule; where it stands is added by who reads the table. */
export class RowRuleError extends Error {
  override readonly name = 'RowRuleError';
}
