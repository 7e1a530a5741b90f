import { cpSync, readdirSync, writeFileSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import { EarlyCommands } from './early-commands.ts';
import { startEngine, temporaryFolders } from './engine-with-host.fixture.ts';
import { ManualClock } from './manual-clock.fixture.ts';

const BTC = 'sandbox:BTC/USDT:USDT';
const ORDER = { instrument: BTC, side: 'buy', sizeBase: '0.01', type: 'market' } as const;
/** Before the market has a price, the stop must be named. */
const EARLY_ORDER = { ...ORDER, protectiveStopPrice: '50000' } as const;

const folders = temporaryFolders();
afterEach(folders.removeAll);

/** What an engine leaves behind in its folder when it dies now. */
const leftIn = (folder: string): string => {
  const left = folders.newFolder();
  cpSync(folder, left, { recursive: true });
  return left;
};

const waitingIn = (folder: string) => readdirSync(folder).filter((name) => name.startsWith('waiting-'));
const logOf = (view: { readonly log: readonly { readonly text: string }[] }) =>
  view.log.map(({ text }) => text);

describe('what is asked for while the history is read', () => {
  it('is done when it is read, and nothing speaks of it afterwards', async () => {
    const folder = folders.newFolder();
    const { ask, engine, pass, view } = await startEngine(folder);
    await ask('startStrategy', { strategyId: 'buy-and-hold', instrument: BTC, params: {} });
    expect(waitingIn(folder)).toEqual(['waiting-paper-sandbox.json']);
    await pass(3000);
    const { fills, log, runs } = await view();
    expect([fills.length, Object.values(runs).length]).toEqual([1, 1]);
    expect(logOf({ log })).toContain(
      `the start of buy-and-hold on ${BTC} waits until the market’s history is read`,
    );
    expect(waitingIn(folder)).toEqual([]);
    await engine.hear({ type: 'shutdown' });
  });

  it('is not done after a death of the engine, and the person is told so, once', async () => {
    const folder = folders.newFolder();
    const first = await startEngine(folder);
    expect(await first.ask('placeOrder', EARLY_ORDER)).toEqual({
      ok: true,
      reply: { status: 'waiting', sizeBase: 0.01 },
    });
    const left = leftIn(folder);
    const second = await startEngine(left, new ManualClock(first.clock.now() + 3000));
    await second.pass(3000);
    const view = await second.view();
    expect(view.fills).toEqual([]);
    expect(logOf(view)).toContain(
      `the buy order on ${BTC} was asked for and never done: the engine ended first`,
    );
    const third = await startEngine(leftIn(left), new ManualClock(second.clock.now() + 3000));
    await third.pass(3000);
    expect(logOf(await third.view()).filter((text) => text.includes('never done'))).toEqual([]);
  });

  it('R-LV-04: freezes at once when everything is to be closed, and closes it when it can', async () => {
    const folder = folders.newFolder();
    const first = await startEngine(folder);
    await first.pass(3000);
    await first.ask('placeOrder', ORDER);
    await first.pass(2000);
    await first.engine.hear({ type: 'shutdown' });

    const second = await startEngine(folder, new ManualClock(first.clock.now() + 3000));
    await second.question({ kind: 'flatten', because: 'a test' });
    expect(second.told.findLast(({ type }) => type === 'state')).toMatchObject({ tradingState: 'halted' });
    await second.pass(5000);
    const { positions, session } = await second.view();
    expect(session.tradingState).toBe('halted');
    expect(positions).toEqual([]);
  });

  it('stays frozen when the engine dies before it could close anything, and says what was not done', async () => {
    const folder = folders.newFolder();
    const first = await startEngine(folder);
    await first.pass(3000);
    await first.ask('placeOrder', ORDER);
    await first.pass(2000);
    const held = leftIn(folder);
    const second = await startEngine(held, new ManualClock(first.clock.now() + 3000));
    await second.question({ kind: 'flatten', because: 'a test' });

    const third = await startEngine(leftIn(held), new ManualClock(second.clock.now() + 3000));
    await third.pass(3000);
    const view = await third.view();
    expect(view.session.tradingState).toBe('halted');
    expect(view.positions).toHaveLength(1);
    expect(logOf(view)).toContain(
      'the closing of all positions was asked for and never done: the engine ended first',
    );
  });
});

describe('the note of what waits', () => {
  it('says that something was lost when it cannot be read', () => {
    const folder = folders.newFolder();
    writeFileSync(`${folder}/waiting-live-a.json`, '[{"half a');
    const early = new EarlyCommands(folder, () => undefined);
    expect(early.begin('live-a')).toEqual(['something']);
    expect(early.begin('live-a')).toEqual([]);
  });

  it('is of one account alone, and of none whose session ends it', () => {
    const folder = folders.newFolder();
    const early = new EarlyCommands(folder, () => undefined);
    early.begin('paper-a');
    early.add({ kind: 'flatten', because: 'a test' });
    const other = new EarlyCommands(folder, () => undefined);
    expect(other.begin('paper-b')).toEqual([]);
    expect(other.begin(undefined)).toEqual([]);
    other.add({ kind: 'flatten', because: 'a test' });
    expect(waitingIn(folder)).toEqual(['waiting-paper-a.json']);
    expect(other.begin('paper-a')).toEqual(['the closing of all positions']);
  });

  it('costs the note and not the command when the disk refuses it', () => {
    const told: string[] = [];
    const early = new EarlyCommands('/dev/null/nowhere', (text) => told.push(text));
    early.begin('paper-a');
    early.add({ kind: 'flatten', because: 'a test' });
    expect(early.takeAll()).toHaveLength(1);
    expect(told).toEqual([
      expect.stringContaining('the note of what waited stays: '),
      expect.stringContaining('what waits could not be noted: '),
    ]);
  });
});
