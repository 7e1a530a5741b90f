import { utcDayStart } from '../../archive/utc-day.ts';
import type { Retarget } from '../../venues/chain/chain-source.ts';

const MOST_ROWS = 2000;
const GENESIS_S = 1_231_006_505;
const DAY_S = 86_400;

/** What was typed, or the line and the rule it breaks. */
export type TypedRetargets =
  | { readonly ok: true; readonly rows: readonly Retarget[] }
  | { readonly ok: false; readonly detail: string };

/**
 * Changes of difficulty from lines of `time, height, difficulty`, oldest first; time is a day in UTC such
 * as `2024-04-20` or unix s. Empty lines and a first line of words are left out.
 */
export function parseRetargets(text: string): TypedRetargets {
  const rows: Retarget[] = [];
  for (const [at, line] of text.split(/\r?\n/).entries()) {
    const cells = line.split(/[,;\t]/).map((cell) => cell.trim());
    if (line.trim() === '' || (at === 0 && /^[a-z]/i.test(line.trim()))) continue;
    const row = rowOf(cells, rows.at(-1));
    if (typeof row === 'string') return { ok: false, detail: `line ${at + 1}: ${row}` };
    rows.push(row);
    if (rows.length > MOST_ROWS)
      return { ok: false, detail: `at most ${MOST_ROWS} lines are taken, had more` };
  }
  return { ok: true, rows };
}

function rowOf(cells: readonly string[], before: Retarget | undefined): Retarget | string {
  const [when = '', height = '', difficulty = ''] = cells;
  if (cells.length !== 3) return `time, height and difficulty are three values, had ${cells.length}`;
  const row = { time: timeOf(when), height: numberOf(height), difficulty: numberOf(difficulty) };
  return brokenRule(row, { when, height, difficulty }) ?? orderRule(row, before) ?? row;
}

/** The rule a line breaks by itself, with its value as it was typed. */
function brokenRule(
  { difficulty, height, time }: Retarget,
  typed: Readonly<Record<'difficulty' | 'height' | 'when', string>>,
): string | undefined {
  if (!(time >= GENESIS_S - DAY_S && time < 1e11))
    return `a time is a day such as 2024-04-20 or unix seconds, was ${shown(typed.when)}`;
  if (!Number.isInteger(height)) return `a height is a whole number from 0, was ${shown(typed.height)}`;
  if (!(difficulty >= 1 && difficulty <= 1e30))
    return `a difficulty is a number from 1, was ${shown(typed.difficulty)}`;
  return undefined;
}

function orderRule(row: Retarget, before: Retarget | undefined): string | undefined {
  if (before === undefined || (row.time > before.time && row.height > before.height)) return undefined;
  return `times and heights go up, had "${row.height}" after ${before.height}`;
}

function timeOf(text: string): number {
  const dayMs = utcDayStart(text);
  return dayMs === undefined ? numberOf(text) : dayMs / 1000;
}

const numberOf = (text: string): number =>
  /^\d[\d_]*(\.\d+)?(e\+?\d+)?$/i.test(text) ? Number(text.replaceAll('_', '')) : NaN;
const shown = (text: string) => JSON.stringify(text.slice(0, 30));
