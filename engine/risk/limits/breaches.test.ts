import { describe, expect, it } from 'vitest';
import type { LimitAction, LimitHit, LimitHitCode } from '../../domain/risk/limit-hit.ts';
import { NO_LIMITS } from '../../domain/risk/limit-rules.ts';
import { DEFAULT_LIMITS } from '../../domain/risk/risk-limits.ts';
import type { Outcome } from '../../domain/session/outcome.ts';
import { moneyFromDecimal } from '../../domain/units/money.ts';
import { ticks } from '../../domain/units/ticks.ts';
import { unixMs } from '../../domain/units/time.ts';
import { perpetual } from '../gates/situation.fixture.ts';
import { type AccountNumbers, DayAccount } from '../record/day-account.ts';
import { WHOLE_ACCOUNT } from '../record/entry-counts.ts';
import { ToldRecord } from '../record/record.fixture.ts';
import { accountBreaches } from './account-breaches.ts';
import { EntryCeiling } from './entry-ceiling.ts';
import { forgiveHit } from './forgive-hit.ts';
import { HitBoard } from './hit-board.ts';
import { recordBreaches } from './record-breaches.ts';

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

const money = (equity: number, fees = 0): AccountNumbers => ({ equity, balance: equity, deposits: 0, fees });

function began(equity = 1000): DayAccount {
  const day = new DayAccount();
  day.passTime(0, () => money(equity));
  return day;
}

const codesOf = (hits: readonly LimitHit[]) => hits.map(({ action, code }) => `${code}: ${action}`);

describe('limits of the account', () => {
  it.each([
    [970.01, []],
    [970, ['daily-loss-warning: warn']],
    [955.01, ['daily-loss-warning: warn']],
    [955, ['daily-loss-warning: warn', 'daily-loss: protect-only']],
    [910, ['daily-loss-warning: warn', 'daily-loss: protect-only', 'drawdown: freeze']],
  ] as const)('at an equity of %s of 1000: %j', (equity, codes) => {
    expect(codesOf(accountBreaches(money(equity), began(), DEFAULT_LIMITS, 5))).toEqual(codes);
  });

  it('hold until 00:00 UTC, the drawdown until a person has looked', () => {
    const hits = accountBreaches(money(900), began(), DEFAULT_LIMITS, DAY_MS - 1);
    expect(hits.map(({ until }) => until)).toEqual([DAY_MS, DAY_MS, undefined]);
    expect(hits[1]?.measured).toEqual({ lost: 0.1, limit: 0.045 });
  });

  it('take fees of the day above a share of what is left', () => {
    const breaches = (fees: number) => accountBreaches(money(1000, fees), began(), DEFAULT_LIMITS, 0);
    expect(breaches(10)).toEqual([]);
    expect(breaches(10.01)).toEqual([
      {
        code: 'day-fees',
        action: 'protect-only',
        measured: { feesQuote: 10.01, limitQuote: 10 },
        until: DAY_MS,
      },
    ]);
    expect(accountBreaches(money(-5, 1), began(0), NO_LIMITS, 0)).toEqual([]);
    const small = accountBreaches(money(0.5, 0.006), began(0.5), DEFAULT_LIMITS, 0);
    expect(small.map(({ code }) => code)).toEqual(['day-fees']);
  });
});

