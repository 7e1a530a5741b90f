import type { MarketEvent, TradePrint } from '../domain/market/market-event.ts';
import { unixMs } from '../domain/units/time.ts';
import type { PulledFeed } from '../venues/feed.ts';
import { recentTrades } from '../venues/recorded/recent-trades.ts';
import { beginRecording } from './begin-recording.ts';
import { createSandboxMarket, type SandboxSettings } from '../venues/sandbox/sandbox-market.ts';
import { type SandboxPast, sandboxPast } from '../venues/sandbox/sandbox-past.ts';
import { sandboxInstruments } from '../venues/sandbox/instruments.ts';
import { initialStateOf } from './kernel-state.ts';
import { type PaperAccount, paperAccount } from './paper-accounts.ts';
import { prepareLiveData } from './open-live-data.ts';
import type { OpenedSession, SessionOpener } from './opened-session.ts';
import { pastLengths } from './past/past-lengths.ts';
import { createPulledPump } from './pump.ts';
import { Session } from './session.ts';
import { strategyCatalog } from './strategy-catalog.ts';
import type { WorkstationOptions } from './workstation-options.ts';
import { describeSession, noticesOf } from './workstation-sessions.ts';

export const SANDBOX_ACCOUNT = 'paper-sandbox';

/** How much of the last recording is read again for the chart, in bytes from its end. */
const TAIL_BYTES = 16 * 1_048_576;
const MINUTE_MS = 60_000;

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
  { clock, fitting, folder, paper, policy, settings }: WorkstationOptions,
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
    policy,
  });
  const begun = beginRecording(folder.recordingPath(description.sessionId), description);
  const fitter = fitting?.fitter;
  const session = new Session(description, strategyCatalog, { journal, fitter, ...begun.memory });
  const resumed = initialStateOf(description);
  const history = previous
    ? recentTrades(folder.recordingPath(previous.description.sessionId), TAIL_BYTES)
    : [];
  // An account in which nothing happens is written down seldom; its market went on all the same.
  const startPrices = { ...pricesOf(resumed?.lastTradeTicks ?? {}), ...lastPricesOf(history) };
  const continues = Object.keys(startPrices).length > 0;
  // A sandbox that ran faster than the clock is ahead of it and goes on from there.
  const leftAt = Math.max(resumed?.time ?? 0, previous?.position?.time ?? 0, history.at(-1)?.time ?? 0);
  const marketNow = unixMs(Math.max(now, leftAt + 1));
  const startTime = continues ? marketNow : unixMs(now - settings.sandboxHistoryMinutes * MINUTE_MS);
  const market = createSandboxMarket({ seed: description.seed, startTime, startPrices });
  const past = sandboxPast({
    seed: description.seed,
    lengths: settings.sandboxHasPast === true ? pastLengths() : [],
    ...pastEndOf(history, { startTime, startPrices }),
  });
  return {
    session,
    kept: paper,
    pump: createPulledPump({ feed: afterPast([past, history.values()], market), clock, marketNow, speed: 1 }),
    notices: [...notices, ...noticesOf(previous), ...begun.notices],
    recordedBytes: () => begun.memory.recording?.bytes ?? 0,
  };
}

/** Where each market of the sandbox was left, in quote units. */
const pricesOf = (lastTicks: Readonly<Record<string, number>>): Record<string, number> =>
  Object.fromEntries(
    sandboxInstruments
      .filter(({ id }) => lastTicks[id] !== undefined)
      .map(({ id, tickValue }) => [id, (lastTicks[id] ?? 0) * tickValue]),
  );

/** The price of the last print of each market of the sandbox, in quote units. */
const lastPricesOf = (history: readonly TradePrint[]): Record<string, number> =>
  pricesOf(Object.fromEntries(history.map(({ instrument, ticks }) => [instrument, ticks])));

/** When the past that is made up ends, and at which prices: where what is known of the market begins. */
function pastEndOf(
  history: readonly TradePrint[],
  { startPrices, startTime }: Pick<Required<SandboxSettings>, 'startPrices' | 'startTime'>,
): Pick<SandboxPast, 'endTime' | 'endPrices'> {
  const beginning = Math.min(startTime, history[0]?.time ?? Infinity);
  const endPrices = { ...startPrices };
  for (const { id, tickValue } of sandboxInstruments) {
    const first = history.find(({ instrument }) => instrument === id);
    if (first !== undefined) endPrices[id] = first.ticks * tickValue;
  }
  return { endTime: beginning - (beginning % MINUTE_MS), endPrices };
}

/**
 * A past that is made up, and prints of the sessions before, so that neither formulas nor the chart begin empty;
 * then the market itself.
 */
function afterPast(past: readonly Iterator<MarketEvent | undefined>[], market: PulledFeed): PulledFeed {
  const waiting = [...past];
  const next = (): MarketEvent | undefined => {
    for (;;) {
      const [first] = waiting;
      if (first === undefined) return market.next();
      const { done, value } = first.next();
      if (done !== true) return value;
      waiting.shift();
    }
  };
  return {
    kind: 'pulled',
    instruments: market.instruments,
    next,
    get isWaiting() {
      return waiting.length > 0;
    },
    progress: () => undefined,
    close: () => market.close(),
  };
}
