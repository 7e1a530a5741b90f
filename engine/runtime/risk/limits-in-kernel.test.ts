import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RiskLimits } from '../../domain/risk/risk-limits.ts';
import { INSTRUMENT } from '../../execution/fixtures/scripted-market.ts';
import { canonicalJson } from '../../journal/canonical-json.ts';
import type { ToldSession } from '../kernel.fixture.ts';
import { hitsOf, limitedSession, told } from './risk.fixture.ts';
import { measured } from '../../test/reliability/measured.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** Long 1000 BTC from 101: every quote lower is 1000 USDT, 0.1 % of the account. Fees are 55.55 USDT a side. */
function longThousand(limits: Partial<RiskLimits>): ToldSession {
  const session = limitedSession(limits);
  session.quote(100, 101);
  session.place('buy', 1000);
  session.pass(1000);
  expect(session.held()).toBe(1000);
  session.outcomes();
  return session;
}

const refusalsOf = (session: ToldSession) =>
  told(session, 'intent-refused').map(({ refusal }) => refusal.code);

describe('the loss of a day', () => {
  it('R-LV-05: warns, then stops entries until 00:00 UTC, open positions counted', () => {
    const session = longThousand({ dailyLoss: 0.045, dailyLossWarning: 0.03 });
    session.quote(71, 72);
    // The mark is the mid, rounded down: 71. (101 - 71) x 1000 and 55.55 of fees are 3.0056 %.
    expect(hitsOf(session)).toMatchObject([{ code: 'daily-loss-warning', action: 'warn' }]);
    expect(session.kernel.tradingState).toBe('active');
    session.quote(56, 57);
    expect(hitsOf(session)).toMatchObject([
      {
        code: 'daily-loss',
        action: 'protect-only',
        measured: { lost: expect.closeTo(0.04505555, 8), limit: 0.045 },
        until: DAY_MS,
      },
    ]);
    expect(session.kernel.tradingState).toBe('reduce-only');
    session.place('buy', 1);
    expect(refusalsOf(session)).toEqual(['reduce-only-state']);
    session.place('sell', 1000, { reduceOnly: true });
    session.pass(1000);
    expect(session.held()).toBe(0);
  });

  it('R-LV-05: is nobody’s to end before the day is over, and ends with it to the millisecond', () => {
    const session = longThousand({ dailyLoss: 0.045 });
    session.quote(50, 51);
    session.place('sell', 1000, { reduceOnly: true });
    session.pass(1000);
    session.tell({ kind: 'set-trading-state', state: 'active', because: 'a test' });
    session.tell({ kind: 'end-pause', of: { kind: 'account' }, because: 'a test' });
    expect(session.kernel.tradingState).toBe('reduce-only');
    const now = session.kernel.time;
    session.pass(DAY_MS - now - 1);
    expect(session.kernel.tradingState).toBe('reduce-only');
    session.pass(1);
    expect(session.kernel.tradingState).toBe('active');
  });

  it('counts from equity at 00:00 UTC: what was lost yesterday is not lost today', () => {
    const session = longThousand({ dailyLoss: 0.045 });
    session.quote(71, 72);
    session.pass(DAY_MS);
    session.quote(46, 47);
    // (71 - 46) x 1000 of 969,944.45.
    expect(hitsOf(session)).toEqual([]);
    session.quote(27, 28);
    expect(hitsOf(session)).toMatchObject([{ code: 'daily-loss', until: 2 * DAY_MS }]);
  });

  it('R-LV-05: lowering the limit stops entries at once; raising it does not let them go on that day', () => {
    const session = longThousand({ dailyLoss: 0.045 });
    session.quote(71, 72);
    session.tell({ kind: 'set-limit', limit: 'dailyLoss', value: 0.02 });
    session.quote(71, 72);
    expect(session.kernel.tradingState).toBe('reduce-only');
    session.tell({ kind: 'set-limit', limit: 'dailyLoss', value: 0.2 });
    session.pass(2 * HOUR_MS);
    expect(session.kernel.risk.limitBook.limits.dailyLoss).toBe(0.02);
    session.pass(DAY_MS - session.kernel.time);
    expect(session.kernel.risk.limitBook.limits.dailyLoss).toBe(0.2);
    expect(session.kernel.tradingState).toBe('active');
  });

  it('R-LV-05: no entry leaves after the limit is reached, whatever is tried, until the day is over', () => {
    const act = fc.oneof(
      fc.record({ kind: fc.constant('pass' as const), ms: fc.integer({ min: 1, max: 3 * HOUR_MS }) }),
      fc.record({
        kind: fc.constant('raise' as const),
        value: fc.double({ min: 0.05, max: 0.2, noNaN: true }),
      }),
      fc.record({ kind: fc.constantFrom('release', 'end', 'enter', 'restart') }),
    );
    fc.assert(
      fc.property(fc.array(act, { maxLength: 20 }), (acts) => {
        let session = longThousand({ dailyLoss: 0.045 });
        session.quote(50, 51);
        session.outcomes();
        for (const each of acts) {
          if (session.kernel.time >= DAY_MS - 4 * HOUR_MS) break;
          if (each.kind === 'pass' && 'ms' in each) session.pass(each.ms);
          if (each.kind === 'raise' && 'value' in each)
            session.tell({ kind: 'set-limit', limit: 'dailyLoss', value: each.value });
          if (each.kind === 'release')
            session.tell({ kind: 'set-trading-state', state: 'active', because: 'a test' });
          if (each.kind === 'end')
            session.tell({ kind: 'end-pause', of: { kind: 'account' }, because: 'a test' });
          if (each.kind === 'restart') session = restarted(session);
          session.quote(50, 51);
          session.place('buy', 1);
          const entries = told(session, 'order-submitted').filter(({ order }) => order.role === 'entry');
          expect(entries).toEqual([]);
        }
      }),
      { numRuns: 100 },
    );
  });
});

