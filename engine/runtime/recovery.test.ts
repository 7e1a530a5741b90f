import { cpSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import { startEngine, temporaryFolders } from './engine-with-host.fixture.ts';
import { ManualClock } from './manual-clock.fixture.ts';

const folders = temporaryFolders();
const { newFolder } = folders;
afterEach(folders.removeAll);

const BTC = 'sandbox:BTC/USDT:USDT';

describe('an engine that was killed', () => {
  it('stays frozen when it is killed right after the wish, and takes back what rested before', async () => {
    const folder = newFolder();
    const first = await startEngine(folder);
    await first.pass(3000);
    const bid = (await first.view()).markets[BTC]?.bids[0] ?? 0;
    const limitPrice = (Math.floor(bid * 9.7) / 10).toFixed(1);
    await first.ask('placeOrder', {
      instrument: BTC,
      side: 'buy',
      sizeBase: '0.01',
      type: 'limit',
      limitPrice,
    });
    await first.pass(1000);
    const leftByFirst = newFolder();
    cpSync(folder, leftByFirst, { recursive: true });
    const second = await startEngine(leftByFirst, new ManualClock(first.clock.now() + 3000));
    await second.ask('setTradingState', { state: 'halted' });
    const leftBySecond = newFolder();
    cpSync(leftByFirst, leftBySecond, { recursive: true });

    const third = await startEngine(leftBySecond, new ManualClock(first.clock.now() + 6000));
    expect((await third.view()).session.tradingState).toBe('halted');
    await third.pass(2000);
    expect((await third.view()).orders.map(({ status }) => status)).toEqual(['canceled']);
  });

  it('goes on where it was after it was killed: same positions, orders, fills, equity and no second entry', async () => {
    const folder = newFolder();
    const first = await startEngine(folder);
    await first.pass(3000);
    await first.ask('placeOrder', { instrument: BTC, side: 'buy', sizeBase: '0.02', type: 'market' });
    await first.ask('startStrategy', {
      strategyId: 'buy-and-hold',
      instrument: 'sandbox:SOL/USDT:USDT',
      params: {},
    });
    await first.pass(2000);
    const last = (await first.view()).markets[BTC]?.bids[0] ?? 0;
    await first.ask('placeOrder', {
      instrument: BTC,
      side: 'buy',
      sizeBase: '0.01',
      type: 'limit',
      limitPrice: (Math.floor(last * 9.7) / 10).toFixed(1),
    });
    await first.pass(1000);
    const before = await first.view();
    // What a kill leaves behind: the files as they are at this moment.
    const leftBehind = newFolder();
    cpSync(folder, leftBehind, { recursive: true });

    const second = await startEngine(leftBehind, new ManualClock(first.clock.now() + 3000));
    await second.pass(2000);
    const after = await second.view();
    const shape = ({
      direction,
      instrument,
      runId,
      sizeBase,
      stopPrice,
    }: (typeof before.positions)[number]) => ({ direction, instrument, runId, sizeBase, stopPrice });
    expect(after.positions.map(shape)).toEqual(before.positions.map(shape));
    expect(after.positions).toHaveLength(2);
    const open = (orders: typeof before.orders) =>
      orders
        .filter((order) => order.status === 'working')
        .map((order) => order.orderId)
        .toSorted();
    expect(open(after.orders)).toEqual(open(before.orders));
    expect(open(after.orders)).toHaveLength(3);
    expect(after.fills).toEqual(before.fills);
    expect(after.account.feesQuote).toBe(before.account.feesQuote);
    expect(after.runs.map((run) => run.runId)).toEqual(before.runs.map((run) => run.runId));
    expect(after.log.some((entry) => entry.text.includes('did not end normally'))).toBe(true);
  });

  it('keeps the account when it is killed again before it has begun', async () => {
    const folder = newFolder();
    const first = await startEngine(folder);
    await first.pass(3000);
    await first.ask('placeOrder', { instrument: BTC, side: 'buy', sizeBase: '0.02', type: 'market' });
    await first.pass(1000);
    const { positions } = await first.view();
    const leftByFirst = newFolder();
    cpSync(folder, leftByFirst, { recursive: true });
    const second = await startEngine(leftByFirst, new ManualClock(first.clock.now() + 3000));
    const leftBySecond = newFolder();
    cpSync(leftByFirst, leftBySecond, { recursive: true });

    const third = await startEngine(leftBySecond, new ManualClock(second.clock.now() + 3000));
    await third.pass(2000);
    const after = await third.view();
    expect(positions).toHaveLength(1);
    expect(after.positions.map(({ sizeBase, stopPrice }) => ({ sizeBase, stopPrice }))).toEqual(
      positions.map(({ sizeBase, stopPrice }) => ({ sizeBase, stopPrice })),
    );
    expect(after.log.some(({ text }) => text.includes('from where it was before that session'))).toBe(true);
  });
});
