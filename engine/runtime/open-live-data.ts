import { unixMs } from '../domain/units/time.ts';
import { createBybitFeed } from '../venues/ccxt/bybit-feed.ts';
import { RecordingWriter } from '../venues/recorded/recording-writer.ts';
import type { OpenedSession } from './opened-session.ts';
import { createPushedPump } from './pump.ts';
import { Session } from './session.ts';
import { strategyCatalog } from './strategy-catalog.ts';
import type { WorkstationOptions } from './workstation-options.ts';
import { describeSession, noticesOf } from './workstation-sessions.ts';

/** Paper trading on the public live data of a venue: no key, real prices, simulated fills. */
export function openLiveData({ clock, folder, journal, settings }: WorkstationOptions): OpenedSession {
  if (settings.market.source !== 'live-data') throw new RangeError('live data needs a venue in the settings');
  const accountId = `paper-${settings.market.venue}`;
  const previous = journal.latestSession(accountId);
  const feed = createBybitFeed({ ...settings.market, now: clock.now });
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