describe('limits of what happened', () => {
  const any: Outcome = { kind: 'notice', level: 'info', text: 'a test' };
  const breaches = (told: ToldRecord, outcome: Outcome, time = 0) =>
    recordBreaches(outcome, told.record, DEFAULT_LIMITS, time);
  const trade = (instrument: string) => ({ kind: 'trade-closed', trade: { instrument } }) as Outcome;
  const fill = { kind: 'order-filled', fill: { runId: 'run-1' } } as Outcome;
  const rejected = { kind: 'order-rejected', orderId: 'o-1' } as Outcome;

  it('are not asked of what cannot reach one', () => {
    expect(breaches(new ToldRecord(), any)).toEqual([]);
  });

  it('pause a symbol at the fifth loss in a row for four hours', () => {
    const told = new ToldRecord();
    for (let i = 0; i < 4; i += 1) told.close('-1');
    expect(breaches(told, trade(perpetual.id))).toEqual([]);
    told.close('-1');
    expect(breaches(told, trade(perpetual.id), 7)).toEqual([
      {
        code: 'losses-in-a-row',
        action: 'pause-symbol',
        instrument: perpetual.id,
        measured: { losses: 5, limit: 5 },
        until: 7 + 4 * 3_600_000,
      },
    ]);
    expect(breaches(told, trade('other'))).toEqual([]);
  });

  it('R-OR-14: pause entries when fees of fifty trades are more than half of their gains, not before', () => {
    const told = new ToldRecord();
    const fees = moneyFromDecimal('1.01');
    for (let i = 0; i < 49; i += 1) told.close('0.99', { fees });
    expect(breaches(told, trade('other'))).toEqual([]);
    told.close('0.99', { fees });
    expect(breaches(told, trade('other'))).toMatchObject([
      {
        code: 'fees-of-gains',
        action: 'protect-only',
        measured: { feesQuote: expect.closeTo(50.5, 9), gainsQuote: expect.closeTo(100, 9), limit: 0.5 },
      },
    ]);
    const cheap = new ToldRecord();
    for (let i = 0; i < 50; i += 1) cheap.close('1', { fees: moneyFromDecimal('1') });
    expect(breaches(cheap, trade('other'))).toEqual([]);
  });

  it('pause a strategy at its fourth stop within a day, and at its third bad fill of ten', () => {
    const told = new ToldRecord();
    for (let i = 0; i < 3; i += 1) told.fill({ role: 'stop' });
    expect(breaches(told, fill)).toEqual([]);
    told.fill({ role: 'stop' });
    for (const id of ['a', 'b']) {
      told.send({ id });
      told.fill({ orderId: id, ticks: ticks(1006) });
    }
    expect(codesOf(breaches(told, fill))).toEqual(['stop-outs: pause-strategy']);
    told.send({ id: 'c' });
    told.fill({ orderId: 'c', ticks: ticks(1006) });
    expect(breaches(told, fill, 7)).toEqual([
      {
        code: 'stop-outs',
        action: 'pause-strategy',
        strategyId: 'run-1',
        measured: { stopOuts: 4, limit: 4 },
        until: 7 + DAY_MS,
      },
      {
        code: 'slippage',
        action: 'pause-strategy',
        strategyId: 'run-1',
        measured: { worseFills: 3, ofFills: 10, limit: 0.005 },
        until: 7 + DAY_MS,
      },
    ]);
  });

  it('R-OR-06: stop strategies at the sixtieth exit of a minute', () => {
    const told = new ToldRecord();
    const sent = { kind: 'order-submitted' } as Outcome;
    for (let i = 0; i < 59; i += 1) told.send({ role: 'exit' });
    expect(breaches(told, sent)).toEqual([]);
    told.learn({ kind: 'cancel-requested', orderId: 'x', because: 'a test' });
    const hit = { code: 'exit-ceiling', action: 'stop-strategies', measured: { exits: 60, limit: 60 } };
    expect(breaches(told, sent)).toEqual([hit]);
    expect(breaches(told, { kind: 'cancel-requested' } as Outcome)).toEqual([hit]);
    expect(breaches(told, sent, MINUTE_MS)).toEqual([]);
  });

  it('pause a strategy at its fifth reject of a minute, and freeze at the twentieth of all', () => {
    const told = new ToldRecord();
    told.send();
    for (let i = 0; i < 4; i += 1) told.reject();
    expect(breaches(told, rejected)).toEqual([]);
    told.reject();
    expect(breaches(told, rejected, 7)).toEqual([
      {
        code: 'rejects',
        action: 'pause-strategy',
        strategyId: 'run-1',
        measured: { rejects: 5, limit: 5 },
        until: 7 + DAY_MS,
      },
    ]);
    for (let i = 0; i < 15; i += 1) told.reject('unknown');
    expect(breaches(told, rejected)[0]).toEqual({
      code: 'reject-storm',
      action: 'freeze',
      measured: { rejects: 20, limit: 20 },
    });
    expect(breaches(told, rejected, MINUTE_MS)).toEqual([]);
  });
});

