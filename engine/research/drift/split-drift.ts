import { addMoney, type Money, NO_MONEY, subtractMoney } from '../../domain/units/money.ts';
import type { UnixMs } from '../../domain/units/time.ts';
import type { DriftPart, DriftStep } from './drift-part.ts';
import { bothOf, type DayPnl, pnlByDay, type RunWitness } from './pnl-by-day.ts';
import type { SessionRun } from './session-run.ts';
import { differencesBetween, differencesOf, type TradingDifference } from './trading-difference.ts';
import { TradingLog } from './trading-log.ts';

/** One day of a session beside the same day in the other mode. `session - other` is the sum of the parts, exactly. */
export interface DriftDay {
  readonly startsAt: UnixMs;
  /** What the session earned. */
  readonly session: Money;
  /** What the other mode says it would have earned. */
  readonly other: Money;
  /** What each assumption is worth: above zero, the session earned more by its own than by the other mode's. */
  readonly parts: ReadonlyMap<DriftPart, Money>;
  /** What the two did differently that day, in order of time. */
  readonly differences: readonly TradingDifference[];
}

/**
 * Runs the session and then every step, and gives each step the change of the day's P&L. Differences of neighbors in
 * one chain of runs: they add up to the whole whatever the order, and what two assumptions do together goes to the
 * later one.
 */
export function splitDrift(
  session: SessionRun,
  steps: readonly DriftStep[],
  { dayMs, witness }: { readonly dayMs: number; readonly witness?: RunWitness },
): readonly DriftDay[] {
  const mine = new TradingLog(dayMs);
  const first = pnlByDay(session, { dayMs }, bothOf(mine.witness, witness));
  const chain = [first];
  let theirs = mine;
  const last = steps.findLastIndex(({ run }) => run !== undefined);
  for (const [index, { run }] of steps.entries()) {
    if (run && index === last) theirs = new TradingLog(dayMs);
    const seenBy = index === last ? theirs.witness : {};
    chain.push(run ? pnlByDay(run, { dayMs }, seenBy) : (chain.at(-1) ?? first));
  }
  const differences = differencesOf(mine, theirs);
  const earned = chain.map(byStart);
  const days = new Set(chain.flatMap((run) => run.map(({ startsAt }) => startsAt)));
  return [...days]
    .toSorted((a, b) => a - b)
    .map((startsAt, index, starts) => {
      // A day on which a run saw nothing has earned it nothing.
      const pnls = earned.map((run) => run.get(startsAt) ?? NO_MONEY);
      const parts = new Map<DriftPart, Money>();
      for (const [index, { part }] of steps.entries())
        parts.set(part, subtractMoney(pnls[index] ?? NO_MONEY, pnls[index + 1] ?? NO_MONEY));
      return {
        startsAt,
        session: pnls[0] ?? NO_MONEY,
        other: pnls.at(-1) ?? NO_MONEY,
        parts,
        differences: differencesBetween(differences, starts[index - 1] && startsAt, starts[index + 1]),
      };
    });
}

/** What the parts of a day add up to. */
export const sumOfParts = ({ parts }: DriftDay): Money =>
  [...parts.values()].reduce((sum, part) => addMoney(sum, part), NO_MONEY);

const byStart = (days: readonly DayPnl[]): ReadonlyMap<UnixMs, Money> =>
  new Map(days.map(({ pnl, startsAt }) => [startsAt, pnl]));
