import { afterEach, describe, expect, it } from 'vitest';
import { stepsText } from '../../reports/text/decimal-text.ts';
import { until } from '../../venues/ccxt/real-clock.fixture.ts';
import { VENUE_PAIRS } from '../../venues/live/venue-pairs.fixture.ts';
import { temporaryFolders } from '../engine-with-host.fixture.ts';
import { EngineAtVenue, loopbackConnector, openAccountVenue } from './real-account.fixture.ts';

/** Where few questions are let through, what becomes of a lost answer takes its time. */
const LONG = 90_000;
const VENUES = {
  'Binance spot': 'binance',
  Kraken: 'kraken',
  'Bybit spot': 'bybit',
  'OKX spot': 'okx',
} as const;
const ACCOUNTS = VENUE_PAIRS.flatMap((pair) => {
  const venue = VENUES[pair.name as keyof typeof VENUES];
  return venue === undefined ? [] : [{ name: pair.name, pair, venue }];
});
const bytes = (text: string) => new TextEncoder().encode(text);

describe.each(ACCOUNTS)('a real account on $name', ({ pair, venue: venueId }) => {
  const folders = temporaryFolders();
  const open: { close(): Promise<void> }[] = [];

  afterEach(async () => {
    for (const each of open.splice(0)) await each.close();
    folders.removeAll();
  });

  it(
    'R-LV-02, R-LV-03: is opened, armed, bought on with a stop behind it, and closed by the kill switch',
    async () => {
      const { apiKey, passphrase = '', secret } = pair.key;
      const venue = await openAccountVenue({ words: pair.words(), key: pair.key });
      open.unshift(venue);
      const connectAccount = loopbackConnector(venue, { isSilent: false }, pair);
      const host = await EngineAtVenue.open(folders.newFolder(), venue, { connectAccount });
      open.unshift(host);
      await host.holdKey({
        venue: venueId,
        apiKey: bytes(apiKey),
        apiSecret: bytes(secret),
        passphrase: bytes(passphrase),
      });
      expect(await host.openAccount()).toMatchObject({ ok: true });
      // What was held before is somebody else's until a person has looked.
      const { id } = host.instrument;
      await until(() => host.kernel.rooms.venue.conditions().phase === 'ready', LONG);
      expect(await host.obstacles()).not.toContain('trades-spot');
      expect(await host.arm()).toMatchObject({ ok: true });
      expect(await host.placeOrder()).toMatchObject({ ok: true });
      const stops = () => venue.core.openOrders.filter(({ trigger }) => trigger !== undefined);
      await until(() => host.heldLots() > 0 && stops().length === 1, LONG);
      const held = host.heldLots();
      expect(stops()[0]).toMatchObject({ side: 'sell', lots: held });

      // A part is sold by hand, and the rest keeps its stop.
      const half = Math.floor(held / 2);
      expect(half).toBeGreaterThan(0);
      const sizeBase = stepsText(half, host.instrument.lotSize);
      const sold = await host.placeOrder({ side: 'sell', reduceOnly: true, sizeBase });
      expect(sold).toMatchObject({ ok: true });
      await until(() => host.heldLots() === held - half && stops()[0]?.lots === held - half, LONG);
      await host.question({ kind: 'set-trading-state', state: 'halted', because: 'a test' });
      expect(stops()).toHaveLength(1);
      await host.question({ kind: 'flatten', because: 'a test' });
      await until(() => host.heldLots() === 0 && stops().length === 0, LONG);
      expect(host.kernel.rooms.venue.conditions().frozen).not.toContain(id);
    },
    3 * LONG,
  );
});
