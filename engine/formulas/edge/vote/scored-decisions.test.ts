import { describe, expect, it } from 'vitest';
import { ScoredDecisions } from './scored-decisions.ts';

const MINUTE = 60_000;
const quote = { bid: 99.99, ask: 100.01 };
const spread = Math.log(100.01 / 99.99);

describe('the decisions of a vote', () => {
  it('are scored at their horizon, one at a time', () => {
    const scored = new ScoredDecisions(MINUTE);
    scored.open(0, { winner: 1, probabilityUp: 0.56 }, quote);
    scored.open(1000, { winner: -1, probabilityUp: 0.4 }, quote);
    expect(scored.isDue(MINUTE - 1)).toBe(false);
    expect(scored.isDue(MINUTE)).toBe(true);
    scored.settle(MINUTE, 101);
    const move = Math.log(1.01);
    expect(scored.record).toMatchObject({ forecasts: 1, rises: 1, decided: 1, hits: 1 });
    expect(scored.record.returns).toBeCloseTo(move, 12);
    expect(scored.record.squaredReturns).toBeCloseTo(move * move, 12);
    expect(scored.record.spreads).toBeCloseTo(spread, 12);
    expect(scored.record.squaredErrors).toBeCloseTo(0.44 ** 2, 12);
    // 0.55 to 0.60 is the twelfth of twenty bins.
    expect(scored.record.binned[11]).toBe(1);
    expect(scored.record.binnedRises[11]).toBe(1);
  });

  it('count against a side the market went against, and against none where the vote was flat', () => {
    const scored = new ScoredDecisions(MINUTE);
    scored.open(0, { winner: -1, probabilityUp: 0.45 }, quote);
    scored.settle(MINUTE, 101);
    scored.open(MINUTE, { winner: 0, probabilityUp: 0.5 }, quote);
    scored.settle(2 * MINUTE, 99);
    expect(scored.record).toMatchObject({ forecasts: 2, rises: 1, decided: 1, hits: 0 });
    expect(scored.record.returns).toBeCloseTo(-Math.log(1.01), 12);
  });

  it('have no outcome where the price stands still, comes late or was not seen', () => {
    const scored = new ScoredDecisions(MINUTE);
    scored.open(0, { winner: 1, probabilityUp: 0.6 }, quote);
    scored.settle(MINUTE, 100);
    scored.open(MINUTE, { winner: 1, probabilityUp: 0.6 }, quote);
    scored.settle(2 * MINUTE + 15_001, 101);
    scored.open(3 * MINUTE, { winner: 1, probabilityUp: 0.6 }, quote);
    scored.voidOpen();
    expect(scored.isDue(9 * MINUTE)).toBe(false);
    expect(scored.record.forecasts).toBe(0);
  });
});
