import type { LiveFeed } from '../../venues/ccxt/live-feed.ts';
import type { VenueSession } from '../../venues/live/venue-session.ts';
import { unixMs } from '../../domain/units/time.ts';
import type { KeptJournal } from '../backups/kept-journal.ts';
import { beginRecording } from '../begin-recording.ts';
import type { OpenedSession } from '../opened-session.ts';
import { createPushedPump } from '../pump.ts';
import { Session } from '../session.ts';
import { strategyCatalog } from '../strategy-catalog.ts';
import type { WorkstationOptions } from '../workstation-options.ts';
import { describeSession, noticesOf } from '../workstation-sessions.ts';
import { LiveLink } from './live-link.ts';

/** A real account to be traded. */
export interface LiveAccount {
  /** Names the account in every row; begins with `live-`, so that it is no paper account's. */
  readonly accountId: string;
  /** What the account was worth when it was first opened here, in its quote currency. */
  readonly depositQuote: string;
  readonly isDeadManTested: boolean;
}

/** What a live session runs on. */
export interface LiveConnections {
  readonly feed: LiveFeed;
  readonly venue: VenueSession;
  /** The account's own journal. */
  readonly kept: KeptJournal;
}

/**
 * Opens a session on a real account. It begins protect-only and recovers; entries have to be armed, each time.
 * @throws {RangeError} when the account's name could be a paper account's.
 */
export function openLive(
  options: WorkstationOptions,
  account: LiveAccount,
  { feed, kept, venue }: LiveConnections,
): OpenedSession {
  const { clock, fitting, folder, settings } = options;
  const { journal } = kept;
  if (!account.accountId.startsWith('live-'))
    throw new RangeError(`a live account must be named live-…, was ${account.accountId}`);
  const previous = journal.latestSession(account.accountId);
  const description = {
    ...describeSession({
      settings: { ...settings, depositQuote: account.depositQuote },
      now: unixMs(clock.now()),
      accountId: account.accountId,
      mode: 'live',
      source: 'live-data',
      seed: settings.sandboxSeed,
      instruments: venue.instruments,
      previous,
    }),
    live: { traits: venue.traits, isDeadManTested: account.isDeadManTested },
  };
  const begun = beginRecording(folder.recordingPath(description.sessionId), description);
  const session = new Session(description, strategyCatalog, {
    journal,
    fitter: fitting?.fitter,
    ...begun.memory,
  });
  return {
    session,
    kept,
    pump: createPushedPump(feed, clock),
    notices: [...noticesOf(previous), ...begun.notices],
    feedHealth: () => feed.health(),
    recordedBytes: () => begun.memory.recording?.bytes ?? 0,
    join: (wake) => new LiveLink({ session, venue, clock, wake }),
  };
}
