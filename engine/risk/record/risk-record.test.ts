import { describe, expect, it } from 'vitest';
import { lots } from '../../domain/units/lots.ts';
import { moneyFromDecimal } from '../../domain/units/money.ts';
import { ticks } from '../../domain/units/ticks.ts';
import { unixMs } from '../../domain/units/time.ts';
import { perpetual } from '../gates/situation.fixture.ts';
import { type AccountNumbers, DayAccount, nextUtcDay } from './day-account.ts';
import { WHOLE_ACCOUNT } from './entry-counts.ts';
import { ToldRecord } from './record.fixture.ts';
import { ReturnHistory, STEP_MS } from './return-history.ts';
import { TimedCounts } from './timed-counts.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

describe('a record of orders', () => {
  it('counts entries by strategy and of the account, and of a continued one the account alone', () => {
    const told = new ToldRecord();
    told.record.noteRun('run-1', 'strategy');
    told.send();
    told.send({ id: 'o-2' });
    told.send({ id: 'o-3', isContinued: true });
    told.send({ id: 'o-4', role: 'stop' });
    told.restart();
    expect(told.record.entries.countsOf('strategy', 1)).toEqual({ minute: 2, hour: 2, day: 2 });
    expect(told.record.entries.countsOf(WHOLE_ACCOUNT, 1)).toEqual({ minute: 3, hour: 3, day: 3 });
    expect(told.record.entries.countsOf('nobody', 1)).toEqual({ minute: 0, hour: 0, day: 0 });
  });

  it('learns nothing from news that sends, ends and fills nothing', () => {
    const told = new ToldRecord();
    told.send();
    const before = structuredClone(told.record.state());
    told.learn({ kind: 'order-accepted', orderId: 'o-1', acceptedAt: unixMs(1) }, 1);
    expect(told.record.state()).toEqual(before);
  });

  it('counts exits, stops and cancels of the last minute, and amendments of the last second', () => {
    const told = new ToldRecord();
    told.send({ role: 'exit' }, 0);
    told.send({ role: 'stop' }, 1);
    told.learn({ kind: 'cancel-requested', orderId: 'o-1', because: 'a test' }, 2);
    told.learn({ kind: 'amend-requested', orderId: 'o-1', change: {}, because: 'a test' }, 2);
    told.restart();
    expect(told.record.exits.count(WHOLE_ACCOUNT, 59_999)).toBe(3);
    expect(told.record.exits.count(WHOLE_ACCOUNT, MINUTE_MS)).toBe(2);
    expect(told.record.amends.count(WHOLE_ACCOUNT, 1001)).toBe(1);
    expect(told.record.amends.count(WHOLE_ACCOUNT, 1002)).toBe(0);
  });

  it('counts rejects by strategy, not those an order asked for itself, and of unknown orders the account’s', () => {
    const told = new ToldRecord();
    told.record.noteRun('run-1', 'strategy');
    told.send();
    told.reject();
    told.reject('o-1', 'post-only-would-cross');
    told.reject('o-1', 'fill-or-kill-unfillable');
    told.reject('unknown');
    told.restart();
    expect(told.record.rejects.count('strategy', 1)).toBe(1);
    expect(told.record.rejects.count(WHOLE_ACCOUNT, 1)).toBe(2);
    expect(told.record.rejects.names().toSorted()).toEqual([WHOLE_ACCOUNT, 'strategy']);
  });

  it('counts a stop once, when it has filled in full', () => {
    const told = new ToldRecord();
    told.fill({ role: 'stop' }, false);
    told.fill({ role: 'stop' }, true);
    told.fill({ role: 'exit' }, true);
    told.restart();
    expect(told.record.stopOuts.count('run-1', 1)).toBe(1);
    expect(told.record.stopOuts.count('run-1', DAY_MS)).toBe(0);
  });

  it('knows keys of the last hundred wishes', () => {
    const told = new ToldRecord();
    for (let i = 0; i <= 100; i += 1) told.send({ key: `k-${i}` });
    told.restart();
    expect([0, 1, 100].map((i) => told.record.isKeyKnown(`k-${i}`))).toEqual([false, true, true]);
  });

  it('names runs by their strategy until nothing is left of them, however many there are', () => {
    const told = new ToldRecord();
    for (let i = 0; i <= 1000; i += 1) told.record.noteRun(`run-${i}`, 'strategy');
    told.record.forgetRuns((runId) => runId !== 'run-7');
    told.restart();
    expect(['run-0', 'run-7', 'run-1000', 'manual'].map((run) => told.record.strategyOf(run))).toEqual([
      'strategy',
      'run-7',
      'strategy',
      'manual',
    ]);
  });

  it('knows the median of the last twenty entries from the fifth on', () => {
    const told = new ToldRecord();
    const enter = (size: number) => told.send({ lots: lots(size) });
    [40, 10, 30, 20].forEach(enter);
    expect(told.record.medianEntryQuote()).toBeUndefined();
    enter(1000);
    expect(told.record.medianEntryQuote()).toBe(30);
    enter(50);
    told.restart();
    expect(told.record.medianEntryQuote()).toBe(35);
    for (let i = 0; i < 10; i += 1) enter(5);
    for (let i = 0; i < 10; i += 1) enter(9);
    expect(told.record.medianEntryQuote()).toBe(7);
  });
});

