import { cpSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { openJournal } from '../../journal/open-journal.ts';
import { readRecording } from '../../venues/recorded/read-recording.ts';
import { OutcomeComparison } from '../compare-outcomes.ts';
import { startEngine, temporaryFolders } from '../engine-with-host.fixture.ts';
import { ManualClock } from '../manual-clock.fixture.ts';
import { Session } from '../session.ts';
import { strategyCatalog } from '../strategy-catalog.ts';

const folders = temporaryFolders();
afterEach(folders.removeAll);

const BTC = 'sandbox:BTC/USDT:USDT';
const ETH = 'sandbox:ETH/USDT:USDT';

/** A person at work: two strategies, orders of every kind, cancels, a freeze, a changed speed. */
async function work(engine: Awaited<ReturnType<typeof startEngine>>): Promise<void> {
  const { ask, confirm, pass, question, view } = engine;
  await pass(4000);
  for (const { runId } of (await view()).runs) await ask('stopStrategy', { runId, openPosition: 'close' });
  await question({ kind: 'flatten', because: 'a test' });
  await pass(1000);
  await confirm({ kind: 'set-trading-state', state: 'active' });
  const fade = (await view()).catalog[0]?.presets.find((preset) => preset.name === 'as-described');
  await ask('startStrategy', { strategyId: 'renaissance-gate', instrument: BTC, params: fade?.params ?? {} });
  await ask('startStrategy', { strategyId: 'buy-and-hold', instrument: ETH, params: {} });
  await ask('setSpeed', { speed: 20 });
  for (let round = 0; round < 12; round += 1) {
    const { markets, orders } = await view();
    const bid = markets[ETH]?.bids[0] ?? 0;
    const ask1 = markets[ETH]?.asks[0] ?? 0;
    const near = (price: number) => (Math.round(price * 100) / 100).toFixed(2);
    await ask('placeOrder', {
      instrument: ETH,
      side: 'buy',
      sizeBase: '0.2',
      type: 'limit',
      limitPrice: near(bid),
      postOnly: true,
    });
    await pass(800);
    await ask('placeOrder', {
      instrument: ETH,
      side: 'sell',
      sizeBase: '0.1',
      type: 'limit',
      limitPrice: near(ask1),
      reduceOnly: true,
    });
    await pass(1500);
    await ask('placeOrder', {
      instrument: BTC,
      side: round % 2 === 0 ? 'buy' : 'sell',
      sizeBase: '0.004',
      type: 'market',
    });
    const resting = orders.find((order) => order.status === 'working' && order.role === 'entry');
    if (resting) await ask('cancelOrder', { orderId: resting.orderId });
    if (round === 6) await ask('setTradingState', { state: 'halted' });
    if (round === 8) await confirm({ kind: 'set-trading-state', state: 'active' });
    await pass(2000);
  }
}

/** Runs every recording of a folder again and compares it with that folder's journal. */
function compareAll(folder: string): { compared: number; differences: number; fills: number }[] {
  const opened = openJournal({ path: join(folder, 'journal.sqlite') });
  if (!opened.ok) throw new Error(opened.failure.detail);
  const { journal } = opened;
  const results = readdirSync(join(folder, 'recordings')).map((name) => {
    const recording = readRecording(join(folder, 'recordings', name));
    const { sessionId } = recording.description;
    const last = journal.sessions({ sessionId })[0]?.position?.sequence ?? 0;
    const comparison = new OutcomeComparison(journal.outcomes(sessionId));
    const session = new Session(recording.description, strategyCatalog);
    let fills = 0;
    for (let event = recording.next(); event && session.kernel.sequence < last; event = recording.next()) {
      session.take(event);
      for (const outcome of session.commit()) {
        comparison.add(outcome);
        if (outcome.outcome.kind === 'order-filled') fills += 1;
      }
    }
    comparison.finish();
    recording.close();
    return { compared: comparison.compared, differences: comparison.differences, fills };
  });
  journal.close();
  return results;
}

describe('a paper session run again from its recording', () => {
  it('gives every outcome again, also over a kill in the middle', async () => {
    const folder = folders.newFolder();
    const first = await startEngine(folder);
    await work(first);
    // What a kill leaves behind: the files as they are at this moment.
    const leftBehind = folders.newFolder();
    cpSync(folder, leftBehind, { recursive: true });
    const second = await startEngine(leftBehind, new ManualClock(first.clock.now() + 5000));
    await work(second);
    await second.engine.hear({ type: 'shutdown' });

    const results = compareAll(leftBehind);
    expect(results).toHaveLength(2);
    for (const { compared, differences, fills } of results) {
      expect(differences).toBe(0);
      expect(compared).toBeGreaterThan(60);
      expect(fills).toBeGreaterThan(8);
    }
  }, 60_000);

  it('gives the same hash however its events are portioned', async () => {
    const folder = folders.newFolder();
    const engine = await startEngine(folder);
    await work(engine);
    await engine.engine.hear({ type: 'shutdown' });
    const [name = ''] = readdirSync(join(folder, 'recordings'));
    const hashes = [1, 7, 5000].map((portion) => {
      const recording = readRecording(join(folder, 'recordings', name));
      const session = new Session(recording.description, strategyCatalog);
      for (let event = recording.next(); event; event = recording.next()) {
        session.take(event);
        if (session.kernel.sequence % portion === 0) session.commit();
      }
      recording.close();
      return session.hash.digest();
    });
    expect(new Set(hashes).size).toBe(1);
  }, 60_000);
});
