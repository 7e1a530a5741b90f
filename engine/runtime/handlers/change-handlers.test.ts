import { afterEach, describe, expect, it } from 'vitest';
import { startEngine, temporaryFolders } from '../engine-with-host.fixture.ts';

const BTC = 'sandbox:BTC/USDT:USDT';
const ETH = 'sandbox:ETH/USDT:USDT';

describe('changes by hand', () => {
  const folders = temporaryFolders();
  afterEach(folders.removeAll);

  const open = async () => {
    const engine = await startEngine(folders.newFolder());
    await engine.pass(3000);
    const bid = (await engine.view()).markets[BTC]?.bids[0] ?? 0;
    /** A share of the bid on the grid of tenths. */
    const below = (share: number) => (Math.floor(bid * share * 10) / 10).toFixed(1);
    return { ...engine, bid, below };
  };
  const rest = { instrument: BTC, side: 'buy', sizeBase: '0.02', type: 'limit' } as const;

  it('give a resting order another price and size', async () => {
    const { ask, below, pass, view } = await open();
    await ask('placeOrder', { ...rest, limitPrice: below(0.97) });
    await pass(1500);
    const [resting] = (await view()).orders;
    const orderId = resting?.orderId ?? '';
    const change = { orderId, limitPrice: below(0.965), sizeBase: '0.015' };
    expect(await ask('amendOrder', change)).toEqual({ ok: true, reply: { refusal: null } });
    await pass(1500);
    const [changed] = (await view()).orders;
    expect(changed).toMatchObject({
      orderId,
      status: 'working',
      sizeBase: 0.015,
      limitPrice: Number(below(0.965)),
    });
  });

  it('say what risk objects to, and leave the order as it stands', async () => {
    const { ask, below, pass, view } = await open();
    await ask('placeOrder', { ...rest, limitPrice: below(0.97) });
    await pass(1500);
    const orderId = (await view()).orders[0]?.orderId ?? '';
    const answer = await ask('amendOrder', { orderId, sizeBase: '20' });
    expect(answer).toMatchObject({ ok: true, reply: { refusal: { code: expect.any(String) } } });
    await pass(1500);
    const { orders, refusals } = await view();
    expect(orders[0]).toMatchObject({ status: 'working', sizeBase: 0.02 });
    // Whoever asked has the answer: no notice says it a second time.
    expect(refusals.map(({ isChange }) => isChange)).toEqual([true]);
  });

  it('name the field that breaks a rule, and orders there are none of', async () => {
    const { ask, below, pass, view } = await open();
    await ask('placeOrder', { ...rest, limitPrice: below(0.97) });
    await pass(1500);
    const orderId = (await view()).orders[0]?.orderId ?? '';
    expect(await ask('amendOrder', { orderId, limitPrice: `${below(0.96)}3` })).toMatchObject({
      ok: false,
      failure: { code: 'invalid-order' },
    });
    expect(await ask('amendOrder', { orderId })).toMatchObject({ failure: { code: 'invalid-order' } });
    expect(await ask('amendOrder', { orderId: 'nobody', sizeBase: '1' })).toMatchObject({
      failure: { code: 'no-such-order' },
    });
  });

  it('move the stop of a position closer, and not where a trade could lose too much', async () => {
    const { ask, below, pass, view } = await open();
    const entry = { instrument: BTC, side: 'buy', sizeBase: '0.01', type: 'market' } as const;
    await ask('placeOrder', { ...entry, protectiveStopPrice: below(0.99) });
    await pass(3000);
    const stop = { runId: 'manual', instrument: BTC };
    expect(await ask('moveStop', { ...stop, triggerPrice: below(0.995) })).toEqual({
      ok: true,
      reply: { refusal: null },
    });
    await pass(3000);
    const { log, orders, positions } = await view();
    expect(positions[0]?.stopPrice).toBe(Number(below(0.995)));
    expect(log.some(({ text }) => text.includes('moved by hand'))).toBe(true);
    const order = orders.find(({ role, status }) => role === 'stop' && status === 'working');
    expect(
      await ask('amendOrder', { orderId: order?.orderId ?? '', triggerPrice: below(0.996) }),
    ).toMatchObject({ failure: { code: 'invalid-order' } });
    expect(await ask('moveStop', { ...stop, triggerPrice: below(0.3) })).toMatchObject({
      reply: { refusal: { code: 'risk-per-trade', measured: { limit: expect.any(Number) } } },
    });
    expect((await view()).positions[0]?.stopPrice).toBe(Number(below(0.995)));
  });

  it('know where nothing is held', async () => {
    const { ask, below } = await open();
    expect(await ask('moveStop', { runId: 'manual', instrument: ETH, triggerPrice: '1' })).toMatchObject({
      failure: { code: 'no-such-run' },
    });
    expect(
      await ask('moveStop', { runId: 'manual', instrument: 'sandbox:X/USDT', triggerPrice: below(1) }),
    ).toMatchObject({ failure: { code: 'unknown-instrument' } });
  });
});
