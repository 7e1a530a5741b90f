import { afterEach, describe, expect, it } from 'vitest';
import type { FeedMessage } from '../contract/feed.ts';
import { startEngine, temporaryFolders } from './engine-with-host.fixture.ts';
import { ManualClock } from './manual-clock.fixture.ts';

const folders = temporaryFolders();
const { newFolder } = folders;
afterEach(folders.removeAll);

const BTC = 'sandbox:BTC/USDT:USDT';

describe('the engine process', () => {
  it('opens the sandbox with history, then trades what a person orders, with a stop beside it', async () => {
    const { ask, pass, view } = await startEngine(newFolder());
    await pass(3000);
    expect((await view()).session).toMatchObject({ badge: 'SANDBOX', ended: false });
    expect(
      await ask('placeOrder', { instrument: BTC, side: 'buy', sizeBase: '0.01', type: 'market' }),
    ).toEqual({ ok: true, reply: { status: 'sending', sizeBase: 0.01 } });
    await pass(1000);
    const { account, fills, orders, positions } = await view();
    expect(fills).toMatchObject([{ side: 'buy', sizeBase: 0.01, liquidity: 'taker', role: 'entry' }]);
    expect(positions).toMatchObject([{ runId: 'manual', direction: 'long', sizeBase: 0.01 }]);
    expect(orders.filter((order) => order.role === 'stop')).toMatchObject([
      { status: 'working', reduceOnly: true, sizeBase: 0.01 },
    ]);
    expect(account.feesQuote).toBeGreaterThan(0);
    expect(positions[0]?.stopPrice).toBeLessThan(positions[0]?.entryPrice ?? 0);
  });

  it('does what was asked while the history was still being read right after it', async () => {
    const { ask, pass, view } = await startEngine(newFolder());
    const order = { instrument: BTC, side: 'buy', sizeBase: '0.01', type: 'market' } as const;
    await ask('placeOrder', { ...order, protectiveStopPrice: '60000' });
    await pass(3000);
    const { fills, log } = await view();
    expect(fills.map(({ sizeBase }) => sizeBase)).toEqual([0.01]);
    expect(log.filter(({ text }) => text.startsWith(`the buy order on ${BTC} waits until`))).toHaveLength(1);
  });

  it('stamps what it says before the first event with the moment the session begins', async () => {
    const { view } = await startEngine(newFolder());
    const { log } = await view();
    expect(log.map(({ text }) => text)).toContainEqual(expect.stringMatching(/session .* is open$/));
    expect(log.filter(({ timeMs }) => timeMs === 0)).toEqual([]);
  });

  it('R-LV-03: is frozen from its first moment when the wish came while the history was still being read', async () => {
    const { ask, pass, view } = await startEngine(newFolder());
    await ask('setTradingState', { state: 'halted' });
    const order = { instrument: BTC, side: 'buy', sizeBase: '0.01', type: 'market' } as const;
    expect(await ask('placeOrder', order)).toMatchObject({
      ok: false,
      failure: { detail: 'an entry must name its protective stop while the market has no price yet' },
    });
    await ask('placeOrder', { ...order, protectiveStopPrice: '50000' });
    await pass(3000);
    const { fills, refusals, session } = await view();
    expect(session.tradingState).toBe('halted');
    expect(refusals.map(({ code }) => code)).toEqual(['kill-switch-engaged']);
    expect(fills).toEqual([]);
  });

  it.each([0, null])(
    'reads the whole history and then begins when its speed is set to %s meanwhile',
    async (speed) => {
      const { ask, clock, pass, view } = await startEngine(newFolder());
      await ask('setSpeed', { speed });
      clock.pass(16);
      await ask('setSpeed', { speed: 1 });
      const bars = await ask('bars', { instrument: BTC, intervalMs: 60_000, count: 10 });
      expect(bars.ok && bars.reply.bars).toHaveLength(3);
      await pass(500);
      const { markets, session } = await view();
      expect(markets[BTC]?.feed.status).toBe('live');
      expect(session.timeMs).toBeLessThanOrEqual(clock.now());
    },
  );

  it('explains every fill with a price that computes to the same', async () => {
    const { ask, pass, view } = await startEngine(newFolder());
    await pass(3000);
    await ask('placeOrder', { instrument: BTC, side: 'sell', sizeBase: '0.05', type: 'market' });
    await pass(1000);
    for (const fill of (await view()).fills) {
      const answer = await ask('explainFill', { fillId: fill.fillId });
      expect(answer).toMatchObject({ ok: true, reply: { agrees: true, recomputedPrice: fill.price } });
    }
  });

  it('numbers its messages without a gap', async () => {
    const { pass, sent } = await startEngine(newFolder());
    await pass(5000);
    expect(sent.map((message) => message.number)).toEqual(sent.map((_message, index) => index + 1));
    expect(sent.length).toBeGreaterThan(20);
  });

  it('runs a strategy that was switched on and says what blocks it', async () => {
    const { ask, pass, view } = await startEngine(newFolder());
    await pass(3000);
    const catalog = (await view()).catalog;
    const corrected = catalog.find((each) => each.strategyId === 'renaissance-gate')?.presets[0];
    const started = await ask('startStrategy', {
      strategyId: 'renaissance-gate',
      instrument: BTC,
      params: corrected?.params ?? {},
    });
    expect(started.ok).toBe(true);
    await pass(20_000);
    const [run] = (await view()).runs;
    expect(run).toMatchObject({ state: 'running', strategyId: 'renaissance-gate' });
    expect(run?.decisions).toBeGreaterThan(100);
    expect(run?.blocked.reduce((sum, gate) => sum + gate.count, 0)).toBeGreaterThan(0);
  });

  it.each([
    ['a size off the grid', { sizeBase: '0.00005' }, 'invalid-order', /not a multiple of 0\.001/],
    ['a limit order without a price', { type: 'limit' }, 'invalid-order', /needs limitPrice/],
    ['an instrument of nowhere', { instrument: 'sandbox:XXX/USDT:USDT' }, 'unknown-instrument', /XXX/],
    ['a size as text', { sizeBase: 'lots' }, 'malformed-request', /sizeBase/],
  ] as const)('refuses %s and changes nothing', async (_what, over, code, detail) => {
    const { ask, pass, view } = await startEngine(newFolder());
    await pass(2000);
    const order = { instrument: BTC, side: 'buy', sizeBase: '0.01', type: 'market', ...over } as const;
    const answer = await ask('placeOrder', order);
    expect(answer).toMatchObject({ ok: false, failure: { code } });
    expect(!answer.ok && answer.failure.detail).toMatch(detail);
    expect((await view()).orders).toEqual([]);
  });

  it('R-LV-03: freezes on the kill switch: resting entries are taken back, stops stay, nothing new goes out', async () => {
    const { ask, pass, view } = await startEngine(newFolder());
    await pass(3000);
    await ask('placeOrder', { instrument: BTC, side: 'buy', sizeBase: '0.01', type: 'market' });
    await pass(1000);
    const bid = (await view()).markets[BTC]?.bids[0] ?? 0;
    await ask('placeOrder', {
      instrument: BTC,
      side: 'buy',
      sizeBase: '0.01',
      type: 'limit',
      limitPrice: (Math.floor(bid * 9.8) / 10).toFixed(1),
    });
    await pass(1000);
    await ask('setTradingState', { state: 'halted' });
    await pass(1000);
    expect(
      await ask('placeOrder', { instrument: BTC, side: 'buy', sizeBase: '0.01', type: 'market' }),
    ).toEqual({ ok: true, reply: { status: 'refused', sizeBase: 0.01 } });
    await pass(1000);
    const { orders, refusals } = await view();
    expect(orders.filter((order) => order.status === 'working').map((order) => order.role)).toEqual(['stop']);
    expect(refusals.at(-1)).toMatchObject({ code: 'kill-switch-engaged', runId: 'manual' });
  });

  it('R-LV-04: flattens: halted, every position closed, no order left', async () => {
    const { ask, pass, question, view } = await startEngine(newFolder());
    await pass(3000);
    await ask('placeOrder', { instrument: BTC, side: 'sell', sizeBase: '0.01', type: 'market' });
    await pass(1000);
    await question({ kind: 'flatten', because: 'a test' });
    await pass(1000);
    const { orders, positions, session } = await view();
    expect(positions).toEqual([]);
    expect(session.tradingState).toBe('halted');
    expect(orders.filter((order) => order.status === 'working')).toEqual([]);
  });

  it('builds a report whose files name the account, and can be told to shut down', async () => {
    const { ask, engine, exits, pass, told } = await startEngine(newFolder());
    await pass(3000);
    await ask('placeOrder', { instrument: BTC, side: 'buy', sizeBase: '0.01', type: 'market' });
    await pass(1000);
    await engine.hear({
      type: 'host-ask',
      askId: 9000,
      question: { kind: 'build-report', formats: ['json', 'csv'], jobId: 'job-1' },
    });
    const answer = told.find((message) => message.type === 'answer' && message.askId === 9000);
    expect(answer).toMatchObject({ answer: { ok: true } });
    await engine.hear({ type: 'shutdown' });
    expect(exits).toEqual([0]);
  });

  it('does nothing any more of what a window or the host asks for while it ends', async () => {
    const folder = newFolder();
    const { ask, clock, engine, exits, pass, question } = await startEngine(folder);
    await pass(3000);
    const leaving = engine.hear({ type: 'shutdown' });
    const order = { instrument: BTC, side: 'buy', sizeBase: '0.01', type: 'market' } as const;
    const refused = { ok: false, failure: { code: 'engine-unavailable', detail: 'the engine is ending' } };
    expect(await ask('placeOrder', order)).toEqual(refused);
    expect(await ask('setTradingState', { state: 'halted' })).toEqual(refused);
    expect(await question({ kind: 'flatten', because: 'asked too late' })).toMatchObject({ ok: false });
    engine.freeze('refused a connection while it ends');
    await leaving;
    expect(exits).toEqual([0]);
    const next = await startEngine(folder, clock);
    await next.pass(3000);
    const { fills, session } = await next.view();
    expect([fills, session.tradingState]).toEqual([[], 'active']);
  });

  it('ends by itself when the host is not heard for ten seconds', async () => {
    const { clock, exits } = await startEngine(newFolder());
    for (let second = 0; second < 12; second += 1) clock.pass(1000);
    await expect.poll(() => exits, { timeout: 20_000 }).toEqual([0]);
  });
});

