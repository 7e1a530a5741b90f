import type { OpenedAccount } from '../../contract/arming.ts';
import type { StoredSession } from '../../journal/session-store.ts';
import type { LiveFeed } from '../../venues/ccxt/live-feed.ts';
import type { VenueSession } from '../../venues/live/venue-session.ts';
import { parseFixed } from '../../domain/units/fixed.ts';
import { MONEY_SCALE } from '../../domain/units/money.ts';
import { unixMs } from '../../domain/units/time.ts';
import { roundedText } from '../../reports/text/decimal-text.ts';
import type { JournalBackupsOptions } from '../backups/journal-backups.ts';
import { KeptJournal } from '../backups/kept-journal.ts';
import { beginRecording } from '../begin-recording.ts';
import type { OpenedSession } from '../opened-session.ts';
import { keptBarsOf } from '../past/kept-bars-of.ts';
import { venueHistory, type VenueHistory } from '../past/venue-history.ts';
import { createPushedPump } from '../pump.ts';
import { Session } from '../session.ts';
import { strategyCatalog } from '../strategy-catalog.ts';
import type { WorkstationOptions } from '../workstation-options.ts';
import { describeSession, noticesOf } from '../workstation-sessions.ts';
import { sparesStops } from './dead-man-facts.ts';
import { LiveLink } from './live-link.ts';

/** Both sides of a venue: its market for everybody, and one account. */
export interface AccountConnections {
  readonly feed: LiveFeed;
  readonly venue: VenueSession;
}

export type ConnectedAccount =
  | { readonly ok: true; readonly connections: AccountConnections }
  /** Holds no part of a key. */
  | { readonly ok: false; readonly detail: string };

/** Connects an account that is to go on from where its last session left it. */
export type ConnectLive = (previous: StoredSession | undefined) => Promise<ConnectedAccount>;

export type PreparedLive =
  | {
      readonly ok: true;
      readonly opened: OpenedSession;
      /** Ends it where nobody wants it any more. */
      readonly discard: (because: string) => Promise<void>;
    }
  | { readonly ok: false; readonly detail: string };

/** How long the past of the market is waited for, in ms. */
const HISTORY_WITHIN_MS = 3000;
/** More places than any venue writes an amount with. */
const VENUE_SCALE = 24;

interface Prepared extends AccountConnections {
  readonly kept: KeptJournal;
  readonly history: VenueHistory;
  /** What the account holds of its currency, a decimal: its first deposit when it was never opened here. */
  readonly depositQuote: string;
  readonly previous: StoredSession | undefined;
}

/**
 * Begins a session on a real account in a journal of its own. It is protect-only and recovers; entries have to be
 * armed, each time. Whatever fails half way is closed again.
 * @throws {Error} when the account's journal cannot be opened or its state not be taken up.
 */
export async function prepareLive(
  options: WorkstationOptions & Pick<JournalBackupsOptions, 'log'>,
  account: OpenedAccount,
  connect: ConnectLive,
): Promise<PreparedLive> {
  const { clock, folder, log } = options;
  const kept = KeptJournal.open(folder.liveJournal(account.accountId), { clock, log });
  let connections: AccountConnections | undefined;
  try {
    kept.journal.reserveRoom();
    const previous = kept.journal.latestSession(account.accountId);
    const connected = await connect(previous);
    if (!connected.ok) return await closed(kept, connected);
    connections = connected.connections;
    const { feed, venue } = connections;
    const depositQuote = await heldQuote(venue);
    if (depositQuote === undefined)
      return await closed(kept, { detail: 'the venue does not say what the account holds' }, connections);
    const known = keptBarsOf(folder.archive);
    const history = await venueHistory(feed, { clock, withinMs: HISTORY_WITHIN_MS, known });
    const opened = openOn(options, account, { feed, venue, kept, history, depositQuote, previous });
    const discard = async (because: string) => {
      opened.session.end(because);
      await opened.pump.close();
      await closed(kept, { detail: because }, connections);
    };
    return { ok: true, opened, discard };
  } catch (error) {
    await closed(kept, { detail: '' }, connections);
    throw error;
  }
}

async function closed(
  kept: KeptJournal,
  { detail }: { readonly detail: string },
  connections?: AccountConnections,
): Promise<PreparedLive> {
  await connections?.venue.close();
  await connections?.feed.stop();
  await kept.leave();
  return { ok: false, detail };
}

async function heldQuote(venue: VenueSession): Promise<string | undefined> {
  const balances = await venue.balances();
  const quote = venue.instruments[0]?.quote;
  const { totalDecimal = '0' } = balances?.find(({ asset }) => asset === quote) ?? {};
  return balances && roundedText(parseFixed(totalDecimal, VENUE_SCALE), VENUE_SCALE, MONEY_SCALE);
}

function openOn(options: WorkstationOptions, account: OpenedAccount, prepared: Prepared): OpenedSession {
  const { clock, fitting, folder, settings } = options;
  const { depositQuote, feed, history, kept, previous, venue } = prepared;
  const { accountId, accountName } = account;
  const description = {
    ...describeSession({
      settings: { ...settings, depositQuote },
      now: unixMs(clock.now()),
      accountId,
      mode: 'live',
      source: 'live-data',
      seed: settings.sandboxSeed,
      instruments: venue.instruments,
      previous,
    }),
    live: {
      traits: venue.traits,
      isDeadManTested: sparesStops(venue.instruments, account.deadMan ?? [], clock.now()),
      account: { name: accountName, venue: account.venue },
    },
  };
  const begun = beginRecording(folder.recordingPath(description.sessionId), description);
  const session = new Session(description, strategyCatalog, {
    journal: kept.journal,
    fitter: fitting?.fitter,
    ...begun.memory,
  });
  return {
    session,
    kept,
    account,
    pump: createPushedPump(feed, clock, history.events),
    notices: [...history.notices, ...noticesOf(previous), ...begun.notices],
    feedHealth: () => feed.health(),
    recordedBytes: () => begun.memory.recording?.bytes ?? 0,
    join: (wake) => new LiveLink({ session, venue, clock, wake }),
  };
}
