import type { AnyFormula } from '../../formulas/formula.ts';
import { allFormulas } from '../../formulas/registry/all-formulas.generated.ts';
import type { PastLength } from '../../venues/sandbox/sandbox-past.ts';

const MINUTE_MS = 60_000;
/**
 * Two days. Formulas that compare minutes with those of many days before wait for them: telling every formula on
 * display sixteen days of minutes keeps a small computer busy for minutes.
 */
const MINUTES = 2 * 1440;
/** Bars beyond those that warm a formula. */
const SPARE_BARS = 60;
/** More bars of a length than these are too many to ask a venue for as a session begins. */
const MOST_BARS = 3000;
/** Lengths every venue we follow sums up. */
const TOLD_LENGTHS: readonly number[] = [30 * MINUTE_MS, 60 * MINUTE_MS, 1440 * MINUTE_MS];

/**
 * Which bars of the past the formulas of the product need, the longest first. Lengths whose bars the minutes add
 * up to are left out, and so are those that nobody could tell as a session begins.
 */
export function pastLengths(formulas: readonly AnyFormula[] = allFormulas): readonly PastLength[] {
  const counts = new Map(TOLD_LENGTHS.map((intervalMs) => [intervalMs, 0]));
  for (const formula of formulas) {
    const { barMs = MINUTE_MS } = formula;
    const known = counts.get(barMs);
    const needed = formula.warmUp(formula.defaults) + SPARE_BARS;
    if (known !== undefined && needed <= MOST_BARS) counts.set(barMs, Math.max(known, needed));
  }
  const longer = [...counts]
    .filter(([intervalMs, count]) => count * intervalMs > MINUTES * MINUTE_MS)
    .map(([intervalMs, count]) => ({ intervalMs, count }));
  const all = [...longer, { intervalMs: MINUTE_MS, count: MINUTES }];
  return all.toSorted((a, b) => b.intervalMs - a.intervalMs);
}
