import { unixMs } from '../domain/units/time.ts';
import type { LiveFeed } from '../venues/ccxt/live-feed.ts';
import { Random } from '../numerics/random.ts';
import { openLiveFeed } from '../venues/ccxt/open-live-feed.ts';
import { type PaperAccount, paperAccount } from './paper-accounts.ts';
import { beginRecording } from './begin-recording.ts';
import type { OpenedSession, SessionOpener } from './opened-session.ts';
import { keptBarsOf } from './past/kept-bars-of.ts';
import { venueHistory, type VenueHistory } from './past/venue-history.ts';
import { createPushedPump } from './pump.ts';
import { Session } from './session.ts';
import { strategyCatalog } from './strategy-catalog.ts';
import type { WorkstationOptions } from './workstation-options.ts';
import { describeSession, noticesOf } from './workstation-sessions.ts';

export type PreparedLiveData =
  | { readonly ok: true; readonly open: SessionOpener }
  | { readonly ok: false; readonly detail: string };

/** How long the past of the market is waited for, in ms: some hundred pages of a venue, one after the other. */
const HISTORY_WITHIN_MS = 20_000;

type LiveOptions = WorkstationOptions & { readonly history: VenueHistory };

/** Paper trading on the public live data of a venue: no key, real prices, simulated fills. */
export async function prepareLiveData(
  options: WorkstationOptions,
  account: PaperAccount = 'current',
): Promise<PreparedLiveData> {
  const { clock, paper, settings } = options;
  const { market } = settings;
  if (market.source !== 'live-data') return { ok: false, detail: 'the settings name no venue' };
  // Only the waits between dials are drawn from it, so that many workstations do not dial at once.
  const waits = new Random(clock.now());
  const opened = await openLiveFeed({
    ...market,
    rawFrames: options.rawFrames,
    clock,
    random: () => waits.uniform(),
  });
  if (!opened.ok) return { ok: false, detail: opened.failure.detail };
  const history = await venueHistory(opened.feed, {
    clock,
    withinMs: HISTORY_WITHIN_MS,
    known: keptBarsOf(options.folder.archive),
  });
  const accountId = paperAccount(paper.journal, `paper-${market.venue}`, account);
  return { ok: true, open: () => openOn(opened.feed, accountId, { ...options, history }) };
}

function openOn(feed: LiveFeed, accountId: string, options: LiveOptions): OpenedSession {
  const { clock, fitting, folder, history, paper, settings } = options;
  const { journal } = paper;
  const fitter = fitting?.fitter;
  const previous = journal.latestSession(accountId);
  const description = describeSession({
    settings,
    now: unixMs(clock.now()),
    accountId,
    mode: 'paper',
    source: 'live-data',
    seed: settings.sandboxSeed,
    instruments: feed.instruments,
    previous,
    policy: options.policy,
  });
  const begun = beginRecording(folder.recordingPath(description.sessionId), description);
  return {
    session: new Session(description, strategyCatalog, { journal, fitter, ...begun.memory }),
    kept: paper,
    pump: createPushedPump(feed, clock, history.events),
    notices: [...history.notices, ...noticesOf(previous), ...begun.notices],
    feedHealth: () => feed.health(),
    recordedBytes: () => begun.memory.recording?.bytes ?? 0,
  };
}
