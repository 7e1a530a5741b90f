import { describe, expect, it } from 'vitest';
import type { ExitPlan } from '../../domain/risk/exit-plan.ts';
import { CORRECTED_MAKER } from '../../domain/risk/maker-terms.ts';
import { DEFAULT_RULES } from '../../domain/risk/risk-policy.ts';
import type { SizingSettings } from '../../domain/risk/sizing-settings.ts';
import { ticks } from '../../domain/units/ticks.ts';
import { INSTRUMENT } from '../../execution/fixtures/scripted-market.ts';
import { canonicalJson } from '../../journal/canonical-json.ts';
import type { ToldSession } from '../kernel.fixture.ts';
import { limitedSession, told } from './risk.fixture.ts';

const other = { ...INSTRUMENT, id: 'test:ETH/USDT:USDT' } as typeof INSTRUMENT;
const MINUTE_MS = 60_000;
const STEP_MS = 4 * 60 * MINUTE_MS;

const start = (session: ToldSession, params: Record<string, number> = {}) =>
  session.tell({
    kind: 'start-strategy',
    runId: 'run',
    strategyId: 'buy-and-hold',
    instrument: INSTRUMENT.id,
    params: { allocation: 0.1, stopBps: 900, ...params },
  });

const orders = (session: ToldSession) => told(session, 'order-submitted').map(({ order }) => order);
const heldByRun = (session: ToldSession) => session.kernel.rooms.ledger.signedLots('run', INSTRUMENT.id);

/** A run of the baseline that holds a tenth of the account from 1001, under an exit plan. */
function holding(plan: ExitPlan): ToldSession {
  const session = limitedSession({}, { exits: { 'buy-and-hold': plan } });
  session.quote(1000, 1001);
  start(session);
  session.pass(1000);
  session.quote(1000, 1001);
  session.pass(1000);
  // A tenth of 1,000,000 at 1001.
  expect(heldByRun(session)).toBe(99);
  session.outcomes();
  return session;
}

describe('an exit plan at work', () => {
  it('trails: closes at market with its reason, and leaves nothing behind', () => {
    const session = holding({ trailing: { activation: 0.005, distance: 0.002 } });
    session.quote(1020, 1021);
    session.quote(1018, 1019);
    expect(orders(session)).toEqual([]);
    session.quote(1017, 1018);
    expect(orders(session)).toMatchObject([
      {
        role: 'exit',
        side: 'sell',
        lots: 99,
        reduceOnly: true,
        isPlanned: true,
        reason: expect.stringMatching(/^trailing/),
      },
    ]);
    session.quote(1017, 1018);
    expect(orders(session)).toEqual([]);
    session.pass(1000);
    session.pass(1000);
    expect(heldByRun(session)).toBe(0);
    expect(session.openOf('stop')).toEqual([]);
  });

  it('takes its targets one after the other, once each, across a restart', () => {
    const plan = { targets: { gains: [0.01, 0.03], share: 0.5 } };
    const session = holding(plan);
    session.quote(1012, 1013);
    session.quote(1013, 1014);
    expect(orders(session)).toMatchObject([{ lots: 49 }]);
    session.pass(1000);
    const next = limitedSession(
      {},
      { exits: { 'buy-and-hold': plan } },
      [INSTRUMENT],
      canonicalJson(session.kernel.state()),
    );
    next.pass(session.kernel.time);
    next.quote(1014, 1015);
    expect(orders(next)).toEqual([]);
    next.quote(1040, 1041);
    expect(orders(next).filter(({ role }) => role === 'exit')).toMatchObject([{ lots: 50 }]);
    next.pass(1000);
    expect(heldByRun(next)).toBe(0);
  });

  it('closes after the longest time', () => {
    const session = holding({ longestMs: 60 * MINUTE_MS });
    session.pass(59 * MINUTE_MS);
    session.quote(1000, 1001);
    expect(orders(session)).toEqual([]);
    session.pass(2 * MINUTE_MS);
    expect(orders(session)).toMatchObject([{ reason: expect.stringMatching(/^time/) }]);
  });

  it('closes a pulled-back price where its closes say so', () => {
    const session = limitedSession(
      {},
      { exits: { manual: { reversion: { window: 60, refit: 10, discount: 0.0001 } } } },
    );
    const swing = (minute: number) => 1000 + Math.round(20 * Math.sin(minute / 3));
    for (let minute = 0; minute < 70; minute += 1) {
      session.quote(swing(minute), swing(minute) + 1);
      print(session, swing(minute));
      session.pass(MINUTE_MS);
    }
    session.quote(1000, 1001);
    session.place('buy', 10);
    session.pass(1000);
    session.outcomes();
    session.quote(1001, 1002);
    expect(orders(session)).toEqual([]);
    session.quote(1100, 1101);
    expect(orders(session)).toMatchObject([{ reason: expect.stringMatching(/beyond its mean/) }]);
  });
});

