import type { RecordedOutcome } from '../../domain/session/outcome.ts';
import { type Money, NO_MONEY, subtractMoney } from '../../domain/units/money.ts';
import { type UnixMs, unixMs } from '../../domain/units/time.ts';
import { Kernel } from '../../runtime/kernel.ts';
import { initialStateOf } from '../../runtime/kernel-state.ts';
import { strategyCatalog } from '../../runtime/strategy-catalog.ts';
import type { SessionRun } from './session-run.ts';

/** What a session earned in one day, open positions at mark; money put in or taken out is no gain. */
export interface DayPnl {
  /** When the day begins. */
  readonly startsAt: UnixMs;
  readonly pnl: Money;
}

/** Sees a run without changing it. */
export interface RunWitness {
  /** What followed from an event, and the kernel as it stands then. */
  readonly saw?: (outcomes: readonly RecordedOutcome[], kernel: Kernel) => void;
  /** A day has ended, or with `undefined` the session has begun; the kernel as it stands at the cut. */
  readonly cut?: (ended: UnixMs | undefined, kernel: Kernel) => void;
}

/** Both see the run, one after the other. */
export const bothOf = (one: RunWitness, two: RunWitness = {}): RunWitness => ({
  saw: (outcomes, kernel) => {
    one.saw?.(outcomes, kernel);
    two.saw?.(outcomes, kernel);
  },
  cut: (ended, kernel) => {
    one.cut?.(ended, kernel);
    two.cut?.(ended, kernel);
  },
});

/** How a run is cut into days. */
export interface DayCuts {
  readonly dayMs: number;
  /** What was earned before the first day of the run; what it began with where it is left out. */
  readonly earnedBefore?: Money;
}

/**
 * Runs a session from its begin and cuts what it earned at every multiple of `dayMs`. A day ends with the last
 * event before midnight: what becomes known with the first event after it is of the next day. Days without an
 * event are left out; history before the begin is of no day.
 */
export function pnlByDay(
  run: SessionRun,
  { dayMs, earnedBefore }: DayCuts,
  witness: RunWitness = {},
): readonly DayPnl[] {
  const { catalog = strategyCatalog, description } = run;
  const kernel = new Kernel(description, catalog, { state: initialStateOf(description) });
  const days: DayPnl[] = [];
  let startsAt: UnixMs | undefined;
  let earned = NO_MONEY;
  const close = (day: UnixMs) => {
    const now = earnedBy(kernel);
    days.push({ startsAt: day, pnl: subtractMoney(now, earned) });
    earned = now;
    witness.cut?.(day, kernel);
  };
  for (const event of run.events()) {
    const day = dayOf(Math.max(event.time, kernel.time), dayMs);
    if (startsAt !== undefined && day !== startsAt) {
      close(startsAt);
      startsAt = day;
    }
    const outcomes = kernel.process(event);
    witness.saw?.(outcomes, kernel);
    if (startsAt !== undefined || !kernel.hasBegun) continue;
    startsAt = dayOf(kernel.time, dayMs);
    earned = earnedBefore ?? earnedBy(kernel);
    witness.cut?.(undefined, kernel);
  }
  if (startsAt !== undefined) close(startsAt);
  return days;
}

function earnedBy(kernel: Kernel): Money {
  const { deposits, equity } = kernel.account();
  return subtractMoney(equity, deposits);
}

/** When the day of a moment begins. */
export const dayOf = (time: number, dayMs: number): UnixMs => unixMs(time - (time % dayMs));
