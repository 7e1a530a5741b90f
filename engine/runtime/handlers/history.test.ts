import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { openedJournal } from '../../journal/fixtures/temporary-journal.ts';
import type { Journal } from '../../journal/journal.ts';
import { startEngine, temporaryFolders } from '../engine-with-host.fixture.ts';
import { ManualClock } from '../manual-clock.fixture.ts';
import { ViewModel } from '../views/view-model.ts';
import type { Workstation } from '../workstation.ts';
import { findFill } from './history.ts';

const BTC = 'sandbox:BTC/USDT:USDT';
const folders = temporaryFolders();
afterEach(folders.removeAll);

type Station = Awaited<ReturnType<typeof startEngine>>;
type List = 'orders' | 'fills' | 'closedTrades';
const ID = { orders: 'orderId', fills: 'fillId', closedTrades: 'tradeId' } as const;

/** Trades in and out, leaves orders that were changed, taken back and turned away. */
async function trade({ ask, pass, view }: Station): Promise<void> {
  await pass(3000);
  const market = { instrument: BTC, sizeBase: '0.01', type: 'market' } as const;
  await ask('placeOrder', { ...market, side: 'buy' });
  await pass(1500);
  const bid = (await view()).markets[BTC]?.bids[0] ?? 0;
  const below = (Math.floor(bid * 9.8) / 10).toFixed(1);
  const lower = (Math.floor(bid * 9.7) / 10).toFixed(1);
  const limit = { instrument: BTC, side: 'buy', type: 'limit' } as const;
  await ask('placeOrder', { ...limit, sizeBase: '0.02', limitPrice: below });
  await pass(1500);
  const resting = (await view()).orders.find(({ status, type }) => type === 'limit' && status === 'working');
  const orderId = resting?.orderId ?? '';
  expect(await ask('amendOrder', { orderId, limitPrice: lower, sizeBase: '0.015' })).toMatchObject({
    ok: true,
  });
  await pass(1000);
  await ask('cancelOrder', { orderId });
  const crossing = (Math.ceil(bid * 10.1) / 10).toFixed(1);
  await ask('placeOrder', { ...limit, sizeBase: '0.01', limitPrice: crossing, postOnly: true });
  await pass(1500);
  await ask('placeOrder', { ...market, side: 'sell', reduceOnly: true });
  await pass(1500);
}

/** The journal of a folder in use, as a copy. */
function copiedJournal(folder: string): Journal {
  const copy = folders.newFolder();
  cpSync(folder, copy, { recursive: true });
  return openedJournal(join(copy, 'journal.sqlite'));
}

/** The account's whole past, taken from every outcome in the journal of a folder. */
function wholePast(folder: string) {
  const journal = copiedJournal(folder);
  const sessions = journal.sessions({ accountId: 'paper-sandbox' });
  const model = new ViewModel(sessions[0]?.description.instruments ?? [], Infinity);
  for (const { description } of sessions)
    for (const outcome of journal.outcomes(description.sessionId)) model.apply(outcome);
  journal.close();
  return { orders: [...model.orders.values()], fills: model.fills, closedTrades: model.closedTrades };
}

/** Everything in a list, asked for a page at a time from its end. */
async function pagedBack({ ask }: Station, list: List, count: number): Promise<object[]> {
  const rows: object[] = [];
  for (;;) {
    const first = rows[0] as Readonly<Record<string, string>> | undefined;
    const before = first?.[ID[list]];
    const answer = await ask('history', { list, count, ...(before === undefined ? {} : { before }) });
    if (!answer.ok) throw new Error(answer.failure.detail);
    const page = answer.reply[list];
    expect(page.length).toBeLessThanOrEqual(count);
    if (page.length === 0) return rows;
    rows.unshift(...page);
  }
}

describe('the history of an account', () => {
  it('is given page by page as the whole record has it, over sessions', { timeout: 30_000 }, async () => {
    const folder = folders.newFolder();
    const first = await startEngine(folder);
    await trade(first);
    await first.engine.hear({ type: 'shutdown' });
    const second = await startEngine(folder, new ManualClock(first.clock.now() + 3000));
    await trade(second);

    const whole = wholePast(folder);
    const statuses = whole.orders.map(({ status }) => status);
    expect(new Set(statuses)).toEqual(new Set(['filled', 'canceled', 'rejected']));
    expect(whole.orders.some(({ ending }) => ending.startsWith('post-only'))).toBe(true);
    expect([whole.fills.length, whole.closedTrades.length]).toEqual([4, 2]);
    for (const list of ['orders', 'fills', 'closedTrades'] as const)
      for (const count of [1, 3, 500]) expect(await pagedBack(second, list, count)).toEqual(whole[list]);
  });

  it('ends with the newest when nothing has the id it should end before', async () => {
    const station = await startEngine(folders.newFolder());
    await trade(station);
    const fills = await station.ask('history', { list: 'fills', count: 1, before: 'nobody’s' });
    const { fills: shown } = await station.view();
    expect(fills).toMatchObject({ ok: true, reply: { fills: [shown.at(-1)], orders: [], closedTrades: [] } });
  });

  it('finds a fill that the window has long forgotten', async () => {
    const folder = folders.newFolder();
    const station = await startEngine(folder);
    await trade(station);
    const [oldest] = (await station.view()).fills;
    const journal = copiedJournal(folder);
    const forgetful = {
      journal,
      model: new ViewModel([]),
      session: { description: { accountId: 'paper-sandbox' } },
    } as unknown as Workstation;
    const { fillId, timeMs } = oldest ?? { fillId: '', timeMs: 0 };
    expect(findFill(forgetful, fillId)).toMatchObject({ fillId, time: timeMs });
    expect(findFill(forgetful, 'nobody’s')).toBe(undefined);
    journal.close();
  });
});
