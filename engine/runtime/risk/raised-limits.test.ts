import { describe, expect, it } from 'vitest';
import { LIMIT_NAMES } from '../../domain/risk/limit-rules.ts';
import type { LimitName } from '../../domain/risk/risk-limits.ts';
import { INSTRUMENT } from '../../execution/fixtures/scripted-market.ts';
import { objections, sessionWith } from './limit-acts.fixture.ts';
import { LIMIT_CASES } from './limit-cases.fixture.ts';

describe('R-OR-06: a limit that is loosened by hand', () => {
  it.each(LIMIT_CASES)('$limit no longer objects with $code once $to is in force', (each) => {
    const { act, beside, code, limit, to } = each;
    const before = sessionWith({}, beside);
    act(before);
    expect(objections(before)).toContain(code);
    const after = sessionWith({ [limit]: to }, beside);
    expect(after.kernel.risk.limits[limit]).toBe(to);
    act(after);
    expect(objections(after)).not.toContain(code);
  });

  it('is every limit there is', () => {
    // What an arming begins with objects to nothing: it makes real entries smaller.
    const beside: LimitName = 'warmUpEntries';
    expect(new Set([...LIMIT_CASES.map(({ limit }) => limit), beside])).toEqual(new Set(LIMIT_NAMES));
  });
});

describe('what a strategy enters with', () => {
  /** Lots of an entry whose stop is half its price away, so that the budget alone decides. */
  const sizeAt = (riskPerTrade: number) => {
    const session = sessionWith({ riskPerTrade });
    const params = { allocation: 0.9, stopBps: 5000 };
    const strategy = { runId: 'one', strategyId: 'buy-and-hold', instrument: INSTRUMENT.id, params };
    session.tell({ kind: 'start-strategy', ...strategy });
    session.pass(1000);
    session.quote(1000, 1001);
    session.pass(1000);
    return session.kernel.rooms.ledger.signedLots('one', INSTRUMENT.id);
  };

  it('follows the risk per trade in force: twice the budget, twice the size', () => {
    // A lot loses 501 at its stop and 0.83 of fees: 10,000 are enough for 19, 20,000 for 39.
    expect([sizeAt(0.01), sizeAt(0.02)]).toEqual([19, 39]);
  });
});
