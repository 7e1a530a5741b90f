import { describe, expect, it } from 'vitest';
import { addMoney, NO_MONEY, subtractMoney } from '../../domain/units/money.ts';
import { DEFAULT_POLICY } from '../../domain/risk/risk-policy.ts';
import type { RiskLimits } from '../../domain/risk/risk-limits.ts';
import { INSTRUMENT } from '../../execution/fixtures/scripted-market.ts';
import { canonicalJson } from '../../journal/canonical-json.ts';
import { ToldSession } from '../kernel.fixture.ts';
import { WIDE } from '../risk/risk.fixture.ts';

const PAPER = { isolatedAccounts: true } as const;

const session = (initialState?: string) => new ToldSession([INSTRUMENT], {}, initialState, { paper: PAPER });

const start = (told: ToldSession, runId: string, allocation = 0.4) =>
  told.tell({
    kind: 'start-strategy',
    runId,
    strategyId: 'buy-and-hold',
    instrument: INSTRUMENT.id,
    params: { allocation, stopBps: 100 },
  });

/** The market moves for some seconds. */
function trade(told: ToldSession, from: number, to: number): void {
  for (let mid = from; mid !== to; mid += Math.sign(to - from)) {
    told.quote(mid - 1, mid + 1);
    told.pass(1_500);
  }
}

describe('a strategy alone on the shared account', () => {
  it('earns there what it earns on its own account, to the last unit', () => {
    const told = session();
    told.quote(99, 101);
    start(told, 'one');
    trade(told, 100, 140);
    const [result] = told.kernel.isolatedResults();
    expect(result?.shared).toBeGreaterThan(NO_MONEY);
    expect(result?.isolated).toBe(result?.shared);
  });
});

describe('two strategies that share an account', () => {
  /** Half of equity may be in one instrument: the second gets what the first leaves. */
  const both = () => {
    const told = session();
    told.quote(99, 101);
    start(told, 'first');
    told.pass(1_500);
    start(told, 'second');
    trade(told, 100, 140);
    return told;
  };

  it('each trade alone as if the other were not there; the difference is the interaction', () => {
    const told = both();
    const [first, second] = told.kernel.isolatedResults();
    expect(first?.isolated).toBe(first?.shared);
    expect(second?.shared).toBe(NO_MONEY);
    expect(second?.isolated).toBeGreaterThan(NO_MONEY);
    const refused = told
      .outcomes()
      .flatMap(({ outcome }) => (outcome.kind === 'intent-refused' ? [outcome.refusal.code] : []));
    expect(new Set(refused)).toEqual(new Set(['exposure-above-limit']));
  });

  it('have together earned what the shared account has', () => {
    const told = both();
    told.place('sell', 50);
    trade(told, 140, 130);
    const { ledger, market } = told.kernel.rooms;
    const markOf = (id: string) => market.of(id)?.markTicks ?? 0;
    const runs = ['first', 'second', 'manual'].map((runId) => ledger.earnedBy(runId, markOf));
    const { deposits, equity } = told.kernel.account();
    expect(runs.reduce(addMoney, NO_MONEY)).toBe(subtractMoney(equity, deposits));
  });

  it('are told in a line for every booking and one a minute', () => {
    const told = both();
    const lines = told
      .outcomes()
      .flatMap(({ outcome }) => (outcome.kind === 'isolated-account' ? [outcome] : []));
    expect(new Set(lines.map(({ runId }) => runId))).toEqual(new Set(['first', 'second']));
    const last = lines.findLast(({ runId }) => runId === 'first');
    expect(last?.account.deposits).toBe(told.kernel.account().deposits);
  });

  it('leave the shared account and its record as they would be without isolated accounts', () => {
    const story = (paper: object) => {
      const told = new ToldSession([INSTRUMENT], {}, undefined, { paper });
      told.quote(99, 101);
      start(told, 'first');
      told.pass(1_500);
      start(told, 'second');
      trade(told, 100, 140);
      const shared = told.outcomes().filter(({ outcome }) => outcome.kind !== 'isolated-account');
      return canonicalJson(shared.map(({ outcome, time }) => ({ outcome, time })));
    };
    expect(story(PAPER)).toBe(story({}));
  });

  it('go on after a restart, each where it was', () => {
    const told = both();
    const before = told.kernel.isolatedResults();
    const state = canonicalJson(told.kernel.state());
    const again = session(state);
    again.quote(138, 140);
    const results = again.kernel.isolatedResults();
    expect(results.map(({ isolated, runId }) => [runId, isolated])).toEqual(
      before.map(({ isolated, runId }) => [runId, isolated]),
    );
    trade(again, 140, 150);
    expect(again.kernel.isolatedResults()[1]?.isolated).toBeGreaterThan(before[1]?.isolated ?? NO_MONEY);
  });

  it('are closed and frozen with the shared account', () => {
    const told = both();
    told.tell({ kind: 'flatten', because: 'a test' });
    told.pass(2_000);
    const frozen = told.kernel.isolatedResults();
    trade(told, 140, 180);
    expect(told.kernel.isolatedResults()).toEqual(frozen);
  });

  it('end on their own account when they are stopped', () => {
    const told = both();
    told.tell({ kind: 'stop-strategy', runId: 'second', openPosition: 'close' });
    told.pass(2_000);
    const [, ended] = told.kernel.isolatedResults();
    trade(told, 140, 180);
    expect(told.kernel.isolatedResults()[1]).toEqual(ended);
    expect(told.kernel.isolatedResults()[0]?.isolated).toBeGreaterThan(ended?.isolated ?? NO_MONEY);
  });
});

describe('what a person says about risk', () => {
  const limited = (limits: Partial<RiskLimits> = {}) =>
    new ToldSession([INSTRUMENT], {}, undefined, {
      paper: PAPER,
      policy: { ...DEFAULT_POLICY, limits: { ...WIDE, ...limits } },
    });

  it.each([
    ['before its run begins', true],
    ['while it runs', false],
  ])('holds on every account: a limit that is lowered %s is lowered there too', (_, isBefore) => {
    const told = limited();
    const lower = () => told.tell({ kind: 'set-limit', limit: 'symbolNotional', value: 0.0001 });
    if (isBefore) lower();
    // Without a book nothing is entered yet.
    start(told, 'one');
    if (!isBefore) lower();
    trade(told, 100, 140);
    const [result] = told.kernel.isolatedResults();
    expect(result?.isolated).toBe(result?.shared);
  });

  it('lets every account go on that a limit froze', () => {
    const told = limited({ drawdown: 0.003 });
    told.quote(99, 101);
    start(told, 'one');
    trade(told, 100, 80);
    expect(told.kernel.tradingState).toBe('halted');
    told.tell({ kind: 'set-trading-state', state: 'active', because: 'a test' });
    told.tell({ kind: 'stop-strategy', runId: 'one', openPosition: 'close' });
    told.pass(2_000);
    const [before] = told.kernel.isolatedResults();
    expect(told.kernel.state().isolated?.[0]?.account.risk?.hits).toEqual([]);
    expect(before?.isolated).toBe(before?.shared);
  });
});
