import { findFormula } from '../../formulas/registry/find-formula.ts';
import { isOfTape } from './formula-world.ts';
import type { FormulaResult, SelfTestReport } from './self-test.ts';

const MINUTE_MS = 60_000;

/** Formulas that may end a self test without having said anything, and why. */
export const MAY_STAY_SILENT: Readonly<Record<string, string>> = {
  F78: 'joins other learners, until these have learned',
  F88: 'joins other learners, until these have learned',
  F99: 'judges votes that a side won',
  F100: 'judges votes that a side won',
  F123: 'compares venues; the sandbox is one',
  F125: 'compares venues; the sandbox is one',
  F189: 'waits for a move of 15 %',
  F257: 'compares venues; the sandbox is one',
  F261: 'waits for a position that nobody holds',
  F337: 'weighs a trade only while a side has won the vote',
  F347: 'waits for turns of every size',
  F392: 'waits for a skill that noise does not give',
  F399: 'waits for outcomes of votes that a side won',
  I25: 'compares venues; the sandbox is one',
};

/** A formula that is not as it has to be at the end, and the rule it breaks. */
export interface UnexpectedState {
  readonly id: string;
  readonly because: string;
}

/**
 * Formulas that were fed what they need and are not ready, and are not known to stay silent. Where the time of the
 * test did not suffice for its minutes, those that read minutes are not judged.
 */
export function unexpectedStates({
  barMinutes,
  plannedMinutes,
  results,
}: Pick<SelfTestReport, 'barMinutes' | 'plannedMinutes' | 'results'>): readonly UnexpectedState[] {
  const isWhole = barMinutes >= plannedMinutes;
  return results.flatMap((result) => {
    const because = whyUnexpected(result, { barMinutes, isWhole });
    return because === undefined ? [] : [{ id: result.id, because }];
  });
}

function whyUnexpected(
  { id, needed, neededMs, seen, state, values }: FormulaResult,
  { barMinutes, isWhole }: { readonly barMinutes: number; readonly isWhole: boolean },
): string | undefined {
  if (values > 0 || state === 'ready' || state === 'failed') return undefined;
  const formula = findFormula(id);
  const { barMs = MINUTE_MS } = formula;
  const isOnMinutes = barMs === MINUTE_MS;
  if (isOfTape(formula) || (isOnMinutes && !isWhole)) return undefined;
  // What reads bars beside other things counts all of them as inputs, and still needs so many bars.
  if (isOnMinutes && needed > barMinutes) return undefined;
  if (state === 'silent') return id in MAY_STAY_SILENT ? undefined : 'was fed enough and said nothing';
  // Of longer bars there are as many as are counted, which need not be as long a time.
  const hadAll = isOnMinutes ? neededMs <= barMinutes * MINUTE_MS : seen < needed || neededMs <= seen * barMs;
  return hadAll ? `was fed ${seen} of ${needed} inputs in a test that has them all` : undefined;
}
