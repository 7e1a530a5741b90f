import { describe, expect, it } from 'vitest';
import { barsOfReturns } from '../contract-tests/bars-of-returns.ts';
import { normals, walkBars } from '../contract-tests/catalogue-fixtures.ts';
import { describeFormulaContract } from '../contract-tests/describe-formula-contract.ts';
import { readingOf } from '../contract-tests/reading-of.ts';
import { monteCarloBarrierProbability } from './monte-carlo-barrier-probability.ts';

const { defaults } = monteCarloBarrierProbability;
const params = { ...defaults, paths: 200 };
const drifting = (drift: number) => barsOfReturns(normals(28, 120).map((z) => drift + 0.001 * z));
const after = (drift: number, change: Partial<typeof defaults> = {}) => {
  const run = monteCarloBarrierProbability.start({ ...params, ...change });
  const value = drifting(drift).map(run).at(-1) ?? NaN;
  const read = (name: string) => readingOf(run, name);
  return { value, read };
};

describe('the target before the stop', () => {
  it('costs what it costs where neither is reached and nothing drifts', () => {
    const { read, value } = after(0, { tp: 0.2, sl: 0.2, T: 5 });
    expect([read('targetProbability'), read('stopProbability')]).toEqual([0, 0]);
    // The drift is that of the sample: at most a tenth of the volatility a bar.
    expect(Math.abs(value + defaults.cost)).toBeLessThan(0.0005);
  });

  it('lets longs through in a rise and shorts in a fall, and opens the gate for either', () => {
    const entry = { tp: 0.01, sl: 0.01, cost: 0.0005, T: 100 };
    const rising = after(0.001, entry);
    expect(rising.value).toBeGreaterThan(0);
    expect(['gate', 'longGate', 'shortGate'].map(rising.read)).toEqual([1, 1, 0]);
    const falling = after(-0.001, entry);
    expect(falling.value).toBeLessThan(0);
    expect(falling.read('shortValue')).toBeGreaterThan(0);
    expect(['gate', 'longGate', 'shortGate'].map(falling.read)).toEqual([1, 0, 1]);
  });

  it('closes the gate by as much of the costs as is not earned', () => {
    const { read, value } = after(0);
    expect(value).toBeLessThan(0);
    expect(read('longGate')).toBeCloseTo(Math.max(0, 1 + value / defaults.cost), 12);
    const free = after(0, { cost: 0, tp: 0.0001, sl: 0.2 });
    expect(['longGate', 'shortGate'].map(free.read)).toEqual(
      [free.value, free.read('shortValue')].map((each) => (each > 0 ? 1 : 0)),
    );
  });

  it('is computed every k bars', () => {
    // Levels that no path reaches: the value moves with every drift.
    const run = monteCarloBarrierProbability.start({ ...params, tp: 0.5, sl: 0.5 });
    const values = walkBars(28, 132).map(run).slice(120);
    // Its second turn comes with the third value.
    expect(new Set(values.slice(0, 2)).size).toBe(1);
    expect(values[2]).not.toBe(values[1]);
    expect(new Set(values.slice(2, 7)).size).toBe(1);
    expect(values[7]).not.toBe(values[6]);
  });
});

describeFormulaContract(monteCarloBarrierProbability, { ...defaults, paths: 20, T: 5 }, walkBars(28, 130));
