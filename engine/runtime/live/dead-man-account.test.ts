import { afterEach, describe, expect, it } from 'vitest';
import type { DeadManFact } from '../../domain/venue/dead-man-finding.ts';
import { CLIENT_VERSION } from '../../venues/ccxt/client-version.ts';
import { realClock, until } from '../../venues/ccxt/real-clock.fixture.ts';
import { VENUE_PAIRS } from '../../venues/live/venue-pairs.fixture.ts';
import { temporaryFolders } from '../engine-with-host.fixture.ts';
import {
  ACCOUNT_NAME,
  EngineAtVenue,
  KEY_ID,
  loopbackConnector,
  openAccountVenue,
} from './real-account.fixture.ts';

const LONG = 60_000;
const usdm = VENUE_PAIRS.find(({ name }) => name === 'Binance USD-M');
if (usdm === undefined) throw new Error('Binance USD-M is not traded');
const pair = usdm;
const bytes = (text: string) => new TextEncoder().encode(text);

describe("a test of the dead man's switch, by the questions of the host", () => {
  const folders = temporaryFolders();
  const open: { close(): Promise<void> }[] = [];

  afterEach(async () => {
    for (const each of open.splice(0)) await each.close();
    folders.removeAll();
  });

  async function openHost() {
    const venue = await openAccountVenue({ words: pair.words(), key: pair.key });
    open.unshift(venue);
    const connectAccount = loopbackConnector(venue, { isSilent: false }, pair);
    const host = await EngineAtVenue.open(folders.newFolder(), venue, { connectAccount });
    open.unshift(host);
    const { apiKey, secret } = pair.key;
    await host.holdKey({
      venue: 'binance-usdm',
      apiKey: bytes(apiKey),
      apiSecret: bytes(secret),
      passphrase: bytes(''),
    });
    expect(await host.openAccount()).toMatchObject({ ok: true });
    return { host, venue };
  }

  const ask = (host: EngineAtVenue, kind: 'review-dead-man' | 'test-dead-man', keyId = KEY_ID) =>
    host.question({ kind, keyId });

  it(
    'R-LV-06: is described, done, kept by the host and believed as the account is opened again',
    async () => {
      const { host, venue } = await openHost();
      venue.cancelTimer.sparesStops = true;
      expect(await ask(host, 'review-dead-man')).toEqual({ ok: false, detail: 'not-armed' });
      expect(await ask(host, 'test-dead-man')).toEqual({ ok: false, detail: 'not-armed' });
      expect(await ask(host, 'review-dead-man', 'another')).toMatchObject({ ok: false });
      expect(await host.arm()).toMatchObject({ ok: true });
      expect(await ask(host, 'review-dead-man')).toMatchObject({
        ok: true,
        deadManReview: {
          accountName: ACCOUNT_NAME,
          venue: 'Binance USD-M',
          symbol: 'BTC/USDT:USDT',
          market: 'linear-perpetual',
          size: '0.001 BTC',
          usesHeld: false,
          seconds: 10,
        },
      });
      const before = realClock.now();
      const answer = await ask(host, 'test-dead-man');
      expect(answer).toMatchObject({
        ok: true,
        deadMan: { market: 'linear-perpetual', finding: 'spares-stops', client: CLIENT_VERSION },
      });
      const { deadMan: fact } = answer as never as { readonly deadMan: DeadManFact };
      expect(fact.testedAtMs).toBeGreaterThan(before);
      expect(host.heldLots()).toBe(0);

      // What was done and found stands in the account's journal.
      const { accountId } = host.station.session.description;
      const rows = host.station.journal.ofKind('dead-man-tested', { accountId }).rows;
      expect(rows.map(({ outcome }) => outcome)).toMatchObject([
        { finding: 'spares-stops', market: 'linear-perpetual', client: CLIENT_VERSION },
      ]);

      expect(host.station.session.description.live?.isDeadManTested).toBe(false);
      await host.question({ kind: 'leave-account', because: 'a test' });
      const again = { kind: 'open-account', keyId: KEY_ID, accountName: ACCOUNT_NAME } as const;
      expect(await host.question({ ...again, deadMan: [fact] })).toMatchObject({ ok: true });
      expect(host.station.session.description.live?.isDeadManTested).toBe(true);
    },
    2 * LONG,
  );

  it(
    'R-LV-06: is over before the account is left, with the switch off and nothing resting',
    async () => {
      const { host, venue } = await openHost();
      expect(await host.arm()).toMatchObject({ ok: true });
      const answer = ask(host, 'test-dead-man');
      await until(() => host.kernel.deadMan.state?.step === 'running' && venue.cancelTimer.isOn, LONG);
      await host.question({ kind: 'leave-account', because: 'a test' });
      expect(venue.cancelTimer.isOn).toBe(false);
      expect(venue.core.openOrders.filter(({ trigger }) => trigger === undefined)).toEqual([]);
      expect(await answer).toMatchObject({ ok: false });
    },
    2 * LONG,
  );
});
