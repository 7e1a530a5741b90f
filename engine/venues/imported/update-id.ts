import { RowRuleError } from './table-row.ts';

/** @throws {RowRuleError} when the text is no whole number up to 2^53. */
export function readUpdateId(text: string): number {
  const id = /^\d{1,16}$/.test(text) ? Number(text) : Number.NaN;
  if (Number.isSafeInteger(id)) return id;
  throw new RowRuleError(
    `updateId must be a whole number up to 2^53, was ${JSON.stringify(text.slice(0, 40))}`,
  );
}
