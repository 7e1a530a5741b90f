import { stringify } from 'csv-stringify/sync';

const PLAIN_NUMBER = /^-?\d+(\.\d+)?$/;
const STARTS_FORMULA = /^[=+\-@\t\r]/;

/** RFC 4180: a header, CRLF, quotes where needed. No cell can start a formula in a spreadsheet. */
export function csvText(header: readonly string[], rows: readonly (readonly string[])[]): string {
  return stringify(
    [header, ...rows].map((row) => row.map(neutralized)),
    { record_delimiter: '\r\n' },
  );
}

/** A text that a spreadsheet would take for a formula gets an apostrophe in front; a plain number stays. */
export function neutralized(cell: string): string {
  return STARTS_FORMULA.test(cell) && !PLAIN_NUMBER.test(cell) ? `'${cell}` : cell;
}
