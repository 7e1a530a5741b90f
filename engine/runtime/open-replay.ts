import type { CommandFailure } from '../contract/commands.ts';
import { openRecordedFeed } from '../venues/recorded/open-recorded-feed.ts';
import type { OpenedSession } from './opened-session.ts';
import { peekFeed } from './peeked-feed.ts';
import { createPulledPump } from './pump.ts';
import { Session } from './session.ts';
import { strategyCatalog } from './strategy-catalog.ts';
import type { WorkstationOptions } from './workstation-options.ts';
import { describeSession } from './workstation-sessions.ts';

export type OpenedReplay =
  | { readonly ok: true; readonly session: OpenedSession }
  | { readonly ok: false; readonly failure: CommandFailure };

/** Opens recorded market data for trading in replay: an account of its own, the market's own clock. */
export function openReplay(
  { clock, journal, settings }: WorkstationOptions,
  paths: readonly string[],
): OpenedReplay {
  const opened = openRecordedFeed(paths);
  if (!opened.ok) return { ok: false, failure: { code: 'file-refused', detail: opened.failure.detail } };
  const { feed, firstTime } = peekFeed(opened.feed);
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
    ok: true,
    session: {
      session: new Session(description, strategyCatalog, { journal }),
      pump: createPulledPump({ feed, clock, marketNow: undefined, speed: 1 }),
      notices: [],
      recordedBytes: () => 0,
    },
  };
}
