import type { VenueBar } from '../domain/market/market-event.ts';
import { unixMs } from '../domain/units/time.ts';
import type { LiveFeed } from '../venues/ccxt/live-feed.ts';
import { Random } from '../numerics/random.ts';
import { openLiveFeed } from '../venues/ccxt/open-live-feed.ts';
import { type PaperAccount, paperAccount } from './paper-accounts.ts';
import { beginRecording } from './begin-recording.ts';
import type { OpenedSession, SessionOpener } from './opened-session.ts';
import { createPushedPump } from './pump.ts';
import { Session } from './session.ts';
import { strategyCatalog } from './strategy-catalog.ts';
import type { WorkstationOptions } from './workstation-options.ts';
import { describeSession, noticesOf } from './workstation-sessions.ts';

export type PreparedLiveData =
  | { readonly ok: true; readonly open: SessionOpener }
  | { readonly ok: false; readonly detail: string };

/** How much of the venue's past is asked for. */
const HISTORY_MINUTES = 480;
const MINUTE_MS = 60_000;

interface VenueHistory {
  readonly events: readonly VenueBar[];
  readonly notices: readonly string[];
}

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
  const history = await historyOf(opened.feed, clock.now());
  const accountId = paperAccount(paper.journal, `paper-${market.venue}`, account);
  return { ok: true, open: () => openOn(opened.feed, accountId, { ...options, history }) };
}

/** Bars of the venue as events, oldest first; what cannot be had costs the chart its past and nothing else. */
async function historyOf(feed: LiveFeed, now: number): Promise<VenueHistory> {
  const events: VenueBar[] = [];
  const notices: string[] = [];
  for (const { id: instrument, symbol } of feed.instruments) {
    try {
      for (const candle of await feed.history(symbol, HISTORY_MINUTES)) {
        const openTime = unixMs(candle.openTime);
        const venueTime = unixMs(openTime + MINUTE_MS);
        events.push({
          kind: 'venue-bar',
          instrument,
          time: unixMs(now),
          venueTime,
          ...candle,
          openTime,
          intervalMs: MINUTE_MS,
        });
      }
    } catch (error) {
      notices.push(
        `${symbol}: the venue gave no history: ${error instanceof Error ? error.message : String(error)}`,
      );
    }
  }
  return { events, notices };
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
