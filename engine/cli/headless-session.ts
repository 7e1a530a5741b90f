import type { KernelCommand } from '../domain/session/command.ts';
import type { RecordedOutcome } from '../domain/session/outcome.ts';
import { type UnixMs, unixMs } from '../domain/units/time.ts';
import type { Session } from '../runtime/session.ts';
import type { PulledFeed } from '../venues/feed.ts';

/** Outcomes are made durable after this many events. */
const COMMIT_EVERY = 2000;

/** A strategy to run, as the command line names it. */
export interface StrategyChoice {
  readonly strategyId: string;
  readonly instrument: string;
  readonly params: Readonly<Record<string, number | string | boolean>>;
}

export interface HeadlessRun {
  readonly session: Session;
  readonly feed: PulledFeed;
  readonly strategies: readonly StrategyChoice[];
  /** Event time at which history ends and trading begins; undefined is with the first event. */
  readonly beginAt?: UnixMs;
  /** Event time after which it stops; undefined is the end of the feed. */
  readonly until?: UnixMs;
  readonly onCommit: (progress: {
    readonly time: UnixMs;
    readonly events: number;
    readonly outcomes: readonly RecordedOutcome[];
  }) => void;
  /** Asked after every commit. */
  readonly shouldStop: () => boolean;
}

/** Runs a session as fast as the machine allows and closes every position at its end. */
export function runHeadless(run: HeadlessRun): { readonly events: number } {
  const { feed, onCommit, session, until = Infinity } = run;
  let events = 0;
  let begun = false;
  const command = (what: KernelCommand) =>
    session.take({ kind: 'command', time: session.kernel.time, command: what });
  for (let event = feed.next(); event && event.time <= until; event = feed.next()) {
    if (!begun && event.time >= (run.beginAt ?? 0)) {
      begun = true;
      session.take({ kind: 'command', time: event.time, command: { kind: 'begin' } });
      startAll(run.strategies, command);
    }
    session.take(event);
    events += 1;
    if (events % COMMIT_EVERY !== 0) continue;
    onCommit({ time: session.kernel.time, events, outcomes: session.commit() });
    if (run.shouldStop()) break;
  }
  if (begun) closeAll(session, feed, command);
  onCommit({ time: session.kernel.time, events, outcomes: session.commit() });
  return { events };
}

function startAll(strategies: readonly StrategyChoice[], command: (what: KernelCommand) => void): void {
  for (const [index, strategy] of strategies.entries()) {
    command({ kind: 'start-strategy', runId: `${strategy.strategyId}-${index + 1}`, ...strategy });
  }
}

// A report of open positions would count gains that nobody has cashed in.
function closeAll(session: Session, feed: PulledFeed, command: (what: KernelCommand) => void): void {
  for (const runId of session.kernel.rooms.runners.keys())
    command({ kind: 'stop-strategy', runId, openPosition: 'close' });
  const deadline = session.kernel.time + 60_000;
  for (let event = feed.next(); event && event.time <= deadline; event = feed.next()) {
    session.take(event);
    if (session.kernel.rooms.venue.openOrders().length === 0) return;
  }
  const due = session.kernel.nextDue();
  if (due !== undefined) session.take({ kind: 'clock', time: unixMs(due + 1000) });
}