describe('a record of fills', () => {
  it('holds market orders against the touch they were sent at, stops against their trigger, limits against nothing', () => {
    const told = new ToldRecord();
    told.send({ id: 'a' });
    told.fill({ orderId: 'a', ticks: ticks(1010) });
    told.send({ id: 'b', side: 'sell', role: 'stop', kind: { type: 'stop-market', trigger: ticks(900) } });
    told.fill({ orderId: 'b', side: 'sell', ticks: ticks(890) });
    const resting = { type: 'limit', limit: ticks(1000), timeInForce: 'gtc', postOnly: false } as const;
    told.send({ id: 'c', kind: resting });
    told.fill({ orderId: 'c', ticks: ticks(5000) });
    told.touchTicks = 0;
    told.send({ id: 'd' });
    told.fill({ orderId: 'd', ticks: ticks(5000) });
    told.restart();
    const worse = (share: number) => told.record.slippage.countWorse('run-1', share);
    // 10 of 1000 are 1 %, 10 of 900 are 1.11 %.
    expect([0.009, 0.0105, 0.012].map(worse)).toEqual([2, 1, 0]);
  });

  it('does not count better fills, looks at the last ten, and lets go of what has ended', () => {
    const told = new ToldRecord();
    told.send({ id: 'a' });
    told.fill({ orderId: 'a', ticks: ticks(900) });
    expect(told.record.slippage.countWorse('run-1', 0)).toBe(0);
    told.send({ id: 'b' });
    told.learn({ kind: 'order-canceled', orderId: 'b', because: 'a test' });
    told.send({ id: 'c' });
    told.learn({ kind: 'order-expired', orderId: 'c', because: 'a test' });
    told.send({ id: 'd' });
    told.reject('d');
    told.send({ id: 'e' });
    told.fill({ orderId: 'e', ticks: ticks(1100) }, true);
    for (const id of ['b', 'c', 'd', 'e']) told.fill({ orderId: id, ticks: ticks(1100) });
    expect(told.record.slippage.countWorse('run-1', 0)).toBe(1);
    told.send({ id: 'f' });
    for (let i = 0; i < 12; i += 1) told.fill({ orderId: 'f', ticks: ticks(1001) }, false);
    expect(told.record.slippage.countWorse('run-1', 0)).toBe(10);
    told.record.slippage.forget('run-1');
    expect(told.record.slippage.countWorse('run-1', 0)).toBe(0);
  });
});

describe('a record of trades', () => {
  it('keeps returns on what was paid, or received for a short', () => {
    const told = new ToldRecord();
    told.record.noteRun('run-1', 'strategy');
    told.close('2');
    told.close('-5', { direction: 'short', sold: moneyFromDecimal('200') });
    told.close('1', { bought: moneyFromDecimal('0') });
    told.close('0.1', { bought: moneyFromDecimal('0.5') });
    told.restart();
    expect(told.record.trades.returnsOf('strategy')).toEqual([0.02, -0.025, 0, 0.2]);
    expect(told.record.trades.returnsOf('nobody')).toEqual([]);
    expect(told.record.trades.count).toBe(4);
  });

  it('keeps two hundred of a strategy', () => {
    const told = new ToldRecord();
    told.close('50');
    for (let i = 0; i < 200; i += 1) told.close('1');
    expect(told.record.trades.returnsOf('run-1')).toEqual(Array.from({ length: 200 }, () => 0.01));
  });

  it('counts losses in a row by symbol; a trade that made nothing ends them', () => {
    const told = new ToldRecord();
    told.close('-1');
    told.close('-1');
    told.restart();
    told.close('-1', { instrument: 'other' });
    expect(told.record.trades.lossesInARow(perpetual.id)).toBe(2);
    expect(told.record.trades.lossesInARow('other')).toBe(1);
    told.record.trades.forgetLosses('other');
    expect(told.record.trades.lossesInARow('other')).toBe(0);
    told.close('0');
    expect(told.record.trades.lossesInARow(perpetual.id)).toBe(0);
  });

  it('sets fees of the last fifty against gains before fees', () => {
    const told = new ToldRecord();
    const fees = moneyFromDecimal('1');
    told.close('99', { fees });
    for (let i = 0; i < 25; i += 1) {
      told.close('2', { fees });
      told.close('-4', { fees });
    }
    told.restart();
    expect(told.record.trades.feeShare()).toEqual({ trades: 50, feesQuote: 50, gainsQuote: 75 });
    told.record.trades.forgetFees();
    expect(told.record.trades.feeShare()).toEqual({ trades: 0, feesQuote: 0, gainsQuote: 0 });
  });
});

describe('counts by name', () => {
  it('forget what is too long ago, and what they are told to', () => {
    const counts = new TimedCounts(100);
    counts.note('a', 0);
    counts.note('a', 50);
    expect([counts.count('a', 99), counts.count('a', 100), counts.count('a', 150)]).toEqual([2, 1, 0]);
    counts.note('b', 200);
    counts.forget('a');
    expect(counts.state()).toEqual({ b: [200] });
    const next = new TimedCounts(100);
    next.restore(counts.state());
    expect(next.count('b', 200)).toBe(1);
  });
});

