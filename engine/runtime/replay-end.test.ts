import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { startEngine, temporaryFolders } from './engine-with-host.fixture.ts';

const folders = temporaryFolders();
afterEach(folders.removeAll);

const BTC = 'sandbox:BTC/USDT:USDT';

it('at the end of a replay a position can still be closed', async () => {
  const folder = folders.newFolder();
  const first = await startEngine(folder);
  await first.pass(3000);
  await first.engine.hear({ type: 'shutdown' });
  const recordings = join(folder, 'recordings');
  const paths = readdirSync(recordings).map((name) => join(recordings, name));

  const { ask, engine, pass, view } = await startEngine(folders.newFolder());
  await pass(1000);
  await engine.hear({ type: 'host-ask', askId: 1, question: { kind: 'open-recording', paths } });
  const started = await ask('startStrategy', { strategyId: 'buy-and-hold', instrument: BTC, params: {} });
  for (let turn = 0; turn < 400 && !(await view()).session.ended; turn += 1) await pass(1000);
  expect((await view()).positions).toHaveLength(1);

  await ask('stopStrategy', { runId: started.ok ? started.reply.runId : '', openPosition: 'close' });
  await pass(1000);
  const { closedTrades, orders, positions } = await view();
  expect(positions).toEqual([]);
  expect(closedTrades).toHaveLength(1);
  expect(orders.filter(({ status }) => status === 'sending' || status === 'working')).toEqual([]);
});
