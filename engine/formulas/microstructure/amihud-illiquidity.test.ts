import { describe, expect, it } from 'vitest';
import { describeFormulaContract } from '../contract-tests/describe-formula-contract.ts';
import { bars, wanderingBars } from '../contract-tests/sample-inputs.ts';
import { amihudIlliquidity } from './amihud-illiquidity.ts';

/** Bars that trade at one price: close and quote volume in millions. */
const closes = (...rows: [close: number, millions: number][]) =>
  bars(...rows.map(([p, m]): [number, number, number, number] => [p, p, p, (m * 1e6) / p]));

describe('Amihud illiquidity', () => {
  it('gives the number of the catalogue check: +1 % on 2 million and -2 % on 1 million are 0.0125', () => {
    const run = amihudIlliquidity.start({ n: 2, N: 2000 });
    expect(closes([100, 5], [101, 2], [101 * 0.98, 1]).map(run)).toEqual([
      undefined,
      expect.closeTo(0.005, 12),
      expect.closeTo(0.0125, 12),
    ]);
  });

  it('skips bars in which nothing traded, and forgets what is older than its window', () => {
    const run = amihudIlliquidity.start({ n: 1, N: 2000 });
    const values = closes([100, 1], [101, 1], [101, 0], [101 * 1.02, 4]).map(run);
    expect(values[2]).toBe(values[1]);
    expect(values[3]).toBeCloseTo(0.02 / 4, 12);
  });
});

describeFormulaContract(amihudIlliquidity, { n: 20, N: 30 }, wanderingBars(60));