const money = (equity: number, fees = 0): AccountNumbers => ({
  equity,
  balance: equity,
  deposits: 1000,
  fees,
});

describe('the day of an account', () => {
  it('begins with what was there until then, by UTC', () => {
    const day = new DayAccount();
    day.passTime(5, () => money(1000, 10));
    day.passTime(DAY_MS - 1, () => money(5, 5));
    expect([day.startEquity, day.feesToday(money(900, 12)), day.lossOf(money(900))]).toEqual([1000, 2, 0.1]);
    day.passTime(DAY_MS, () => money(900, 12));
    expect([day.startEquity, day.feesToday(money(900, 12)), day.lossOf(money(810))]).toEqual([900, 0, 0.1]);
    expect(day.lossOf(money(990))).toBeCloseTo(-0.1, 12);
    expect([nextUtcDay(0), nextUtcDay(DAY_MS - 1), nextUtcDay(DAY_MS)]).toEqual([DAY_MS, DAY_MS, 2 * DAY_MS]);
  });

  it('waits with a new day for what the account is worth', () => {
    const day = new DayAccount();
    day.passTime(0, () => money(1000));
    day.passTime(DAY_MS, () => undefined);
    expect(day.startEquity).toBe(1000);
    day.passTime(DAY_MS + 5, () => money(900));
    expect(day.startEquity).toBe(900);
  });

  it('remembers the peak, also of a midnight, until it is counted anew', () => {
    const day = new DayAccount();
    day.passTime(0, () => money(1000));
    day.see(money(1200));
    day.see(money(1100));
    expect([day.peakEquity, day.drawdownOf(money(900))]).toEqual([1200, 0.25]);
    day.passTime(DAY_MS, () => money(1500));
    expect(day.peakEquity).toBe(1500);
    const next = new DayAccount();
    next.restore(structuredClone(day.state()));
    next.rebase(money(900));
    expect([next.peakEquity, next.startEquity, next.drawdownOf(money(450))]).toEqual([900, 1500, 0.5]);
  });

  it('has lost all of nothing, or nothing of it', () => {
    const day = new DayAccount();
    day.passTime(0, () => money(0));
    expect([day.lossOf(money(-1)), day.lossOf(money(0)), day.drawdownOf(money(0))]).toEqual([1, 0, 0]);
  });
});

describe('prices of thirty days', () => {
  const told = (steps: readonly (readonly [number, number, number])[]) => {
    const history = new ReturnHistory();
    for (const [step, a, b] of steps)
      history.passTime(step * STEP_MS, () => [
        ['a', a],
        ['b', b],
      ]);
    return history;
  };

  it('are kept once a step of four hours, and not asked for in between', () => {
    const history = told([[10, 100, 200]]);
    history.passTime(11 * STEP_MS - 1, () => {
      throw new Error('nobody asks');
    });
    history.passTime(11 * STEP_MS, () => [['a', 110]]);
    expect(history.returnsOf('a')).toEqual([Math.log(1.1)]);
    expect(history.returnsOf('b')).toEqual([]);
    expect(history.returnsOf('c')).toEqual([]);
  });

  it('give no return over what nobody saw: a hole, or a time before the first price', () => {
    const history = told([
      [10, 0, 200],
      [11, 100, 200],
      [12, 110, 220],
      // Two steps passed without a look.
      [15, 121, 242],
      [16, 121, 121],
    ]);
    expect(history.returnsOf('a')).toEqual([Math.log(1.1), 0]);
    expect(history.common(['a', 'b'])).toEqual([
      [Math.log(1.1), 0],
      [Math.log(1.1), Math.log(0.5)],
    ]);
  });

  it('line up at their end, and go on after a restart', () => {
    const history = new ReturnHistory();
    expect(history.isEmpty).toBe(true);
    history.passTime(0, () => [['a', 100]]);
    history.passTime(STEP_MS, () => [
      ['a', 200],
      ['b', 10],
    ]);
    const next = new ReturnHistory();
    next.restore(structuredClone(history.state()));
    next.passTime(2 * STEP_MS, () => [
      ['a', 400],
      ['b', 5],
    ]);
    expect(next.common(['a', 'b'])).toEqual([[Math.log(2)], [Math.log(0.5)]]);
    expect(next.isEmpty).toBe(false);
    const empty = new ReturnHistory();
    empty.restore({ step: 3, prices: { a: '' } });
    expect(empty.returnsOf('a')).toEqual([]);
  });

  it('are those of the last thirty days', () => {
    const history = new ReturnHistory();
    for (let step = 0; step < 400; step += 1) history.passTime(step * STEP_MS, () => [['a', 100 + step]]);
    expect(history.returnsOf('a')).toHaveLength(180);
    history.passTime(100_000 * STEP_MS, () => [['a', 1]]);
    expect(history.returnsOf('a')).toEqual([]);
  });
});