/** Killed and begun again from its last checkpoint. */
function restarted(session: ToldSession): ToldSession {
  const next = limitedSession({ dailyLoss: 0.045 }, {}, [INSTRUMENT], canonicalJson(session.kernel.state()));
  next.pass(session.kernel.time);
  return next;
}

describe('the drawdown', () => {
  it('freezes, and is counted anew from where a person lets trading go on', () => {
    const session = longThousand({ drawdown: 0.09 });
    session.quote(201, 202);
    session.quote(101, 102);
    // The peak was 1,099,944.45; 100,000 less are 9.09 %.
    expect(hitsOf(session)).toMatchObject([{ code: 'drawdown', action: 'freeze' }]);
    expect(session.kernel.tradingState).toBe('halted');
    expect(session.held()).toBe(1000);
    expect(session.openOf('stop')).toHaveLength(1);
    session.pass(3 * DAY_MS);
    expect(session.kernel.tradingState).toBe('halted');
    session.tell({ kind: 'set-trading-state', state: 'active', because: 'a test' });
    session.quote(101, 102);
    expect(session.kernel.tradingState).toBe('active');
    expect(hitsOf(session)).toEqual([]);
  });
});

describe('R-OR-14: the fee guard', () => {
  it('pauses entries when fees of the day pass their share of equity, until the next day', () => {
    // 1000 BTC cost 55.55 to buy at 101 and 55 to sell at 100, and 1000 for the spread: nine times both are
    // 994.95 of fees, and 0.1 % of the 990,005.05 that are left is less.
    const session = limitedSession({ dayFees: 0.001 });
    session.quote(100, 100);
    let orders = 0;
    for (; session.kernel.tradingState === 'active' && orders < 50; orders += 1) {
      session.quote(100, 101);
      if (orders % 2 === 0) session.place('buy', 1000);
      else session.place('sell', 1000, { reduceOnly: true });
      session.pass(2000);
    }
    measured('R-OR-14', `entries paused after ${orders} orders whose fees passed their share`);
    expect(orders).toBe(18);
    expect(hitsOf(session)).toMatchObject([
      {
        code: 'day-fees',
        action: 'protect-only',
        until: DAY_MS,
        measured: { feesQuote: expect.any(Number) },
      },
    ]);
    session.pass(DAY_MS);
    expect(session.kernel.tradingState).toBe('active');
  });

  it('pauses entries when fees of fifty trades are more than half of what they gained', () => {
    const session = limitedSession({ feesOfGains: 0.5 });
    for (let trade = 0; trade < 50; trade += 1) {
      expect(session.kernel.tradingState).toBe('active');
      // Ten lots gain 1 each and cost 10 x (100 + 101) x 0.00055 = 1.1055.
      session.quote(99, 100);
      session.place('buy', 10);
      session.pass(1000);
      session.quote(101, 102);
      session.place('sell', 10, { reduceOnly: true });
      session.pass(1000);
    }
    const [hit] = hitsOf(session);
    expect(session.kernel.tradingState).toBe('active');
    expect(hit).toBeUndefined();
    // The same gains at ten times the price cost more than half of themselves.
    for (let trade = 0; trade < 50 && session.kernel.tradingState === 'active'; trade += 1) {
      session.quote(1999, 2000);
      session.place('buy', 10);
      session.pass(1000);
      session.quote(2001, 2002);
      session.place('sell', 10, { reduceOnly: true });
      session.pass(1000);
    }
    expect(hitsOf(session)).toMatchObject([{ code: 'fees-of-gains', action: 'protect-only' }]);
    session.tell({ kind: 'end-pause', of: { kind: 'account' }, because: 'a test' });
    expect(session.kernel.tradingState).toBe('active');
  });
});
