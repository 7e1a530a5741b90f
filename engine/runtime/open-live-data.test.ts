import { afterEach, describe, expect, it } from 'vitest';
import type { EngineSettings } from '../contract/host-control.ts';
import { openBybitLoopback } from '../venues/loopback/bybit-loopback.ts';
import { KeptJournal } from './backups/kept-journal.ts';
import { systemClock } from './clock.ts';
import { openDataFolder } from './data-folder.ts';
import { temporaryFolders } from './engine-with-host.fixture.ts';
import { prepareTrading } from './open-trading.ts';

const folders = temporaryFolders();
afterEach(folders.removeAll);

/** A workstation's options with the market at the given addresses, in a folder of its own. */
function optionsFor({ restUrl, wsUrl }: { readonly restUrl: string; readonly wsUrl: string }) {
  const root = folders.newFolder();
  const folder = openDataFolder(root);
  const paper = KeptJournal.open(folder.paperJournal, { clock: systemClock, log: () => undefined });
  const settings: EngineSettings = {
    userDataDir: root,
    engineVersion: '0.0.0',
    depositQuote: '10000',
    sandboxSeed: 7,
    sandboxHistoryMinutes: 1,
    recordingCapMb: 64,
    keepRawFrames: false,
    latency: { feedMs: 40, orderMs: 40, responseMs: 40 },
    market: { source: 'live-data', venue: 'bybit', symbols: ['BTC/USDT:USDT'], restUrl, wsUrl },
  };
  return { settings, folder, paper, clock: systemClock, tell: () => undefined };
}

describe('paper trading on live data', () => {
  it('opens with the venue’s own history, so that the chart does not begin empty', async () => {
    const venue = await openBybitLoopback({ seed: 5, clock: systemClock, historyMinutes: 90 });
    const options = optionsFor(venue);
    const { notices, pump, session } = (await prepareTrading(options))();
    pump.turn(session, 1000);
    const market = session.kernel.rooms.market.of('bybit:BTC/USDT:USDT');
    expect(market?.bars.length).toBeGreaterThanOrEqual(60);
    expect(session.description).toMatchObject({
      mode: 'paper',
      source: 'live-data',
      accountId: 'paper-bybit',
    });
    expect(notices).toEqual([]);
    session.end('test');
    await pump.close();
    await venue.close();
    await options.paper.leave();
  });

  it('falls back to the sandbox and says why when the venue does not answer', async () => {
    const venue = await openBybitLoopback({ seed: 5, clock: systemClock });
    const { restUrl, wsUrl } = venue;
    await venue.close();
    const options = optionsFor({ restUrl, wsUrl });
    const { notices, pump, session } = (await prepareTrading(options))();
    expect(session.description.source).toBe('sandbox');
    expect(notices[0]).toMatch(/^live data is not available, so the sandbox was opened: /);
    session.end('test');
    await pump.close();
    await options.paper.leave();
  }, 20_000);
});
