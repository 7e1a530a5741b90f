import { cpSync } from 'node:fs';
import { afterAll, expect, it } from 'vitest';
import { startEngine, temporaryFolders } from './engine-with-host.fixture.ts';

const { newFolder, removeAll } = temporaryFolders();
afterAll(removeAll);

type Engine = Awaited<ReturnType<typeof startEngine>>;

const marketsOf = async (engine: Engine) => Object.values((await engine.view()).markets);
const lastOf = async (engine: Engine) => (await marketsOf(engine)).map(({ lastPrice }) => Number(lastPrice));

it.each(['shut down', 'killed'])(
  'a sandbox that ran ahead of the clock, with nothing traded, goes on from there: %s',
  async (end) => {
    const folder = newFolder();
    const first = await startEngine(folder);
    await first.pass(2000);
    await first.ask('setSpeed', { speed: 20 });
    await first.pass(15_000);
    const left = await lastOf(first);
    let found = folder;
    if (end === 'shut down') await first.engine.hear({ type: 'shutdown' });
    else cpSync(folder, (found = newFolder()), { recursive: true });
    const { clock } = first;
    clock.pass(1000);

    const second = await startEngine(found, clock);
    await second.pass(2000);
    expect((await marketsOf(second)).map(({ feed }) => feed.status)).toEqual(['live', 'live', 'live']);
    const prices = await lastOf(second);
    for (const [place, price] of left.entries())
      expect(Math.abs((prices[place] ?? 0) / price - 1)).toBeLessThan(0.005);
  },
);
