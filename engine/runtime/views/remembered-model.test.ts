import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { openedJournal } from '../../journal/fixtures/temporary-journal.ts';
import { isClosed } from '../../domain/order/order.ts';
import type { Journal } from '../../journal/journal.ts';
import { startEngine, temporaryFolders } from '../engine-with-host.fixture.ts';
import { ManualClock } from '../manual-clock.fixture.ts';
import { rememberedModel } from './remembered-model.ts';
import { ViewModel } from './view-model.ts';

const BTC = 'sandbox:BTC/USDT:USDT';
const SOL = 'sandbox:SOL/USDT:USDT';
const folders = temporaryFolders();
afterEach(folders.removeAll);

type Station = Awaited<ReturnType<typeof startEngine>>;

async function roundTrips({ ask, pass }: Station, count: number): Promise<void> {
  const order = { instrument: BTC, sizeBase: '0.01', type: 'market' } as const;
  for (let trip = 0; trip < count; trip += 1) {
    await ask('placeOrder', { ...order, side: 'buy' });
    await pass(1500);
    await ask('placeOrder', { ...order, side: 'sell', reduceOnly: true });
    await pass(1500);
  }
}

/** Two sessions: an order that rests and is changed, a run that goes on, one that is stopped, then many trades. */
async function accountWithPast(): Promise<Journal> {
  const folder = folders.newFolder();
  const first = await startEngine(folder);
  await first.pass(3000);
  const bid = (await first.view()).markets[BTC]?.bids[0] ?? 0;
  const below = (Math.floor(bid * 9.7) / 10).toFixed(1);
  const rest = { instrument: BTC, side: 'buy', sizeBase: '0.02', type: 'limit', limitPrice: below } as const;
  await first.ask('placeOrder', rest);
  await first.pass(1500);
  const [resting] = (await first.view()).orders;
  await first.ask('amendOrder', { orderId: resting?.orderId ?? '', sizeBase: '0.015' });
  await first.ask('startStrategy', { strategyId: 'buy-and-hold', instrument: SOL, params: {} });
  await first.pass(1500);
  const run = await first.ask('startStrategy', {
    strategyId: 'renaissance-gate',
    instrument: BTC,
    params: {},
  });
  await first.ask('stopStrategy', { runId: run.ok ? run.reply.runId : '', openPosition: 'close' });
  await roundTrips(first, 2);
  await first.engine.hear({ type: 'shutdown' });
  const second = await startEngine(folder, new ManualClock(first.clock.now() + 3000));
  await second.pass(3000);
  await roundTrips(second, 1);
  const copy = folders.newFolder();
  cpSync(folder, copy, { recursive: true });
  return openedJournal(join(copy, 'journal.sqlite'));
}

describe('what a window looks back on', () => {
  it('is the whole past while that is short, and its end with all that stands when it is long', async () => {
    const journal = await accountWithPast();
    const sessions = journal.sessions({ accountId: 'paper-sandbox' });
    const last = sessions.at(-1)?.description;
    if (!last) throw new Error('there is no session');
    const whole = new ViewModel(last.instruments);
    let outcomes = 0;
    for (const { description } of sessions)
      for (const outcome of journal.outcomes(description.sessionId)) {
        whole.apply(outcome);
        outcomes += 1;
      }
    const all = rememberedModel(journal, last);
    for (const part of ['orders', 'fills', 'closedTrades', 'refusals', 'log', 'stoppedRuns'] as const)
      expect(all[part]).toEqual(whole[part]);

    const runs = journal.runs({ accountId: 'paper-sandbox' }).rows.map(({ runId }) => runId);
    expect(runs).toHaveLength(2);
    const open = [...whole.orders.values()].filter(({ status }) => !isClosed(status));
    expect(open.some(({ sizeBase, type }) => type === 'limit' && sizeBase === 0.015)).toBe(true);
    for (const most of [0, 7, 40, Math.floor(outcomes / 2)]) {
      const short = rememberedModel(journal, last, most);
      expect(short.fills).toEqual(whole.fills.slice(whole.fills.length - short.fills.length));
      expect(short.fills.length).toBeLessThan(whole.fills.length);
      for (const order of open) expect(short.orders.get(order.orderId)).toEqual(order);
      for (const [id, order] of short.orders) expect(order).toEqual(whole.orders.get(id));
      expect(short.stoppedRuns).toEqual(whole.stoppedRuns);
      for (const runId of [...runs, 'manual'])
        expect(short.totalsOf(runId).closedTrades).toBe(whole.totalsOf(runId).closedTrades);
      expect(short.totalsOf('manual').netPnlQuote).toBeCloseTo(whole.totalsOf('manual').netPnlQuote, 8);
    }
    journal.close();
  });
});