let prints = 0;
/** A trade of others, so that the minute has a bar. */
function print(session: ToldSession, at: number): void {
  const { time } = session.kernel;
  prints += 1;
  const trade = { ticks: ticks(at), lots: 1 as never, aggressor: 'buy', tradeId: `p-${prints}` } as const;
  session.session.take({ kind: 'trade', instrument: INSTRUMENT.id, time, venueTime: time, ...trade });
}

describe('an entry that rests first', () => {
  const making = () => {
    const session = limitedSession({}, { maker: { 'buy-and-hold': CORRECTED_MAKER } });
    session.quote(1000, 1003);
    start(session);
    session.pass(1000);
    session.quote(1000, 1003);
    return session;
  };

  it('is placed post-only inside the touch, and taken at market for its rest after 30 s', () => {
    const session = making();
    expect(orders(session)).toMatchObject([
      { role: 'entry', kind: { type: 'limit', limit: 1001, postOnly: true }, lots: 99 },
    ]);
    session.pass(29_000);
    expect(session.openOf('entry')).toHaveLength(1);
    session.pass(2000);
    session.quote(1000, 1003);
    session.pass(1000);
    expect(orders(session).filter(({ role }) => role === 'entry')).toMatchObject([
      { kind: { type: 'market' } },
    ]);
    session.pass(1000);
    expect(heldByRun(session)).toBe(99);
    expect(session.kernel.risk.maker.record.figures()).toMatchObject([
      { strategyId: 'buy-and-hold', orders: 1, fillRatio: 0, fallbacks: 1 },
    ]);
  });

  it('measures what the market did after it filled', () => {
    const session = making();
    session.pass(1000);
    session.quote(998, 1000);
    session.pass(500);
    session.quote(990, 992);
    session.pass(40_000);
    session.quote(990, 992);
    expect(heldByRun(session)).toBe(99);
    const [figures] = session.kernel.risk.maker.record.figures();
    expect(figures).toMatchObject({ fillRatio: 1, fallbacks: 0, adverseCounts: [1, 1, 1] });
    expect(figures?.adverseBps[2]).toBeGreaterThan(0);
  });

  it('is let go of when its strategy stops', () => {
    const session = making();
    session.tell({ kind: 'stop-strategy', runId: 'run', openPosition: 'keep' });
    session.pass(60_000);
    session.quote(1000, 1003);
    expect(orders(session).filter(({ kind }) => kind.type === 'market')).toEqual([]);
  });
});

describe('sizing rules at work', () => {
  const sized = (sizing: Partial<SizingSettings>) => {
    const session = limitedSession({}, { sizing: { ...DEFAULT_RULES.sizing, ...sizing } });
    session.quote(1000, 1001);
    start(session);
    session.pass(1000);
    session.quote(1000, 1001);
    return { session, order: orders(session)[0] };
  };

  it('size a strategy without a record at nothing when Kelly is corrected', () => {
    const { order, session } = sized({ kelly: 'corrected' });
    expect(order).toBeUndefined();
    expect(told(session, 'intent-refused')).toEqual([]);
    expect(session.kernel.rooms.runners.get('run')?.blocked.tallies()).toMatchObject([
      { gate: 'size-is-zero' },
    ]);
  });

  it('size by the budget where the rules have nothing to say yet', () => {
    const rules = { kelly: 'as-described', volatilityTarget: 'corrected', cvar: 'corrected' } as const;
    expect(sized({ ...rules, regime: 'corrected', drawdownGovernor: 'corrected' }).order?.lots).toBe(99);
  });
});