describe('a strategy that was stopped', () => {
  it('stays in the list as stopped, with its trades and what they made', async () => {
    const { ask, changes, pass, view } = await startEngine(newFolder());
    await pass(3000);
    const started = await ask('startStrategy', { strategyId: 'buy-and-hold', instrument: BTC, params: {} });
    await pass(3000);
    const runId = started.ok ? started.reply.runId : '';
    await ask('stopStrategy', { runId, openPosition: 'close' });
    await pass(2000);
    const { closedTrades, runs } = await view();
    expect(runs).toMatchObject([{ runId, state: 'stopped', closedTrades: 1 }]);
    expect(runs[0]?.netPnlQuote).toBe(closedTrades[0]?.netPnlQuote);
    expect(closedTrades).toMatchObject([{ runId }]);
    expect(changes().some((change) => change.kind === 'run' && change.run.state === 'stopped')).toBe(true);
  });

  it('leaves a kept position protected, also over a restart, and a person can close it', async () => {
    const folder = newFolder();
    const first = await startEngine(folder);
    await first.pass(3000);
    const started = await first.ask('startStrategy', {
      strategyId: 'buy-and-hold',
      instrument: BTC,
      params: {},
    });
    const runId = started.ok ? started.reply.runId : '';
    await first.pass(3000);
    const size = (await first.view()).positions[0]?.sizeBase ?? 0;
    const close = {
      instrument: BTC,
      side: 'sell',
      sizeBase: size.toFixed(3),
      type: 'market',
      reduceOnly: true,
      runId,
    } as const;
    expect(await first.ask('placeOrder', close)).toMatchObject({
      ok: false,
      failure: { code: 'invalid-order' },
    });
    await first.ask('stopStrategy', { runId, openPosition: 'keep' });
    await first.pass(1000);
    await first.engine.hear({ type: 'shutdown' });

    const again = await startEngine(folder, new ManualClock(first.clock.now() + 5000));
    await again.pass(2000);
    const [kept] = (await again.view()).positions;
    expect(kept).toMatchObject({ runId, sizeBase: size });
    expect(kept?.stopPrice).toBeLessThan(kept?.entryPrice ?? 0);
    expect(await again.ask('placeOrder', { ...close, reduceOnly: false })).toMatchObject({ ok: false });
    expect(await again.ask('placeOrder', close)).toMatchObject({ ok: true });
    await again.pass(2000);
    const { closedTrades, orders, positions } = await again.view();
    expect(positions).toEqual([]);
    expect(closedTrades).toMatchObject([{ runId }]);
    expect(orders.filter(({ status }) => status === 'working')).toEqual([]);
  });
});

describe('a window that comes back', () => {
  it('gets every print once: what its snapshot holds is not sent again', async () => {
    const { ask, clock, engine, pass } = await startEngine(newFolder());
    await pass(2000);
    await ask('watch', { ladders: [], prints: [BTC] });
    await pass(2000);
    engine.disconnectFeed(1);
    clock.pass(9000);
    const again: FeedMessage[] = [];
    engine.connectFeed(1, { postMessage: (message) => again.push(message) });
    clock.pass(1000);
    const prints = again.flatMap((message) =>
      message.type === 'snapshot'
        ? (message.view.prints[BTC] ?? [])
        : message.changes.flatMap((change) => (change.kind === 'prints' ? change.prints : [])),
    );
    const rows = prints.map((print) => JSON.stringify(print));
    expect(again[0]?.type).toBe('snapshot');
    expect(rows.length).toBeGreaterThan(0);
    expect(rows).toEqual([...new Set(rows)]);
  });
});
