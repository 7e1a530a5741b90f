import type { MarketEvent } from '../domain/market/market-event.ts';
import { unixMs } from '../domain/units/time.ts';
import type { PulledFeed } from '../venues/feed.ts';
import { recentTrades } from '../venues/recorded/recent-trades.ts';
import { beginRecording } from './begin-recording.ts';
import { createSandboxMarket } from '../venues/sandbox/sandbox-market.ts';
import { sandboxInstruments } from '../venues/sandbox/instruments.ts';
import { initialStateOf } from './kernel-state.ts';
import { type PaperAccount, paperAccount } from './paper-accounts.ts';
import { prepareLiveData } from './open-live-data.ts';
import type { OpenedSession, SessionOpener } from './opened-session.ts';
import { createPulledPump } from './pump.ts';
import { Session } from './session.ts';
import { strategyCatalog } from './strategy-catalog.ts';
import type { WorkstationOptions } from './workstation-options.ts';
import { describeSession, noticesOf } from './workstation-sessions.ts';

export const SANDBOX_ACCOUNT = 'paper-sandbox';

/** How much of the last recording is read again for the chart, in bytes from its end. */
const TAIL_BYTES = 16 * 1_048_576;

/**
 * Prepares paper trading on the market of the settings, continuing the account where it was left. A
 * venue that cannot be reached costs the live data, not the workstation: the sandbox opens and says why.
 */
export async function prepareTrading(
  options: WorkstationOptions,
  account: PaperAccount = 'current',
): Promise<SessionOpener> {
  if (options.settings.market.source === 'sandbox') return () => openSandbox(options, account, []);
  const live = await prepareLiveData(options, account);
  if (live.ok) return live.open;
  return () =>
    openSandbox(options, account, [`live data is not available, so the sandbox was opened: ${live.detail}`]);
}

function openSandbox(
  { clock, fitting, folder, paper, settings }: WorkstationOptions,
  account: PaperAccount,
  notices: readonly string[],
): OpenedSession {
  const now = unixMs(clock.now());
  const { journal } = paper;
  const accountId = paperAccount(journal, SANDBOX_ACCOUNT, account);
  const previous = journal.latestSession(accountId);
  const description = describeSession({
    settings,
    now,
    accountId,
    mode: 'paper',
    source: 'sandbox',
    // Every session goes on from the prices of the last one but draws anew.
    seed: settings.sandboxSeed + journal.sessions({ accountId }).length,
    instruments: sandboxInstruments,
    previous,
  });
  const begun = beginRecording(folder.recordingPath(description.sessionId), description);
  const fitter = fitting?.fitter;
  const session = new Session(description, strategyCatalog, { journal, fitter, ...begun.memory });
  const resumed = initialStateOf(description);
  const lastTicks = resumed?.lastTradeTicks ?? {};
  const continues = Object.keys(lastTicks).length > 0;
  // A sandbox that ran faster than the clock is ahead of it and goes on from there.
  const marketNow = unixMs(Math.max(now, (resumed?.time ?? 0) + 1));
  const market = createSandboxMarket({
    seed: description.seed,
    startTime: continues ? marketNow : unixMs(now - settings.sandboxHistoryMinutes * 60_000),
    startPrices: Object.fromEntries(
      sandboxInstruments
        .filter(({ id }) => lastTicks[id] !== undefined)
        .map(({ id, tickValue }) => [id, (lastTicks[id] ?? 0) * tickValue]),
    ),
  });
  const history =
    previous && continues
      ? recentTrades(folder.recordingPath(previous.description.sessionId), TAIL_BYTES)
      : [];
  return {
    session,
    kept: paper,
    pump: createPulledPump({ feed: afterHistory(history, market), clock, marketNow, speed: 1 }),
    notices: [...notices, ...noticesOf(previous), ...begun.notices],
    recordedBytes: () => begun.memory.recording?.bytes ?? 0,
  };
}

/** Prints of the sessions before, so that the chart does not begin empty, then the market itself. */
function afterHistory(history: readonly MarketEvent[], market: PulledFeed): PulledFeed {
  let next = 0;
  return {
    kind: 'pulled',
    instruments: market.instruments,
    next: () => (next < history.length ? history[next++] : market.next()),
    progress: () => undefined,
    close: () => market.close(),
  };
}