describe('the board of hits', () => {
  const hit = (code: LimitHitCode, action: LimitAction, over: Partial<LimitHit> = {}): LimitHit => ({
    code,
    action,
    measured: {},
    ...over,
  });

  it('holds a hit once for what it concerns', () => {
    const board = new HitBoard();
    const first = hit('losses-in-a-row', 'pause-symbol', { instrument: 'a' });
    expect(board.add(first)).toBe(true);
    expect(board.add({ ...first, measured: { losses: 9 } })).toBe(false);
    expect(board.add({ ...first, instrument: 'b' })).toBe(true);
    expect(board.add(hit('stop-outs', 'pause-strategy', { strategyId: 'x' }))).toBe(true);
    expect(board.add(hit('stop-outs', 'pause-strategy', { strategyId: 'y' }))).toBe(true);
    expect(board.add(hit('pack-daily-loss', 'flatten', { pack: 'p' }))).toBe(true);
    expect(board.add(hit('pack-daily-loss', 'flatten', { pack: 'q' }))).toBe(true);
    expect(board.all).toHaveLength(6);
  });

  it('takes down what is over, to the millisecond', () => {
    const board = new HitBoard();
    const daily = hit('daily-loss', 'protect-only', { until: unixMs(100) });
    const drawdown = hit('drawdown', 'freeze');
    const later = hit('day-fees', 'protect-only', { until: unixMs(200) });
    board.restore([daily, drawdown, later]);
    expect(board.expire(99)).toEqual([]);
    expect(board.expire(100)).toEqual([daily]);
    expect(board.all).toEqual([drawdown, later]);
  });

  it('knows what holds the whole account until a day is over', () => {
    const board = new HitBoard();
    const until = unixMs(100);
    board.add(hit('losses-in-a-row', 'pause-symbol', { instrument: 'a', until }));
    board.add(hit('drawdown', 'freeze'));
    expect(board.ofDay).toBeUndefined();
    board.add(hit('daily-loss', 'protect-only', { until }));
    expect(board.ofDay?.code).toBe('daily-loss');
  });

  it('lets a person end what is theirs to end', () => {
    const board = new HitBoard();
    const until = unixMs(100);
    const symbol = hit('losses-in-a-row', 'pause-symbol', { instrument: 'a', until });
    const strategy = hit('stop-outs', 'pause-strategy', { strategyId: 'x', until });
    const ceiling = hit('exit-ceiling', 'stop-strategies');
    const daily = hit('daily-loss', 'protect-only', { until });
    const drawdown = hit('drawdown', 'freeze');
    board.restore([symbol, strategy, ceiling, daily, drawdown]);
    expect(board.endable({ kind: 'symbol', instrument: 'a' })).toEqual([symbol]);
    expect(board.endable({ kind: 'account' })).toEqual([drawdown]);
    expect(board.all).toHaveLength(5);
    expect(board.end({ kind: 'symbol', instrument: 'b' })).toEqual([]);
    expect(board.end({ kind: 'symbol', instrument: 'a' })).toEqual([symbol]);
    expect(board.end({ kind: 'strategy', strategyId: 'y' })).toEqual([]);
    expect(board.end({ kind: 'strategy', strategyId: 'x' })).toEqual([strategy]);
    expect(board.end({ kind: 'strategies' })).toEqual([ceiling]);
    expect(board.end({ kind: 'account' })).toEqual([drawdown]);
    expect(board.all).toEqual([daily]);
  });

  it('knows the strictest of what holds for all', () => {
    const board = new HitBoard();
    expect(board.strictest()).toBeUndefined();
    board.add(hit('exit-ceiling', 'stop-strategies'));
    expect(board.strictest()).toBeUndefined();
    board.add(hit('daily-loss', 'protect-only'));
    expect(board.strictest()?.code).toBe('daily-loss');
    for (const action of ['freeze', 'protect-only', 'flatten'] as const)
      board.add(hit('drawdown', action, { pack: action }));
    expect(board.strictest()?.action).toBe('flatten');
    board.restore([hit('daily-loss', 'protect-only'), hit('drawdown', 'freeze')]);
    expect(board.strictest()?.action).toBe('freeze');
    // Of two that are as strict, the one that was first says why.
    board.restore([hit('reject-storm', 'freeze'), hit('drawdown', 'freeze')]);
    expect(board.strictest()?.code).toBe('reject-storm');
  });
});

