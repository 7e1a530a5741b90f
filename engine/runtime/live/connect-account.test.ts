import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DEFAULT_LIMITS } from '../../domain/risk/risk-limits.ts';
import { secretOf } from '../../domain/venue/secret.ts';
import type { VenueKey } from '../../domain/venue/venue-key.ts';
import { realClock, until } from '../../venues/ccxt/real-clock.fixture.ts';
import { openWholeBybit, type WholeBybit } from '../../venues/loopback/whole-bybit.ts';
import type { Clock } from '../clock.ts';
import { temporaryFolders } from '../engine-with-host.fixture.ts';
import { accountConnector } from './connect-account.ts';
import { CORE_SYMBOL, EngineAtVenue, LONG } from './real-account.fixture.ts';

const KEY = { apiKey: 'loopback-key-0001', secret: 'loopback-secret-0001' };
const clock = realClock as Clock;
const hidden = (): VenueKey => ({
  venue: 'bybit',
  apiKey: secretOf(KEY.apiKey),
  apiSecret: secretOf(KEY.secret),
  passphrase: undefined,
});

describe('both sides of a venue, by the genuine clients', () => {
  const folders = temporaryFolders();
  let venue: WholeBybit;

  beforeEach(async () => {
    venue = await openWholeBybit({
      seed: 7,
      clock,
      key: KEY,
      balances: { USDT: 1_000_000 },
      historyMinutes: 5,
    });
    venue.trading.core.knobs.leverage = DEFAULT_LIMITS.leverage;
  });
  afterEach(async () => {
    await venue.close();
    folders.removeAll();
  });

  const connector = () => accountConnector({ clock, random: () => 0, loopback: venue.urls });

  it(
    'are a market that lives and an account that trades in it',
    async () => {
      const host = await EngineAtVenue.open(folders.newFolder(), venue.trading, {
        connectAccount: connector(),
      });
      try {
        await host.holdKey();
        expect(await host.openAccount()).toMatchObject({ ok: true });
        const symbols = host.station.session.description.instruments.map(({ symbol }) => symbol);
        expect(symbols).toEqual(['BTC/USDT:USDT', 'ETH/USDT:USDT', 'SOL/USDT:USDT']);
        await until(() => host.kernel.rooms.market.all.every(({ feed }) => feed === 'live'), LONG);
        expect(host.kernel.rooms.market.of(host.instrument.id)?.bars.length).toBeGreaterThan(0);
        expect(await host.obstaclesAfter(LONG)).toEqual([]);
        expect(await host.arm()).toMatchObject({ ok: true });
        await host.placeOrder();
        await until(() => host.heldLots() > 0, LONG);
        expect(venue.trading.core.account.position(CORE_SYMBOL)).toBe(host.heldLots());
      } finally {
        await host.close();
      }
    },
    2 * LONG,
  );

  it('say what is wrong where nobody answers or a symbol is not listed', async () => {
    const nowhere = { restUrl: 'http://127.0.0.1:9', wsUrl: 'ws://127.0.0.1:9' };
    const lost = accountConnector({ clock, random: () => 0, loopback: nowhere });
    expect(await lost(hidden(), ['BTC/USDT:USDT'])).toEqual({ ok: false, detail: 'Bybit does not answer' });
    expect(await connector()(hidden(), ['NONE/USDT:USDT'])).toEqual({
      ok: false,
      detail: 'Bybit does not list NONE/USDT:USDT',
    });
  }, 30_000);
});
