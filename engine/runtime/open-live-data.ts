import { unixMs } from '../domain/units/time.ts';
import { Random } from '../numerics/random.ts';
import { openBybitFeed } from '../venues/ccxt/open-bybit-feed.ts';
import type { PushedFeed } from '../venues/feed.ts';
import { RecordingWriter } from '../venues/recorded/recording-writer.ts';
import type { OpenedSession, SessionOpener } from './opened-session.ts';
import { createPushedPump } from './pump.ts';
import { Session } from './session.ts';
import { strategyCatalog } from './strategy-catalog.ts';
import type { WorkstationOptions } from './workstation-options.ts';
import { describeSession, noticesOf } from './workstation-sessions.ts';

export type PreparedLiveData =
  | { readonly ok: true; readonly open: SessionOpener }
  | { readonly ok: false; readonly detail: string };

/** Paper trading on the public live data of a venue: no key, real prices, simulated fills. */
export async function prepareLiveData(options: WorkstationOptions): Promise<PreparedLiveData> {
  const { clock, settings } = options;
  const { market } = settings;
  if (market.source !== 'live-data') return { ok: false, detail: 'the settings name no venue' };
  // Only the waits between dials are drawn from it, so that many workstations do not dial at once.
  const waits = new Random(clock.now());
  const opened = await openBybitFeed({ ...market, clock, random: () => waits.uniform() });
  if (!opened.ok) return { ok: false, detail: opened.failure.detail };
  return { ok: true, open: () => openOn(opened.feed, `paper-${market.venue}`, options) };
}

function openOn(feed: PushedFeed, accountId: string, options: WorkstationOptions): OpenedSession {
  const { clock, folder, journal, settings } = options;
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
  const recording = RecordingWriter.create(folder.recordingPath(description.sessionId), description);
  return {
    session: new Session(description, strategyCatalog, { journal, recording }),
    pump: createPushedPump(feed, clock),
    notices: noticesOf(previous),
    recordedBytes: () => recording.bytes,
  };
}
