import { pipeline, Readable } from 'node:stream';
import { parse } from 'csv-parse';
import { RowRuleError } from '../../venues/imported/table-row.ts';
import { NUMBER_HEADERS, type NumberHeader, readNumberRow } from './number-row.ts';
import { type NumberColumn, NumberTable } from './number-table.ts';

/** More lines than these are refused. */
export const MOST_ROWS = 1_000_000;
/** Of the refused lines so many are told; the rest is counted. */
export const MOST_REFUSED_TOLD = 20;

/** A line that breaks a rule. */
export interface RefusedLine {
  /** From 1. */
  readonly line: number;
  /** The rule and the value, as a sentence. */
  readonly rule: string;
}

/** What a file says. */
export interface ParsedNumbers {
  readonly columns: readonly NumberColumn[];
  /** The first of the refused lines. */
  readonly refused: readonly RefusedLine[];
  readonly refusedCount: number;
  /** Whether the last line was read, too; it is not where it has no end and may still be written. */
  readonly isWhole: boolean;
}

export interface ParseOptions {
  /** Nobody writes at the file: a last line without an end counts, too. */
  readonly isSettled: boolean;
  readonly mostRows?: number;
}

/** A file that says nothing that can be read. The message names the rule and the value. */
export class NumbersFileError extends Error {
  override readonly name = 'NumbersFileError';
}

/**
 * Reads the lines of a file that comes in pieces of UTF-8. A line that breaks a rule costs itself and no other: quotes
 * open nothing, because no cell needs them.
 * @throws {NumbersFileError} when the text is not UTF-8 or its first line names other columns.
 */
export async function parseNumbers(
  pieces: AsyncIterable<Uint8Array>,
  { isSettled, mostRows = MOST_ROWS }: ParseOptions,
): Promise<ParsedNumbers> {
  const text = new WholeLines(isSettled);
  const parser = parse({
    bom: true,
    info: true,
    quote: null,
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
    skip_empty_lines: true,
    trim: true,
  });
  // What breaks on the way reaches the parser, whose iteration throws it.
  pipeline(Readable.from(text.of(pieces)), parser, () => undefined);
  const lines = new LineReader(mostRows);
  for await (const { info, record } of parser as AsyncIterable<ParsedLine>) lines.take(info.lines, record);
  return { ...lines.parsed(), isWhole: text.isWhole };
}

interface ParsedLine {
  readonly info: { readonly lines: number };
  readonly record: readonly string[];
}

class LineReader {
  readonly #table = new NumberTable();
  readonly #mostRows: number;
  readonly #refused: RefusedLine[] = [];
  #refusedCount = 0;
  #rows = 0;
  #header: NumberHeader | undefined;

  constructor(mostRows: number) {
    this.#mostRows = mostRows;
  }

  take(line: number, record: readonly string[]): void {
    const cells = record.map(unquoted);
    if (this.#header === undefined) {
      this.#header = headerOf(cells);
      return;
    }
    try {
      if (this.#rows === this.#mostRows)
        throw new RowRuleError(`at most ${this.#mostRows} rows are kept, this was one more`);
      const namesNearest = this.#refused.length < MOST_REFUSED_TOLD;
      this.#table.add(readNumberRow(cells, { header: this.#header, namesNearest }));
      this.#rows += 1;
    } catch (error) {
      if (!(error instanceof RowRuleError)) throw error;
      this.#refusedCount += 1;
      if (this.#refused.length < MOST_REFUSED_TOLD) this.#refused.push({ line, rule: error.message });
    }
  }

  parsed(): Omit<ParsedNumbers, 'isWhole'> {
    return { columns: this.#table.columns(), refused: this.#refused, refusedCount: this.#refusedCount };
  }
}

function headerOf(cells: readonly string[]): NumberHeader {
  const names = cells.join(',');
  const header = NUMBER_HEADERS.find((each) => each === names);
  if (header !== undefined) return header;
  throw new NumbersFileError(
    `the first line must be ${NUMBER_HEADERS.join(' or ')}, was ${JSON.stringify(names.slice(0, 60))}`,
  );
}

const unquoted = (cell: string): string =>
  cell.length > 1 && cell.startsWith('"') && cell.endsWith('"') ? cell.slice(1, -1).trim() : cell;

/** Turns bytes into text, whole lines at a time, and holds a last one back that may still be written. */
class WholeLines {
  isWhole = true;
  readonly #isSettled: boolean;

  constructor(isSettled: boolean) {
    this.#isSettled = isSettled;
  }

  async *of(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
    const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
    let begun = '';
    for await (const piece of pieces) {
      const text = decoded(() => decoder.decode(piece, { stream: true }));
      const end = text.lastIndexOf('\n') + 1;
      if (end > 0) {
        yield begun + text.slice(0, end);
        begun = '';
      }
      begun += text.slice(end);
    }
    begun += decoded(() => decoder.decode());
    this.isWhole = this.#isSettled || begun === '';
    if (this.#isSettled && begun !== '') yield begun;
  }
}

function decoded(decode: () => string): string {
  try {
    return decode();
  } catch (error) {
    throw new NumbersFileError('the text must be UTF-8, and was not', { cause: error });
  }
}
