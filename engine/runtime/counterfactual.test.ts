import { describe, expect, it } from 'vitest';
import { COUNTERFACTUAL_HORIZON_MS, CounterfactualLedger } from './counterfactual.ts';

const blocked = (over = {}) => ({ side: 'buy' as const, mid: 100, costBps: 13, time: 0, ...over });

describe('counterfactual ledger', () => {
  it('says what a blocked buy would have made after a minute: +1 % minus 13 bps', () => {
    const ledger = new CounterfactualLedger();
    ledger.note('ev-red', blocked());
    ledger.observe(COUNTERFACTUAL_HORIZON_MS - 1, 90);
    expect(ledger.tallies()).toEqual([{ gate: 'ev-red', count: 1, followed: 0, sumBps: 0 }]);
    ledger.observe(COUNTERFACTUAL_HORIZON_MS, 101);
    expect(ledger.tallies()).toEqual([
      { gate: 'ev-red', count: 1, followed: 1, sumBps: expect.closeTo(87, 9) },
    ]);
  });

  it('turns the move around for a blocked sale', () => {
    const ledger = new CounterfactualLedger();
    ledger.note('ev-red', blocked({ side: 'sell' }));
    ledger.observe(COUNTERFACTUAL_HORIZON_MS, 101);
    expect(ledger.tallies()[0]?.sumBps).toBeCloseTo(-113, 9);
  });

  it('counts every block but follows one at a time, so that followed ones do not overlap', () => {
    const ledger = new CounterfactualLedger();
    for (let time = 0; time < 50_000; time += 1000) ledger.note('ev-red', blocked({ time }));
    ledger.observe(COUNTERFACTUAL_HORIZON_MS, 100);
    expect(ledger.tallies()).toMatchObject([{ count: 50, followed: 1 }]);
  });

  it('goes on counting after a restart', () => {
    const before = new CounterfactualLedger();
    before.note('ev-red', blocked());
    before.observe(COUNTERFACTUAL_HORIZON_MS, 101);
    const after = new CounterfactualLedger(before.tallies());
    after.note('ev-red', blocked());
    expect(after.tallies()).toMatchObject([{ count: 2, followed: 1 }]);
  });
});
