import type { CommandFailure } from '../contract/commands.ts';
import type { OpenedPast, ReplaySource } from './library/replay-source.ts';
import type { OpenedSession, SessionOpener } from './opened-session.ts';
import { quotedBars } from '../venues/imported/quoted-bars.ts';
import { createPulledPump } from './pump.ts';
import { Session } from './session.ts';
import { strategyCatalog } from './strategy-catalog.ts';
import { unixMs } from '../domain/units/time.ts';
import type { WorkstationOptions } from './workstation-options.ts';
import { describeSession } from './workstation-sessions.ts';

export type PreparedReplay =
  | {
      readonly ok: true;
      readonly open: (notices: readonly string[]) => ReturnType<SessionOpener>;
      /** Lets go of the past unopened. */
      readonly discard: () => void;
    }
  | { readonly ok: false; readonly failure: CommandFailure };

/** The session of a replay that was opened, or why it was not. */
export type OpenedReplay =
  | { readonly ok: true; readonly sessionId: string }
  | { readonly ok: false; readonly failure: CommandFailure };

/** Where a replay begins and how. */
export interface ReplayStart {
  /** What lies before is read as history; left out, the replay begins with its first event. */
  readonly fromMs?: number | undefined;
  /** Times real time; 0 is paused, undefined is as fast as possible. Left out: as in reality. */
  readonly speed?: number | undefined;
  /**
   * Called once the past is open, while the session before still is: what the person has to know about it,
   * or undefined when it is not wanted any more.
   */
  readonly leaving?: () => readonly string[] | undefined;
}

/** Prepares the past for trading in replay: an account of its own, the market's own clock. */
export async function prepareReplay(
  options: WorkstationOptions,
  source: ReplaySource,
  start: ReplayStart = {},
): Promise<PreparedReplay> {
  const opened = await source.open(start.fromMs);
  if (!opened.ok) return opened;
  return {
    ok: true,
    open: (notices) => openOn(opened.past, options, { source, start, notices }),
    discard: () => opened.past.feed.close(),
  };
}

interface Replay {
  readonly source: ReplaySource;
  readonly start: ReplayStart;
  readonly notices: readonly string[];
}

function openOn(
  { feed: told, firstTime }: OpenedPast,
  { clock, fitting, paper, settings }: WorkstationOptions,
  { notices, source, start }: Replay,
): OpenedSession {
  const now = clock.now();
  const feed = quotedBars(told);
  const startsAt = start.fromMs ?? firstTime;
  const description = describeSession({
    settings,
    now,
    startsAt: startsAt === undefined ? undefined : unixMs(startsAt),
    accountId: `replay-${now.toString(36)}`,
    mode: 'replay',
    source: 'recorded',
    seed: settings.sandboxSeed,
    instruments: feed.instruments,
  });
  const speed = 'speed' in start ? start.speed : 1;
  const pump = createPulledPump({ feed, clock, marketNow: start.fromMs, speed });
  if (start.fromMs !== undefined) pump.skipTo(start.fromMs);
  return {
    session: new Session(description, strategyCatalog, {
      journal: paper.journal,
      fitter: fitting?.fitter,
    }),
    kept: paper,
    pump,
    notices,
    recordedBytes: () => 0,
    replay: source,
  };
}
