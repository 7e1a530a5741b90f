import type { CommandFailure } from '../contract/commands.ts';
import type { PulledFeed } from '../venues/feed.ts';
import { openRecordedFeed } from '../venues/recorded/open-recorded-feed.ts';
import type { OpenedSession, SessionOpener } from './opened-session.ts';
import { peekFeed } from './peeked-feed.ts';
import { createPulledPump } from './pump.ts';
import { Session } from './session.ts';
import { strategyCatalog } from './strategy-catalog.ts';
import type { WorkstationOptions } from './workstation-options.ts';
import { describeSession } from './workstation-sessions.ts';

export type PreparedReplay =
  | { readonly ok: true; readonly open: SessionOpener }
  | { readonly ok: false; readonly failure: CommandFailure };

/** Prepares recorded market data for trading in replay: an account of its own, the market's own clock. */
export function prepareReplay(options: WorkstationOptions, paths: readonly string[]): PreparedReplay {
  const opened = openRecordedFeed(paths);
  if (!opened.ok) return { ok: false, failure: { code: 'file-refused', detail: opened.failure.detail } };
  return { ok: true, open: () => openOn(opened.feed, options) };
}

function openOn(recorded: PulledFeed, { clock, journal, settings }: WorkstationOptions): OpenedSession {
  const { feed, firstTime } = peekFeed(recorded);
  const now = clock.now();
  const description = describeSession({
    settings,
    now,
    startsAt: firstTime,
    accountId: `replay-${now.toString(36)}`,
    mode: 'replay',
    source: 'recorded',
    seed: settings.sandboxSeed,
    instruments: feed.instruments,
  });
  return {
    session: new Session(description, strategyCatalog, { journal }),
    pump: createPulledPump({ feed, clock, marketNow: undefined, speed: 1 }),
    notices: [],
    recordedBytes: () => 0,
  };
}
