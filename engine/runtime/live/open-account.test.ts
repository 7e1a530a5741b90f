import { cpSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { stepsText } from '../../reports/text/decimal-text.ts';
import { until } from '../../venues/ccxt/real-clock.fixture.ts';
import type { VenueSession } from '../../venues/live/venue-session.ts';
import type { TradingLoopback } from '../../venues/loopback/trading/trading-loopback.ts';
import { temporaryFolders } from '../engine-with-host.fixture.ts';
import type { EngineProcessOptions } from '../engine-process.ts';
import type { ConnectAccount } from './connect-account.ts';
import {
  CORE_SYMBOL,
  EngineAtVenue,
  KEY_ID,
  keyWords,
  LONG,
  openAccountVenue,
} from './real-account.fixture.ts';

/** A venue that lists nothing any more. */
const unlisted = (session: VenueSession): VenueSession => ({
  traits: session.traits,
  instruments: [],
  send: (request) => session.send(request),
  onReport: (listener) => session.onReport(listener),
  probe: () => session.probe(),
  balances: () => session.balances(),
  leverage: () => session.leverage(),
  close: () => session.close(),
});

describe('the real account that is open', () => {
  const folders = temporaryFolders();
  let folder: string;
  let venue: TradingLoopback;
  let host: EngineAtVenue;

  /** An engine with a key, whose way to the venue may be another. */
  async function open(
    change?: (connect: ConnectAccount) => ConnectAccount,
    more: Partial<EngineProcessOptions> = {},
  ): Promise<void> {
    folder = folders.newFolder();
    host = await EngineAtVenue.open(folder, venue, more, change);
    await host.holdKey();
  }

  beforeEach(async () => {
    venue = await openAccountVenue();
  });
  afterEach(async () => {
    await host.close();
    await venue.close();
    folders.removeAll();
  });

  const resting = () => venue.core.openOrders.filter(({ trigger }) => trigger === undefined);

  /** Paper trading has not noticed anything, and a second try goes through. */
  async function expectUndisturbed(sessionId: string): Promise<void> {
    expect(host.mode).toBe('paper');
    expect(host.station.session.description.sessionId).toBe(sessionId);
    expect(host.state).toMatchObject({ account: null, badge: 'SANDBOX' });
    const filled = () => host.station.journal.fills({ accountId: 'paper-sandbox' }).rows.length;
    const before = filled();
    expect(await host.placeOrder({ sizeBase: '0.01' })).toMatchObject({ ok: true });
    await until(() => filled() > before, LONG);
    await until(() => venue.streamCount === 0, LONG);
  }

  it(
    'leaves paper trading as it was when its venue cannot be reached',
    async () => {
      await open(() => async () => ({ ok: false, detail: 'Bybit does not answer' }));
      const { sessionId } = host.station.session.description;
      expect(await host.openAccount()).toEqual({ ok: false, detail: 'Bybit does not answer' });
      await expectUndisturbed(sessionId);
    },
    2 * LONG,
  );

  it(
    'leaves paper trading as it was when it fails half way, and opens the next time',
    async () => {
      let hasInstruments = false;
      await open((connect) => async (...asked) => {
        const connected = await connect(...asked);
        if (!connected.ok || hasInstruments) return connected;
        const { feed, venue: session } = connected.connections;
        return { ok: true, connections: { feed, venue: unlisted(session) } };
      });
      const { sessionId } = host.station.session.description;
      expect(await host.openAccount()).toEqual({
        ok: false,
        detail: 'a session needs at least one instrument, had none',
      });
      await expectUndisturbed(sessionId);

      hasInstruments = true;
      venue.faults.chances = [{ purpose: 'ask', fault: { kind: 'html' }, probability: 1 }];
      expect(await host.openAccount()).toEqual({
        ok: false,
        detail: 'the venue does not say what the account holds',
      });
      expect([host.mode, host.station.session.description.sessionId]).toEqual(['paper', sessionId]);
      venue.faults.chances = [];
      expect(await host.openAccount()).toMatchObject({ ok: true });
    },
    2 * LONG,
  );

  it(
    'waits for the rehearsal of its orders, once, and goes on without it',
    async () => {
      let rehearsals = 0;
      let isRehearsed = false;
      const rehearse = async () => {
        rehearsals += 1;
        await until(() => host.mode === 'live', LONG);
        isRehearsed = true;
        throw new Error('the stage is closed');
      };
      await open(undefined, { rehearse });
      const opening = host.openAccount();
      expect(isRehearsed).toBe(false);
      expect(await opening).toMatchObject({ ok: true });
      expect(isRehearsed).toBe(true);
      expect(await host.openAccount()).toMatchObject({ ok: true });
      expect(rehearsals).toBe(1);
    },
    2 * LONG,
  );

  it(
    'leaves paper trading as it was when its journal cannot be opened',
    async () => {
      await open();
      mkdirSync(join(folder, 'live', 'live-bybit-1f2e3d4c', 'journal.db'), { recursive: true });
      const { sessionId } = host.station.session.description;
      expect(await host.openAccount()).toMatchObject({ ok: false });
      await expectUndisturbed(sessionId);
    },
    2 * LONG,
  );

  it(
    'is not opened when its key goes while it is being connected',
    async () => {
      await open((connect) => async (...asked) => {
        const connected = await connect(...asked);
        host.engine.keys.drop(KEY_ID);
        return connected;
      });
      expect(await host.openAccount()).toEqual({
        ok: false,
        detail: 'the account was left before it was compared with its venue',
      });
      await until(() => host.mode === 'paper' && venue.streamCount === 0, LONG);
      expect(host.state).toMatchObject({ account: null });
    },
    2 * LONG,
  );

  it(
    'is left with its resting entries taken back, which nobody would watch',
    async () => {
      await open();
      expect(await host.openAccount()).toMatchObject({ ok: true });
      expect(await host.arm()).toMatchObject({ ok: true });
      const bid = venue.core.market(CORE_SYMBOL)?.bid ?? 0;
      const limitPrice = stepsText(bid - 5000, host.instrument.tickSize);
      expect(await host.placeOrder({ type: 'limit', limitPrice })).toMatchObject({ ok: true });
      await until(() => resting().length === 1, LONG);
      await host.question({ kind: 'leave-account', because: 'a test' });
      expect([host.mode, resting().length]).toEqual(['paper', 0]);
    },
    2 * LONG,
  );

  it(
    'is left by nothing but leaving: no replay, no sandbox, no second account takes its place',
    async () => {
      await open();
      expect(await host.openAccount()).toMatchObject({ ok: true });
      // Asking once more changes nothing.
      const { sessionId } = host.station.session.description;
      expect(await host.openAccount()).toMatchObject({ ok: true });
      expect(host.station.session.description.sessionId).toBe(sessionId);
      const another = { kind: 'open-account', keyId: 'another', accountName: 'Other' } as const;
      await host.engine.keys.hear({ type: 'hold', askId: 1, keyId: 'another', key: keyWords() });
      expect(await host.question(another)).toEqual({ ok: false, detail: 'Main is open: leave it first' });
      expect(await host.ask('openSandbox', {})).toMatchObject({ ok: false });
      expect(await host.question({ kind: 'open-recording', paths: ['nowhere'] })).toEqual({
        ok: false,
        detail: 'Main is open: leave it first',
      });
      expect(host.mode).toBe('live');
    },
    2 * LONG,
  );

  it(
    'R-LC-03: is watched and protected again by the engine after one that died, and takes no entry',
    async () => {
      await open();
      expect(await host.openAccount()).toMatchObject({ ok: true });
      expect(await host.arm()).toMatchObject({ ok: true });
      await host.placeOrder();
      const { accountId } = host.station.session.description;
      const isProtected = () => host.station.journal.ofKind('stop-confirmed', { accountId }).rows.length > 0;
      await until(() => host.heldLots() > 0 && isProtected(), LONG);
      const { sessionId } = host.station.session.description;
      const held = host.heldLots();
      const stop = venue.core.positionStop(CORE_SYMBOL);
      expect(stop).toBeDefined();

      // What lies on the disk at this moment is all that is left of it.
      const left = folders.newFolder();
      cpSync(folder, left, { recursive: true });
      host.station.cut('it died');
      const next = await EngineAtVenue.open(left, venue);
      try {
        await next.holdKey();
        expect(await next.openAccount()).toMatchObject({ ok: true });
        expect(next.station.session.description.continues).toBe(sessionId);
        expect(next.kernel.tradingState).toBe('reduce-only');
        expect([next.heldLots(), venue.core.positionStop(CORE_SYMBOL)]).toEqual([held, stop]);
        const arrived = venue.core.arrivals.length;
        await next.placeOrder();
        const sizeBase = stepsText(held, next.instrument.lotSize);
        await next.placeOrder({ side: 'sell', reduceOnly: true, sizeBase });
        await until(() => next.heldLots() === 0, LONG);
        expect(venue.core.arrivals.length).toBe(arrived + 1);
      } finally {
        await next.close();
      }
    },
    2 * LONG,
  );
});
