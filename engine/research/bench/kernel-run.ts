import { runHeadless } from '../../cli/headless-session.ts';
import { readStrategies } from '../../cli/strategy-option.ts';
import type { Instrument } from '../../domain/instrument/instrument.ts';
import type { MarketSource } from '../../domain/session/mode.ts';
import type { SessionDescription } from '../../domain/session/session-description.ts';
import { unixMs } from '../../domain/units/time.ts';
import { Session } from '../../runtime/session.ts';
import { strategyCatalog } from '../../runtime/strategy-catalog.ts';
import { describeSession } from '../../runtime/workstation-sessions.ts';
import type { PulledFeed } from '../../venues/feed.ts';

export interface KernelRun {
  readonly source: MarketSource;
  readonly strategies: string;
  /** Event time at which trading begins; with the first event where it is left out. */
  readonly beginAt?: number;
}

/** What a session without memory made of its events. */
export interface KernelOutcome {
  readonly events: number;
  readonly outcomes: number;
  readonly fills: number;
  readonly outcomeHash: string;
}

/** A session that is named and settled alike every time, so that its hash is too. */
export const describeBench = (
  source: MarketSource,
  startsAt: number,
  instruments: readonly Instrument[],
): SessionDescription =>
  describeSession({
    settings: {
      depositQuote: '10000',
      engineVersion: 'bench',
      latency: { feedMs: 40, orderMs: 40, responseMs: 40 },
    },
    now: startsAt,
    accountId: 'bench',
    mode: 'backtest',
    source,
    seed: 1,
    instruments,
  });

/** Runs a session that leaves no trace but its hash. */
export function runKernel(feed: PulledFeed, run: KernelRun): KernelOutcome {
  const description = describeBench(run.source, run.beginAt ?? 0, feed.instruments);
  const session = new Session(description, strategyCatalog);
  let outcomeCount = 0;
  let fills = 0;
  const { events } = runHeadless({
    session,
    feed,
    strategies: readStrategies(run.strategies, feed.instruments),
    ...(run.beginAt === undefined ? {} : { beginAt: unixMs(run.beginAt) }),
    shouldStop: () => false,
    onCommit({ outcomes }) {
      outcomeCount += outcomes.length;
      for (const { outcome } of outcomes) if (outcome.kind === 'order-filled') fills += 1;
    },
  });
  return { events, outcomes: outcomeCount, fills, outcomeHash: session.hash.digest() };
}
