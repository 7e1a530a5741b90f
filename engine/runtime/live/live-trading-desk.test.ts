import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { until } from '../../venues/ccxt/real-clock.fixture.ts';
import type { TradingLoopback } from '../../venues/loopback/trading/trading-loopback.ts';
import { temporaryFolders } from '../engine-with-host.fixture.ts';
import {
  ACCOUNT_NAME,
  CORE_SYMBOL,
  EngineAtVenue,
  KEY_ID,
  LONG,
  openAccountVenue,
} from './real-account.fixture.ts';

describe('a real account at a venue, by the questions of the host', () => {
  const folders = temporaryFolders();
  let venue: TradingLoopback;
  let host: EngineAtVenue;

  beforeEach(async () => {
    venue = await openAccountVenue();
    host = await EngineAtVenue.open(folders.newFolder(), venue);
  });
  afterEach(async () => {
    await host.close();
    await venue.close();
    folders.removeAll();
  });

  const entriesAt = () =>
    venue.core.orders.filter(({ reduceOnly, trigger }) => !reduceOnly && trigger === undefined);

  it(
    'is opened, armed, traded, disarmed and left',
    async () => {
      expect(await host.openAccount()).toEqual({
        ok: false,
        detail: 'the engine does not hold the key of this account',
      });
      await host.holdKey();
      expect(await host.openAccount()).toEqual({
        ok: true,
        files: [],
        account: {
          keyId: KEY_ID,
          accountId: 'live-bybit-1f2e3d4c',
          accountName: ACCOUNT_NAME,
          venue: 'bybit',
        },
      });
      expect(host.mode).toBe('live');
      expect(host.state).toMatchObject({ badge: 'LIVE', account: { keyId: KEY_ID, isArmed: false } });
      expect(host.kernel.tradingState).toBe('reduce-only');

      // Not armed: nothing leaves.
      await host.placeOrder();
      expect(entriesAt()).toHaveLength(0);
      expect(await host.question({ kind: 'review-arming', keyId: KEY_ID })).toMatchObject({
        ok: true,
        review: {
          accountName: ACCOUNT_NAME,
          venue: 'Bybit',
          equity: '1,000,000.00 USDT',
          mostLossToday: '45,000.00 USDT',
          mostPosition: '400,000.00 USDT',
          warmUpEntries: 10,
          strategies: [],
          obstacles: [],
          canOverrideRecord: false,
        },
      });

      expect(await host.arm()).toMatchObject({ ok: true });
      expect(host.state).toMatchObject({ account: { isArmed: true } });
      await host.placeOrder();
      await until(() => host.heldLots() > 0, LONG);
      const stops = () =>
        venue.core.positionStop(CORE_SYMBOL) ?? venue.core.openOrders.find(({ trigger }) => trigger);
      await until(() => stops() !== undefined, LONG);
      expect(entriesAt()).toHaveLength(1);

      await host.question({ kind: 'disarm', because: 'a test' });
      await host.placeOrder();
      expect(entriesAt()).toHaveLength(1);
      expect(host.state).toMatchObject({ account: { isArmed: false }, openPositions: 1 });

      expect(await host.question({ kind: 'leave-account', because: 'a test' })).toEqual({
        ok: true,
        files: [],
      });
      expect(host.mode).toBe('paper');
      expect(host.state).toMatchObject({ account: null, badge: 'SANDBOX' });
      expect(stops()).toBeDefined();
      expect(venue.streamCount).toBe(0);
    },
    2 * LONG,
  );
});
