import { afterEach, describe, expect, it } from 'vitest';
import { until } from '../../venues/ccxt/real-clock.fixture.ts';
import { startEngine, temporaryFolders } from '../engine-with-host.fixture.ts';
import { CORE_SYMBOL, EngineAtVenue, LONG, openAccountVenue } from '../live/real-account.fixture.ts';

const BUY = { instrument: 'sandbox:BTC/USDT:USDT', side: 'buy', sizeBase: '0.01', type: 'market' } as const;

describe('a computer that goes to sleep', () => {
  const folders = temporaryFolders();
  const open: { close(): Promise<void> }[] = [];
  afterEach(async () => {
    for (const each of open.splice(0)) await each.close();
    folders.removeAll();
  });

  it('R-CN-08: enters nothing on paper from suspend to resume, and lets positions shrink', async () => {
    const desk = await startEngine(folders.newFolder());
    await desk.pass(2000);
    const held = () => desk.engine.station.session.kernel.rooms.ledger.netLots(BUY.instrument as never);
    const refusals = () => {
      const { journal, session } = desk.engine.station;
      const { rows } = journal.ofKind('intent-refused', { accountId: session.description.accountId });
      return rows.map(({ outcome }) => outcome.refusal.code);
    };
    await desk.ask('placeOrder', BUY);
    await desk.pass(2000);
    const before = held();
    expect(before).toBeGreaterThan(0);

    expect(await desk.question({ kind: 'note-power', power: 'suspend' })).toMatchObject({ ok: true });
    await desk.ask('placeOrder', BUY);
    await desk.pass(2000);
    expect(refusals()).toEqual(['computer-asleep']);
    await desk.ask('placeOrder', { ...BUY, side: 'sell', reduceOnly: true });
    await desk.pass(2000);
    expect(held()).toBe(0);

    await desk.question({ kind: 'note-power', power: 'resume' });
    await desk.ask('placeOrder', BUY);
    await desk.pass(2000);
    expect(held()).toBe(before);
    await desk.engine.hear({ type: 'shutdown' });
  });

  it('R-CN-08: takes back the entries that rest on paper, says so, and lets stops and exits stand', async () => {
    const desk = await startEngine(folders.newFolder());
    await desk.pass(2000);
    const { session } = desk.engine.station;
    const open = () => session.kernel.rooms.venue.openOrders().map(({ role }) => role);
    const last = session.kernel.rooms.market.of(BUY.instrument as never)?.markTicks ?? 0;
    const priceOf = (share: number) => String(Math.round((last * share) / 10));
    await desk.ask('placeOrder', { ...BUY, protectiveStopPrice: priceOf(0.9) });
    await desk.pass(2000);
    const resting = { ...BUY, type: 'limit' } as const;
    await desk.ask('placeOrder', { ...resting, side: 'sell', reduceOnly: true, limitPrice: priceOf(1.005) });
    await desk.pass(2000);
    await desk.ask('placeOrder', { ...resting, limitPrice: priceOf(0.995) });
    await desk.pass(2000);
    expect(open().toSorted()).toEqual(['entry', 'exit', 'stop']);

    await desk.question({ kind: 'note-power', power: 'suspend' });
    await desk.pass(2000);
    expect(open().toSorted()).toEqual(['exit', 'stop']);
    const said = (await desk.view()).log.map(({ said }) => said);
    expect(said).toContainEqual({ code: 'entries-taken-back', values: { entries: 1 } });
    await desk.question({ kind: 'note-power', power: 'resume' });
    await desk.pass(2000);
    expect(open().toSorted()).toEqual(['exit', 'stop']);
    await desk.engine.hear({ type: 'shutdown' });
  });

  it(
    'R-CN-08: takes back the entries that rest at a real venue',
    async () => {
      const venue = await openAccountVenue();
      open.unshift(venue);
      const host = await EngineAtVenue.open(folders.newFolder(), venue);
      open.unshift(host);
      await host.holdKey();
      expect(await host.openAccount()).toMatchObject({ ok: true });
      expect(await host.arm()).toMatchObject({ ok: true });
      const bid = venue.core.market(CORE_SYMBOL)?.bid ?? 0;
      const resting = () => venue.core.openOrders.length;
      await host.placeOrder({ type: 'limit', limitPrice: (Math.round(bid * 0.97) / 10).toFixed(1) });
      await until(() => resting() > 0, LONG);
      await host.question({ kind: 'note-power', power: 'suspend' });
      await until(() => resting() === 0, LONG);

      // An engine that leaves before the computer has woken wakes nothing any more.
      const { station } = host.engine;
      await host.engine.hear({ type: 'shutdown' });
      const { sequence } = station.session.kernel;
      expect(await host.question({ kind: 'note-power', power: 'resume' })).toMatchObject({ ok: false });
      expect(station.session.kernel.sequence).toBe(sequence);
    },
    2 * LONG,
  );

  it(
    'R-CN-08: compares a real account with its venue after it woke, before an entry leaves',
    async () => {
      const venue = await openAccountVenue();
      open.unshift(venue);
      const host = await EngineAtVenue.open(folders.newFolder(), venue);
      open.unshift(host);
      await host.holdKey();
      expect(await host.openAccount()).toMatchObject({ ok: true });
      expect(await host.arm()).toMatchObject({ ok: true });
      const phase = () => host.kernel.rooms.venue.conditions().phase;
      await host.question({ kind: 'note-power', power: 'suspend' });
      await host.placeOrder();
      expect(venue.core.arrivals).toHaveLength(0);
      expect(phase()).toBe('ready');
      await host.question({ kind: 'note-power', power: 'resume' });
      expect(phase()).not.toBe('ready');
      await host.placeOrder();
      expect(venue.core.arrivals).toHaveLength(0);
      await until(() => phase() === 'ready', 10_000);
      expect(host.kernel.rooms.armed.isArmed).toBe(true);
      await host.placeOrder();
      await until(() => host.heldLots() > 0, LONG);
    },
    2 * LONG,
  );

  it(
    'R-LV-03: a freeze while a real account is away holds when it is opened, until a person releases it',
    async () => {
      const venue = await openAccountVenue();
      open.unshift(venue);
      const folder = folders.newFolder();
      const host = await EngineAtVenue.open(folder, venue);
      open.unshift(host);
      await host.holdKey();
      const accountId = 'live-bybit-1f2e3d4c';
      await host.question({
        kind: 'set-trading-state',
        state: 'halted',
        because: 'the engine ended twice within ten minutes while positions were open',
        accountId,
      });
      expect(host.kernel.tradingState).toBe('halted');
      await host.question({ kind: 'set-trading-state', state: 'active', because: 'a test' });
      expect(await host.openAccount()).toMatchObject({ ok: true, account: { accountId } });
      expect(host.kernel.tradingState).toBe('halted');
      expect(host.kernel.tradingStateReason).toContain('ended twice');
      expect(await host.obstacles()).toContain('trading-frozen');
      await host.question({ kind: 'set-trading-state', state: 'active', because: 'a test' });
      expect(host.kernel.tradingState).toBe('reduce-only');
      expect(await host.obstacles()).toEqual([]);
    },
    2 * LONG,
  );
});
