import { appendFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { pid } from 'node:process';
import { getCallSites } from 'node:util';

/** Names the folder that numbers are left in; without it nothing is written. */
export const MEASURED_FOLDER = 'EDGEWRIGHT_MEASURED';

/** What a test has left: the requirement, the test's file as the runtime names it, and the numbers in words. */
export interface LeftNumbers {
  readonly requirement: string;
  readonly file: string;
  readonly numbers: string;
}

/**
 * Leaves what the calling test counted or timed in this run for the table of docs/reliability.md. Numbers come from
 * variables of the test and carry their unit; digits are grouped here.
 * @param requirement its id, `R-ST-03`
 * @param numbers `1000 kills, 0 rows lost, reopened within 6.1 ms in 99 of 100 cases`
 */
export function measured(requirement: string, numbers: string): void {
  const folder = process.env[MEASURED_FOLDER];
  if (folder === undefined || folder === '') return;
  const file = getCallSites(2)[1]?.scriptName ?? '';
  const left: LeftNumbers = { requirement, file, numbers: withGroupedDigits(numbers) };
  mkdirSync(folder, { recursive: true });
  appendFileSync(join(folder, `${pid}.jsonl`), `${JSON.stringify(left)}\n`);
}

/** `12345 orders` as `12,345 orders`; what stands behind a decimal point stays as it is. */
function withGroupedDigits(text: string): string {
  return text.replaceAll(/(?<![\d.,])\d{4,}/g, (digits) => Number(digits).toLocaleString('en-US'));
}
