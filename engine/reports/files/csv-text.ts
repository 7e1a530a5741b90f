import { stringify } from 'csv-stringify/sync';

const PLAIN_NUMBER = /^-?\d+(\.\d+)?$/;
/** A lone line feed or carriage return, which the writer would leave bare when lines end on both. */
const LINE_BREAK = /[\r\n]/;
const STARTS_FORMULA = /^[=+\-@\t\r]/;

/** RFC 4180: a header, CRLF, quotes where needed. No cell can start a formula in a spreadsheet. */
export function csvText(header: readonly string[], rows: readonly (readonly string[])[]): string {
  return stringify(
    [header, ...rows].map((row) => row.map(neutralized)),
    { record_delimiter: '\r\n', quoted_match: LINE_BREAK },
  );
}

/** A text that a spreadsheet would take for a formula gets an apostrophe in front; a plain number stays. */
export function neutralized(cell: string): string {
  return STARTS_FORMULA.test(cell) && !PLAIN_NUMBER.test(cell) ? `'${cell}` : cell;
}
