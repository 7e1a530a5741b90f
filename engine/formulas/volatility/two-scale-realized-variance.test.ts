import { describe, expect, it } from 'vitest';
import { normals } from '../contract-tests/catalogue-fixtures.ts';
import { describeFormulaContract } from '../contract-tests/describe-formula-contract.ts';
import { wanderingTrades } from '../contract-tests/sample-inputs.ts';
import { realizedKernel, realizedKernelParzen } from './realized-kernel-parzen.ts';
import { twoScaleRealizedVariance, twoScaleVariance } from './two-scale-realized-variance.ts';

/** One trade a second at the given log prices, and one more that makes the last of them known. */
const tradesOf = (logs: readonly number[]) =>
  [...logs, logs.at(-1) ?? 0].map((log, second) => ({
    time: second * 1000,
    price: 100 * Math.exp(log),
    sizeBase: 1,
    side: 'buy' as const,
  }));

describe('two-scale realized variance', () => {
  it('gives the number of the catalogue check before the floor', () => {
    expect(twoScaleVariance(4, 1, 5, 2)).toBeCloseTo(-1, 14);
  });

  it('is floored at 0, and says how much noise there is', () => {
    const run = twoScaleRealizedVariance.start({ W: 5, grid: 1, K: 2 });
    expect(
      tradesOf([0, 1, 0, 1, 1, 2].map((each) => each / 100))
        .map(run)
        .at(-1),
    ).toBe(0);
    expect(run.readings?.['noiseVariance']?.()).toBeCloseTo(4e-4 / 10, 14);
  });

  it('takes the mean over the sparse grids and the noise off it', () => {
    const logs = [0, 1, 3, 4, 6, 9].map((each) => each / 100);
    const fine = (1 + 4 + 1 + 4 + 9) / 1e4;
    const even = (9 + 9) / 1e4;
    const odd = (9 + 25) / 1e4;
    const value = tradesOf(logs)
      .map(twoScaleRealizedVariance.start({ W: 5, grid: 1, K: 2 }))
      .at(-1);
    expect(value).toBeCloseTo(((even + odd) / 2 - 0.4 * fine) / 0.6, 12);
  });
});

describe('the realized kernel', () => {
  it('gives the number of the catalogue check: 6 - 2 * 0.25 * 3', () => {
    expect(realizedKernel(Float64Array.of(1, -1, 2), 1)).toBeCloseTo(4.5, 14);
  });

  it('sees through bouncing between bid and ask', () => {
    const bounce = Array.from({ length: 1201 }, (_, i) => (i % 2) * 0.001);
    const plain = bounce.reduce((sum, each, i) => sum + (i > 0 ? (each - (bounce[i - 1] ?? 0)) ** 2 : 0), 0);
    const value = tradesOf(bounce)
      .map(realizedKernelParzen.start({ W: 1200, grid: 1, target: 0.4 }))
      .at(-1);
    expect(value).toBeLessThan(plain / 100);
  });

  it('is near the variance of a walk without noise, and scales by it', () => {
    let log = 0;
    const walk = normals(3, 1201).map((each) => (log += 1e-4 * each));
    const run = realizedKernelParzen.start({ W: 1200, grid: 1, target: 0.4 });
    const value = tradesOf(walk).map(run).at(-1) ?? 0;
    expect(value / (1200 * 1e-8)).toBeGreaterThan(0.7);
    expect(value / (1200 * 1e-8)).toBeLessThan(1.3);
    expect(run.readings?.['scale']?.()).toBeCloseTo(
      Math.min(1, 0.4 / Math.sqrt((value * 31_536_000) / 1200)),
      10,
    );
  });
});

describeFormulaContract(twoScaleRealizedVariance, { W: 20, grid: 1, K: 4 }, wanderingTrades(60, 1000));
describeFormulaContract(realizedKernelParzen, { W: 60, grid: 5, target: 0.4 }, wanderingTrades(120, 1000));
