import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import { lots } from '../../domain/units/lots.ts';
import { ticks } from '../../domain/units/ticks.ts';
import { INSTRUMENT, limitAt } from '../../execution/fixtures/scripted-market.ts';
import { canonicalJson } from '../../journal/canonical-json.ts';
import { startEngine, temporaryFolders } from '../engine-with-host.fixture.ts';
import type { ToldSession } from '../kernel.fixture.ts';
import { ManualClock } from '../manual-clock.fixture.ts';
import { KillFlag } from './kill-flag.ts';
import { limitedSession, told } from './risk.fixture.ts';
import { measured } from '../../test/reliability/measured.ts';

const other = { ...INSTRUMENT, id: 'test:ETH/USDT:USDT' } as typeof INSTRUMENT;
const third = { ...INSTRUMENT, id: 'test:XRP/USDT:USDT' } as typeof INSTRUMENT;

const sent = (session: ToldSession) => told(session, 'order-submitted').map(({ order }) => order);

describe('R-LV-03: freeze', () => {
  it('lets no entry out from the very command on, takes resting ones back and leaves stops, a hundred times', () => {
    for (let trial = 0; trial < 100; trial += 1) {
      const session = limitedSession();
      session.quote(100, 101);
      session.place('buy', 10 + trial);
      session.pass(1000);
      session.place('buy', 5, { kind: limitAt(98) });
      session.pass(trial * 7);
      session.outcomes();
      session.tell({ kind: 'set-trading-state', state: 'halted', because: 'a test' });
      session.place('buy', 1);
      session.place('sell', 1, { protectiveStop: ticks(200) });
      expect(sent(session)).toEqual([]);
      session.pass(1000);
      session.quote(96, 97);
      session.pass(1000);
      expect(session.held()).toBe(10 + trial);
      expect(session.openOf('entry')).toEqual([]);
      expect(session.openOf('stop').map((stop) => stop.lots)).toEqual([10 + trial]);
    }
  });
});

describe('R-LV-04: flatten', () => {
  /** Three positions: 10 that risk 90 each to their stop, 50 that risk 1 each, 20 that risk 30 each. */
  const three = () => {
    const session = limitedSession({}, {}, [INSTRUMENT, other, third]);
    for (const each of [INSTRUMENT, other, third]) session.quote(100, 101, each);
    session.place('buy', 10, { protectiveStop: ticks(10) });
    session.place('buy', 50, { instrument: other.id, protectiveStop: ticks(99) });
    session.place('buy', 20, { instrument: third.id, protectiveStop: ticks(70) });
    session.pass(1000);
    session.outcomes();
    return session;
  };

  it('closes what could lose most first', () => {
    const session = three();
    session.tell({ kind: 'flatten', because: 'a test' });
    // 10 x 90 = 900, 20 x 30 = 600, 50 x 1 = 50.
    expect(sent(session).map(({ instrument, lots: size }) => [instrument, size])).toEqual([
      [INSTRUMENT.id, 10],
      [third.id, 20],
      [other.id, 50],
    ]);
    expect(session.kernel.tradingState).toBe('halted');
  });

  it('keeps every stop until its position is flat, and takes it away then', () => {
    const session = three();
    session.tell({ kind: 'flatten', because: 'a test' });
    const positions = session.openOf('stop').length;
    expect(positions).toBe(3);
    session.pass(1000);
    session.pass(1000);
    expect(session.kernel.rooms.ledger.positions()).toEqual([]);
    expect(session.kernel.rooms.venue.openOrders()).toEqual([]);
    const { ledger, venue } = session.kernel.rooms;
    measured(
      'R-LV-04',
      `${positions} positions flattened: ${ledger.positions().length} held, ${venue.openOrders().length} orders left`,
    );
    expect(session.kernel.risk.flattening.because).toBe('');
  });

  it('closes in slices no larger than the venue takes, and never one lot more than is held', () => {
    const session = limitedSession({}, {}, [{ ...INSTRUMENT, maxLots: lots(7) }]);
    session.quote(100, 101);
    for (let i = 0; i < 3; i += 1) {
      session.place('buy', 7);
      session.pass(1000);
    }
    session.outcomes();
    session.tell({ kind: 'flatten', because: 'a test' });
    expect(sent(session).map((order) => [order.lots, order.reduceOnly])).toEqual([
      [7, true],
      [7, true],
      [7, true],
    ]);
    session.pass(1000);
    expect(session.held()).toBe(0);
  });

  it('asks again until it is flat, though a book was empty when it was asked first, and across a kill', () => {
    const session = limitedSession();
    session.quote(100, 101);
    session.place('buy', 10);
    session.pass(1000);
    session.showBook([], []);
    session.tell({ kind: 'flatten', because: 'a test' });
    session.pass(5000);
    expect(session.held()).toBe(10);
    const next = limitedSession({}, {}, [INSTRUMENT], canonicalJson(session.kernel.state()));
    next.pass(session.kernel.time);
    next.quote(90, 91);
    next.pass(1000);
    next.pass(1000);
    expect(next.held()).toBe(0);
    expect(next.kernel.tradingState).toBe('halted');
  });

  it('stops when a person lets trading go on', () => {
    const session = three();
    session.tell({ kind: 'flatten', because: 'a test' });
    session.tell({ kind: 'set-trading-state', state: 'active', because: 'a test' });
    expect(session.kernel.risk.flattening.because).toBe('');
  });
});

describe('the kill flag', () => {
  const folders = temporaryFolders();
  afterEach(folders.removeAll);

  it('is up before the journal knows, and holds though the journal is lost', async () => {
    const folder = folders.newFolder();
    const first = await startEngine(folder);
    await first.pass(3000);
    await first.ask('setTradingState', { state: 'halted' });
    await first.engine.hear({ type: 'shutdown' });
    for (const file of ['journal.sqlite', 'journal.sqlite-wal', 'journal.sqlite-shm', 'backups'])
      rmSync(`${folder}/${file}`, { recursive: true, force: true });
    const second = await startEngine(folder, new ManualClock(first.clock.now() + 3000));
    await second.pass(2000);
    expect((await second.view()).session.tradingState).toBe('halted');
    await second.confirm({ kind: 'set-trading-state', state: 'active' });
    await second.engine.hear({ type: 'shutdown' });
    const third = await startEngine(folder, new ManualClock(second.clock.now() + 3000));
    await third.pass(2000);
    expect((await third.view()).session.tradingState).toBe('active');
  });

  it('is one file an account, and up when nobody can read it', () => {
    const folder = folders.newFolder();
    mkdirSync(folder, { recursive: true });
    const flag = new KillFlag(folder);
    flag.raise('paper/../one', 'a test');
    expect(readFileSync(`${folder}/frozen-paper____one.flag`, 'utf8')).toBe('a test');
    expect(flag.read('paper/../one')).toBe('a test');
    expect(flag.read('two')).toBeUndefined();
    writeFileSync(`${folder}/frozen-two.flag`, '');
    expect(flag.read('two')).toBe('the kill switch was on');
    mkdirSync(`${folder}/frozen-three.flag`);
    expect(flag.read('three')).toBe('the kill switch cannot be read');
    flag.lower('two');
    expect(flag.read('two')).toBeUndefined();
  });
});
