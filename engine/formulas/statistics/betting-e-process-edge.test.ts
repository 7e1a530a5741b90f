import { describe, expect, it } from 'vitest';
import { closedTrades, wanderingJournal } from '../contract-tests/closed-trades.ts';
import { describeFormulaContract } from '../contract-tests/describe-formula-contract.ts';
import { bettingEProcessEdge } from './betting-e-process-edge.ts';

const { defaults } = bettingEProcessEdge;

describe('the proof of an edge by betting', () => {
  it('gives the number of the catalogue check: a gain, a loss and a gain at the ends', () => {
    const values = closedTrades([0.02, -0.02, 0.02]).map(bettingEProcessEdge.start(defaults));
    expect(values.at(-1)).toBeCloseTo(-0.69314718056, 10);
  });

  it('stakes nothing on the first trade', () => {
    expect(closedTrades([0.02]).map(bettingEProcessEdge.start(defaults))).toEqual([0]);
  });

  it('does not count gains beyond the cap', () => {
    const [capped, huge] = [0.02, 5].map((gain) =>
      closedTrades([gain, 0.01, 0.01]).map(bettingEProcessEdge.start(defaults)).at(-1),
    );
    expect(huge).toBe(capped);
  });

  it('opens the gate as the proof gathers, from 0.4 where nothing is known', () => {
    const run = bettingEProcessEdge.start(defaults);
    closedTrades([0.01]).forEach(run);
    expect(run.readings?.['gate']?.()).toBe(0.4);
    const last = closedTrades(Array.from({ length: 30 }, () => 0.01))
      .map(run)
      .at(-1);
    expect(last).toBeGreaterThan(Math.log(1 / defaults.alpha));
    expect(run.readings?.['gate']?.()).toBe(1);
  });

  it('never closes the gate altogether', () => {
    const run = bettingEProcessEdge.start(defaults);
    closedTrades(Array.from({ length: 40 }, (_, i) => (i % 2 === 0 ? 0.02 : -0.02))).forEach(run);
    expect(run.readings?.['gate']?.()).toBeGreaterThanOrEqual(0.2);
    expect(run.readings?.['gate']?.()).toBeLessThan(0.4);
  });
});

describeFormulaContract(bettingEProcessEdge, defaults, wanderingJournal(6, 30));