describe('positions that move together', () => {
  /** Two that have moved together for forty steps of four hours, with nothing held. */
  function movedTogether(): ToldSession {
    const correlation = { preset: 'corrected', limit: 0.7 } as const;
    const session = limitedSession({}, { correlation }, [INSTRUMENT, other]);
    for (let step = 0; step < 40; step += 1) {
      const price = 1000 + 30 * Math.sin(step * step);
      session.quote(Math.round(price), Math.round(price) + 1);
      session.quote(Math.round(2 * price), Math.round(2 * price) + 2, other);
      session.pass(STEP_MS);
    }
    session.quote(1000, 1001);
    session.quote(2000, 2002, other);
    return session;
  }

  it('are refused corrected when they have moved together for thirty steps of four hours', () => {
    const session = movedTogether();
    session.place('buy', 1);
    session.pass(2000);
    session.outcomes();
    session.place('buy', 1, { instrument: other.id });
    expect(told(session, 'intent-refused').map(({ refusal }) => refusal)).toMatchObject([
      { code: 'correlated-position', measured: { correlation: expect.any(Number), limit: 0.7 } },
    ]);
    session.place('sell', 1, { instrument: other.id });
    expect(told(session, 'intent-refused')).toEqual([]);
  });

  it('are refused while the entry into one of them is still on its way', () => {
    const session = movedTogether();
    session.outcomes();
    const resting = { type: 'limit', limit: ticks(990), timeInForce: 'gtc', postOnly: false } as const;
    session.place('buy', 1, { kind: resting, protectiveStop: ticks(980) });
    session.place('buy', 1, { instrument: other.id });
    expect(told(session, 'intent-refused').map(({ refusal }) => refusal.code)).toEqual([
      'correlated-position',
    ]);
    session.place('sell', 1, { instrument: other.id });
    expect(told(session, 'intent-refused')).toEqual([]);
  });
});

describe('commands about risk', () => {
  it('change rules and packs in the open session, and are remembered', () => {
    const session = limitedSession();
    session.quote(100, 101);
    session.tell({ kind: 'set-risk-rules', rules: { ...DEFAULT_RULES, reversion: ['buy-and-hold'] } });
    const pack = {
      id: 'mine',
      title: 'Mine',
      zone: 'UTC',
      openPositions: 1,
      onDailyBreach: 'protect-only',
      onTotalBreach: 'freeze',
    } as const;
    session.tell({ kind: 'set-packs', packs: [pack] });
    expect(session.kernel.risk.limits.openPositions).toBe(1);
    session.tell({ kind: 'set-packs', packs: [] });
    // A pack that goes stays until the day is over.
    expect(session.kernel.risk.limits.openPositions).toBe(1);
    const next = limitedSession({}, {}, [INSTRUMENT], canonicalJson(session.kernel.state()));
    next.pass(session.kernel.time);
    expect(next.kernel.risk.rules.reversion).toEqual(['buy-and-hold']);
    expect(next.kernel.risk.limits.openPositions).toBe(1);
    next.pass(24 * 60 * MINUTE_MS);
    expect(next.kernel.risk.limits.openPositions).toBe(99);
  });

  it('tell when the disk is low or a venue has halted a symbol: entries wait, exits do not', () => {
    const session = limitedSession();
    session.quote(100, 101);
    session.place('buy', 5);
    session.pass(2000);
    session.outcomes();
    session.tell({ kind: 'note-conditions', conditions: { isDiskLow: true, halted: [] } });
    session.place('buy', 1);
    session.tell({ kind: 'note-conditions', conditions: { isDiskLow: false, halted: [INSTRUMENT.id] } });
    session.place('buy', 1);
    session.place('sell', 5, { reduceOnly: true });
    expect(told(session, 'intent-refused').map(({ refusal }) => refusal.code)).toEqual([
      'disk-low',
      'instrument-halted',
    ]);
    session.pass(1000);
    expect(session.held()).toBe(0);
  });

  it('take the same wish once, however often it arrives, across a restart too', () => {
    const session = limitedSession();
    session.quote(100, 101);
    session.place('buy', 1, { key: 'click' });
    session.pass(2000);
    session.outcomes();
    session.place('buy', 1, { key: 'click' });
    const next = limitedSession({}, {}, [INSTRUMENT], canonicalJson(session.kernel.state()));
    next.pass(session.kernel.time);
    next.quote(100, 101);
    next.place('buy', 1, { key: 'click' });
    for (const each of [session, next])
      expect(told(each, 'intent-refused').map(({ refusal }) => refusal.code)).toEqual(['duplicate-intent']);
  });
});
