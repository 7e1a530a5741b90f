import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { EngineSettings } from '../../contract/host-control.ts';
import { startEngine, temporaryFolders } from '../../runtime/engine-with-host.fixture.ts';
import {
  DEED,
  EngineAtVenue,
  KEY_ID,
  loopbackConnector,
  LONG,
  openAccountVenue,
} from '../../runtime/live/real-account.fixture.ts';
import { ManualClock } from '../../runtime/manual-clock.fixture.ts';
import { realClock, until } from '../../venues/ccxt/real-clock.fixture.ts';
import type { TradingLoopback } from '../../venues/loopback/trading/trading-loopback.ts';
import { measured } from '../reliability/measured.ts';
import { type ArmedBefore, FOUND, type Found } from './always-paper.fixture.ts';

const BTC = 'sandbox:BTC/USDT:USDT';

describe('R-LV-01: a workstation that finds', () => {
  const folders = temporaryFolders();
  let venue: TradingLoopback;
  let before: ArmedBefore;
  let leftAt = 0;
  let [started, refused] = [0, 0];

  beforeAll(async () => {
    venue = await openAccountVenue();
    const home = folders.newFolder();
    const host = await EngineAtVenue.open(home, venue);
    await host.holdKey();
    const answers = [await host.openAccount(), await host.arm()];
    if (answers.some(({ ok }) => !ok)) throw new Error(`not armed: ${JSON.stringify(answers)}`);
    await host.placeOrder();
    await until(() => host.heldLots() > 0, LONG);
    const [killed, quit, copies] = [folders.newFolder(), folders.newFolder(), folders.newFolder()];
    const { accountId } = host.station.session.description;
    const liveBackup = join(copies, 'live.sqlite');
    const copied = await host.station.journal.backup(liveBackup);
    if (!copied.ok) throw new Error(copied.failure.detail);
    if (!host.kernel.rooms.armed.isArmed) throw new Error('what is found must have been armed');
    cpSync(home, killed, { recursive: true });
    leftAt = realClock.now();
    await host.close();
    cpSync(home, quit, { recursive: true });
    before = { killed, quit, liveBackup, accountId };
    await until(() => venue.streamCount === 0, LONG);
  }, 3 * LONG);

  afterAll(async () => {
    await venue.close();
    folders.removeAll();
    measured('R-LV-01', `${started + refused} starts, ${started} on paper, ${refused} refused, 0 live`);
  });

  /** Starts it as the host does. */
  async function start(found: Found) {
    const folder = join(folders.newFolder(), 'workstation');
    found.prepare(folder, before);
    const settings: EngineSettings = {
      userDataDir: folder,
      engineVersion: '0.0.0',
      depositQuote: '10000',
      sandboxSeed: 7,
      sandboxHistoryMinutes: 1,
      recordingCapMb: 64,
      keepRawFrames: false,
      latency: { feedMs: 1, orderMs: 1, responseMs: 1 },
      market: { source: 'sandbox' },
      ...found.settings,
    };
    const { freeBytes } = found;
    return startEngine(folder, new ManualClock(leftAt + (found.laterMs ?? 0)), {
      settings,
      connectAccount: loopbackConnector(venue, { isSilent: false }),
      ...(freeBytes === undefined ? {} : { freeBytes: () => freeBytes }),
    });
  }

  it.each(FOUND.map((found) => [found.what, found] as const))(
    'R-LV-01: %s begins on paper, unarmed, and reaches no venue',
    { timeout: LONG },
    async (_what, found) => {
      const arrived = venue.core.arrivals.length;
      const { desk, refusal = '' } = await start(found).then(
        (begun) => ({ desk: begun, refusal: undefined }),
        (error: unknown) => ({ desk: undefined, refusal: String(error) }),
      );
      expect(refusal).toMatch(found.mayRefuse ?? /^$/);
      if (desk === undefined) {
        refused += 1;
        return;
      }
      await desk.pass(2000);
      const { rooms, hasBegun } = desk.engine.station.session.kernel;
      expect(hasBegun).toBe(true);
      expect(rooms.description.mode).toBe('paper');
      expect(rooms.armed.isArmed).toBe(false);
      expect(desk.told.findLast(({ type }) => type === 'state')).toMatchObject({ account: null });
      expect(await desk.question({ kind: 'arm', keyId: KEY_ID, deed: DEED })).toMatchObject({ ok: false });
      await desk.ask('placeOrder', { instrument: BTC, side: 'buy', sizeBase: '0.01', type: 'market' });
      await desk.pass(1000);
      expect([venue.core.arrivals.length, venue.streamCount]).toEqual([arrived, 0]);
      await desk.engine.hear({ type: 'shutdown' });
      started += 1;
    },
  );

  it('R-LV-01: are thirty and more', () => {
    expect(new Set(FOUND.map(({ what }) => what)).size).toBe(FOUND.length);
    expect(FOUND.length).toBeGreaterThanOrEqual(30);
  });
});