describe('the ceiling of entries', () => {
  it('is run into when it was three times in ten minutes, a minute or more apart', () => {
    const ceiling = new EntryCeiling();
    expect([0, 59_999, 60_000, 100_000].map((time) => ceiling.note(time).length)).toEqual([0, 0, 0, 0]);
    expect(ceiling.state()).toEqual([0, 60_000]);
    const next = new EntryCeiling();
    next.restore(structuredClone(ceiling.state()));
    expect(next.note(120_000)).toEqual([
      { code: 'entry-ceiling', action: 'freeze', measured: { times: 3, limit: 3 } },
    ]);
    next.forget();
    expect([200_000, 300_000, 800_000, 900_000].map((time) => next.note(time).length)).toEqual([0, 0, 0, 0]);
  });
});

describe('what was forgiven', () => {
  it('is counted anew', () => {
    const told = new ToldRecord();
    const ceiling = new EntryCeiling();
    const day = began();
    const forgive = (code: LimitHitCode, over: Partial<LimitHit> = {}) =>
      forgiveHit(
        { code, action: 'freeze', measured: {}, ...over },
        { record: told.record, day, ceiling, account: money(500) },
      );
    const { record } = told;
    ceiling.note(0);
    told.send({ role: 'exit' });
    told.reject();
    for (let i = 0; i < 2; i += 1) told.close('-1');
    told.fill({ role: 'stop' });
    told.send({ id: 'bad' });
    told.fill({ orderId: 'bad', ticks: ticks(1100) });

    forgive('drawdown');
    expect(day.peakEquity).toBe(500);
    forgive('entry-ceiling');
    expect(ceiling.state()).toEqual([]);
    forgive('exit-ceiling');
    expect(record.exits.count(WHOLE_ACCOUNT, 0)).toBe(0);
    forgive('reject-storm');
    expect([record.rejects.count(WHOLE_ACCOUNT, 0), record.rejects.count('run-1', 0)]).toEqual([0, 1]);
    forgive('rejects', { strategyId: 'run-1' });
    expect(record.rejects.count('run-1', 0)).toBe(0);
    forgive('fees-of-gains');
    expect(record.trades.feeShare().trades).toBe(0);
    forgive('losses-in-a-row', { instrument: perpetual.id });
    expect(record.trades.lossesInARow(perpetual.id)).toBe(0);
    forgive('stop-outs', { strategyId: 'run-1' });
    expect(record.stopOuts.count('run-1', 0)).toBe(0);
    forgive('slippage', { strategyId: 'run-1' });
    expect(record.slippage.countWorse('run-1', 0)).toBe(0);
  });

  it('changes nothing where a midnight counts anew, or where nobody is named', () => {
    const told = new ToldRecord();
    told.close('-1');
    const before = structuredClone(told.record.state());
    const day = began();
    const forgiven = { record: told.record, day, ceiling: new EntryCeiling(), account: money(1) };
    for (const code of [
      'daily-loss',
      'daily-loss-warning',
      'day-fees',
      'pack-daily-loss',
      'pack-total-loss',
      'losses-in-a-row',
      'stop-outs',
      'rejects',
      'slippage',
    ] as const)
      forgiveHit({ code, action: 'freeze', measured: {} }, forgiven);
    expect(told.record.state()).toEqual(before);
    expect(day.peakEquity).toBe(1000);
  });
});
