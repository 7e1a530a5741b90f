import { utcDayStart } from '../../archive/utc-day.ts';
import type { Retarget } from '../../venues/chain/chain-source.ts';

const MOST_ROWS = 2000;
const GENESIS_S = 1_231_006_505;

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
  const [when = '', heightText = '', difficultyText = ''] = cells;
  if (cells.length !== 3) return `time, height and difficulty are three values, had ${cells.length}`;
  const time = timeOf(when);
  const height = numberOf(heightText);
  const difficulty = numberOf(difficultyText);
  if (!(time >= GENESIS_S - 86_400 && time < 1e11))
    return `a time is a day such as 2024-04-20 or unix seconds, was ${shown(when)}`;
  if (!Number.isInteger(height) || height < 0)
    return `a height is a whole number from 0, was ${shown(heightText)}`;
  if (!(difficulty >= 1 && difficulty <= 1e30))
    return `a difficulty is a number from 1, was ${shown(difficultyText)}`;
  if (before !== undefined && (time <= before.time || height <= before.height))
    return `times and heights go up, had ${shown(heightText)} after ${before.height}`;
  return { time, height, difficulty };
}

function timeOf(text: string): number {
  const dayMs = utcDayStart(text);
  return dayMs === undefined ? numberOf(text) : dayMs / 1000;
}

const numberOf = (text: string): number =>
  /^\d[\d_]*(\.\d+)?(e\+?\d+)?$/i.test(text) ? Number(text.replaceAll('_', '')) : NaN;
const shown = (text: string) => JSON.stringify(text.slice(0, 30));
