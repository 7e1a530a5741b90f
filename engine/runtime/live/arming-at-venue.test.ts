import { rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import type { ArmingObstacle } from '../../contract/arming.ts';
import { realClock, until } from '../../venues/ccxt/real-clock.fixture.ts';
import { bybitWords } from '../../venues/loopback/trading/bybit-words.ts';
import type { TradingWords } from '../../venues/loopback/trading/trading-words.ts';
import type { TradingLoopback } from '../../venues/loopback/trading/trading-loopback.ts';
import { temporaryFolders } from '../engine-with-host.fixture.ts';
import { CORE_SYMBOL, EngineAtVenue, keyWords, LONG, openAccountVenue } from './real-account.fixture.ts';
import { measured } from '../../test/reliability/measured.ts';

/** What may go wrong before an account is armed. */
interface Wrong {
  readonly obstacle: ArmingObstacle;
  readonly how: string;
  /** How the venue differs from a sound one. */
  readonly venue?: Parameters<typeof openAccountVenue>[0];
  readonly act?: (host: EngineAtVenue, venue: TradingLoopback, folder: string) => unknown;
}

/** The venue says something else about the key. */
const saying = (change: object): TradingWords => ({
  ...bybitWords,
  answer(request, core) {
    const honest = bybitWords.answer(request, core);
    if (request.url.pathname !== '/v5/user/query-api' || honest === undefined) return honest;
    const body = honest.body as { readonly result: object };
    return { ...honest, body: { ...body, result: { ...body.result, ...change } } };
  },
});

const conditions = (host: EngineAtVenue) => host.kernel.rooms.venue.conditions();

/** Buys, armed, and waits until everything about it is known. */
async function buy(host: EngineAtVenue): Promise<void> {
  expect(await host.arm()).toMatchObject({ ok: true });
  await host.placeOrder();
  await until(() => host.heldLots() > 0 && host.kernel.rooms.venue.openOrders().every(isKnown), LONG);
  await host.question({ kind: 'disarm', because: 'a test' });
}

const isKnown = ({ status }: { readonly status: string }) => status === 'working';

const WRONGS: readonly Wrong[] = [
  {
    obstacle: 'not-reconciled',
    how: 'the private stream is away',
    act: async (host, venue) => {
      venue.faults.chances = [{ purpose: 'ask', fault: { kind: 'html' }, probability: 1 }];
      venue.resetSockets();
      await until(() => conditions(host).phase !== 'ready', LONG);
    },
  },
  {
    obstacle: 'symbol-frozen',
    how: 'somebody else trades in the account',
    act: async (host, venue) => {
      venue.core.place({ symbol: CORE_SYMBOL, side: 'buy', lots: 5, clientId: '', kind: 'market' });
      host.station.command({ kind: 'resynchronize', sleptMs: 0, because: 'a test' });
      await until(() => conditions(host).frozen.length > 0 && conditions(host).phase === 'ready', LONG);
    },
  },
  {
    obstacle: 'order-unknown',
    how: 'nobody knows of an order',
    act: async (host, venue) => {
      expect(await host.arm()).toMatchObject({ ok: true });
      venue.faults.next('place', { kind: 'request-lost' });
      await host.placeOrder();
      await until(
        () => host.kernel.rooms.venue.openOrders().some(({ status }) => status === 'unknown'),
        LONG,
      );
      await host.question({ kind: 'disarm', because: 'a test' });
    },
  },
  {
    obstacle: 'no-recent-backup',
    how: 'no copy can be made',
    act: async (host, _, folder) => {
      await host.station.backups.backUp();
      const { accountId } = host.station.session.description;
      const backups = join(folder, 'live', accountId, 'backups');
      rmSync(backups, { recursive: true });
      symlinkSync(join(folder, 'nowhere', 'at', 'all'), backups);
    },
  },
  {
    obstacle: 'key-can-move-money',
    how: 'it may withdraw',
    venue: { words: saying({ permissions: { Wallet: ['Withdraw'], ContractTrade: ['Order'] } }) },
  },
  { obstacle: 'key-not-checked', how: 'it may only read', venue: { words: saying({ readOnly: 1 }) } },
  {
    obstacle: 'key-not-checked',
    how: 'the venue does not say',
    act: (_, venue) => {
      venue.faults.chances = [{ purpose: 'ask', fault: { kind: 'html' }, probability: 1 }];
    },
  },
  {
    obstacle: 'paper-record-too-short',
    how: 'a strategy has never run on paper',
    act: (host) => host.startStrategy(),
  },
  {
    obstacle: 'leverage-above-limit',
    how: 'the venue lends ten times as much, though nothing is held',
    act: (_, venue) => {
      venue.core.knobs.leverage = 10;
    },
  },
  {
    obstacle: 'trading-frozen',
    how: 'a person has frozen it',
    act: (host) => host.question({ kind: 'set-trading-state', state: 'halted', because: 'a test' }),
  },
  { obstacle: 'clock-not-healthy', how: 'it is 6 s ahead', venue: { clockAheadMs: 6000 } },
  {
    obstacle: 'feeds-not-healthy',
    how: 'a market has fallen silent',
    act: (host) => {
      const { id } = host.instrument;
      const now = realClock.now() as never;
      const seen = { instrument: id, time: now, venueTime: now };
      host.quotes.isSilent = true;
      host.station.session.take({ kind: 'feed-status', ...seen, status: 'stale', detail: 'a test' });
    },
  },
];

describe('arming a real account', () => {
  const folders = temporaryFolders();
  const open: { close(): Promise<void> }[] = [];

  afterEach(async () => {
    for (const each of open.splice(0)) await each.close();
    folders.removeAll();
  });

  async function openAccount(terms?: Wrong['venue']) {
    const folder = folders.newFolder();
    const venue = await openAccountVenue(terms);
    open.unshift(venue);
    const host = await EngineAtVenue.open(folder, venue);
    open.unshift(host);
    await host.holdKey();
    expect(await host.openAccount()).toMatchObject({ ok: true });
    return { folder, host, venue };
  }

  /** Whether an entry by hand reaches the venue. */
  async function entryLeaves(host: EngineAtVenue, venue: TradingLoopback): Promise<boolean> {
    const before = venue.core.arrivals.length;
    await host.placeOrder();
    await new Promise<void>((resolve) => realClock.after(300, resolve));
    return venue.core.arrivals.length > before;
  }

  const refused: string[] = [];
  it.each(WRONGS)(
    'R-LV-02: is refused by the venue’s own word and ours: $obstacle, as $how',
    async ({ act, how, obstacle, venue: terms }) => {
      const { folder, host, venue } = await openAccount(terms);
      await act?.(host, venue, folder);
      expect(await host.obstacles()).toContain(obstacle);
      const answer = await host.arm();
      expect(answer).toMatchObject({ ok: false });
      expect(JSON.stringify(answer)).toContain(obstacle);
      expect(host.kernel.rooms.armed.isArmed).toBe(false);
      venue.faults.chances = [];
      expect(await entryLeaves(host, venue)).toBe(false);
      refused.push(how);
    },
    2 * LONG,
  );
  afterAll(() =>
    measured('R-LV-02', `at a venue: ${refused.length} ways to stand in the way, armed by none`),
  );

  it(
    'R-LV-02: is refused without the name, too soon, for an account that is not open, and never overrides more than the record',
    async () => {
      const { host, venue } = await openAccount();
      const refusals = [
        await host.arm({ typedName: 'main' }),
        await host.arm({ confirmedAfterMs: 2999 }),
        await host.question({
          kind: 'arm',
          keyId: 'another',
          deed: { typedName: 'Main', confirmedAfterMs: 3000, overridesRecord: true, forMs: 1 },
        }),
      ];
      expect(refusals.map((answer) => !answer.ok && answer.detail)).toEqual([
        'not armed: name-not-typed',
        'not armed: confirmed-too-soon',
        'the account is not open: open it first',
      ]);
      await host.startStrategy();
      venue.faults.chances = [{ purpose: 'ask', fault: { kind: 'html' }, probability: 1 }];
      expect(await host.arm({ overridesRecord: true })).toMatchObject({ ok: false });
      venue.faults.chances = [];
      expect(await host.arm({ overridesRecord: true })).toMatchObject({ ok: true });
      const { accountId } = host.station.session.description;
      const armed = host.station.journal.ofKind('arming', { accountId }).rows.at(-1);
      expect(armed?.outcome.because).toBe('armed by hand, the record on paper too short');
      // What stands behind a strategy is looked at when an account is armed, so none begins after that.
      expect(await host.startStrategy()).toMatchObject({ ok: false, failure: { code: 'not-in-this-mode' } });
    },
    2 * LONG,
  );

  it(
    'R-LV-02: ends with a long sleep, with another key and with a freeze',
    async () => {
      const { host, venue } = await openAccount();
      expect(await host.arm()).toMatchObject({ ok: true });
      host.station.command({ kind: 'resynchronize', sleptMs: 600_001, because: 'slept' });
      expect(host.kernel.rooms.armed.isArmed).toBe(false);
      await until(() => conditions(host).phase === 'ready', LONG);
      expect(await host.arm()).toMatchObject({ ok: true });
      await host.question({ kind: 'set-trading-state', state: 'halted', because: 'a test' });
      expect(host.kernel.rooms.armed.isArmed).toBe(false);
      await host.question({ kind: 'set-trading-state', state: 'active', because: 'a test' });
      expect(host.kernel.tradingState).toBe('reduce-only');
      expect(await host.arm()).toMatchObject({ ok: true });

      const { armed } = host.kernel.rooms;
      await host.holdKey(keyWords('another-secret'));
      expect(armed.isArmed).toBe(false);
      await until(() => host.mode === 'paper' && venue.streamCount === 0, LONG);
      expect(host.state).toMatchObject({ account: null });
    },
    2 * LONG,
  );

  it(
    'R-LV-01: never survives a restart, whose engine begins on paper and watches again only when asked',
    async () => {
      const { folder, host, venue } = await openAccount();
      await buy(host);
      const stop = venue.core.positionStop(CORE_SYMBOL);
      expect(await host.arm({ overridesRecord: true })).toMatchObject({ ok: true });
      await host.close();
      open.shift();
      const next = await EngineAtVenue.open(folder, venue);
      open.unshift(next);
      expect(next.mode).toBe('paper');
      expect(next.state).toMatchObject({ account: null });
      expect(await next.arm()).toMatchObject({ ok: false });
      await next.holdKey();
      expect(next.mode).toBe('paper');
      expect(await next.openAccount()).toMatchObject({ ok: true });
      expect(next.kernel.rooms.armed.isArmed).toBe(false);
      expect(next.kernel.tradingState).toBe('reduce-only');
      expect(next.heldLots()).toBe(venue.core.account.position(CORE_SYMBOL));
      expect(venue.core.positionStop(CORE_SYMBOL)).toBe(stop);
      expect(await entryLeaves(next, venue)).toBe(false);
    },
    2 * LONG,
  );
});
