import { describe, expect, it } from 'vitest';
import { normals } from '../contract-tests/catalogue-fixtures.ts';
import { describeFormulaContract } from '../contract-tests/describe-formula-contract.ts';
import { readingOf } from '../contract-tests/reading-of.ts';
import { tradeStep } from '../contract-tests/sample-inputs.ts';
import type { TapeStep } from '../formula.ts';
import { hasbrouckVarPermanentImpact, responseOf } from './hasbrouck-var-permanent-impact.ts';

/** Orders that remember the one before with `memory` and each move the mid by `impact` bps, with noise. */
const tapeOf = (count: number, { impact, memory }: { impact: number; memory: number }): TapeStep[] => {
  const draws = normals(41, count);
  const noise = normals(42, count);
  let mid = 1000;
  let sign = 1;
  return draws.map((z, i) => {
    sign = z > -memory * sign ? 1 : -1;
    const step = tradeStep(i, sign > 0 ? 'buy' : 'sell', mid, 1, mid, 0.05);
    mid *= 1 + (impact * sign + 0.1 * (noise[i] ?? 0)) / 10_000;
    return step;
  });
};

describe('the permanent impact of Hasbrouck', () => {
  it('gives the number of the catalogue check', () => {
    const { flow, price } = responseOf({ a: [0.1], b: [0.5, 0.2], c: [0], d: [0.3] }, 200);
    expect(price).toBeCloseTo(1.11111111111, 10);
    expect(flow).toBeCloseTo(1 / 0.7, 10);
  });

  it('lets a model in which nothing follows end with the first move', () => {
    expect(responseOf({ a: [0, 0], b: [2, 0, 0], c: [0, 0], d: [0, 0] }, 10)).toEqual({ price: 2, flow: 1 });
  });

  it('adds what an order makes others do to what it moves itself', () => {
    const valueOf = (memory: number) => {
      const run = hasbrouckVarPermanentImpact.start({ p: 2, n: 2000, k: 1000, h: 50 });
      const value = tapeOf(2000, { impact: 0.5, memory }).map(run).at(-1) ?? NaN;
      return { value, flow: readingOf(run, 'flowMemory'), cost: readingOf(run, 'cost') };
    };
    const [alone, crowd] = [valueOf(0), valueOf(0.5)];
    expect(alone.value).toBeGreaterThan(0.45);
    expect(alone.value).toBeLessThan(0.55);
    expect(crowd.value).toBeCloseTo(0.5 * crowd.flow, 1);
    expect(crowd.flow).toBeGreaterThan(1.4);
    expect(crowd.cost).toBe(crowd.value);
  });
});

describeFormulaContract(
  hasbrouckVarPermanentImpact,
  { p: 2, n: 60, k: 7, h: 10 },
  tapeOf(120, { impact: 0.5, memory: 0.3 }),
);
