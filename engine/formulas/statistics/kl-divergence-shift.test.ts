import { describe, expect, it } from 'vitest';
import { QuantileBins } from '../../numerics/quantile-bins.ts';
import { barsOfReturns } from '../contract-tests/bars-of-returns.ts';
import { normals, walkBars } from '../contract-tests/catalogue-fixtures.ts';
import { describeFormulaContract } from '../contract-tests/describe-formula-contract.ts';
import { BinnedSamples } from './binned-samples.ts';
import { klDivergenceShift, smoothedDivergence } from './kl-divergence-shift.ts';

const { defaults } = klDivergenceShift;

describe('the shift of the law of returns', () => {
  it('gives the number of the catalogue check', () => {
    expect(smoothedDivergence([5, 5], [9, 1], 0)).toBeCloseTo(0.510825623766, 11);
  });

  it('is seldom striking for more of the same', () => {
    const gates = Array.from({ length: 20 }, (_, seed) => {
      const run = klDivergenceShift.start(defaults);
      barsOfReturns(normals(100 + seed, 500).map((z) => 0.001 * z)).forEach(run);
      return run.readings?.['gate']?.() ?? NaN;
    });
    expect(gates.filter((gate) => gate < 1).length).toBeLessThanOrEqual(3);
  });

  it('closes the gate to a fifth where returns have become three times as large', () => {
    const run = klDivergenceShift.start(defaults);
    barsOfReturns(normals(15, 520).map((z, i) => (i < 420 ? 0.001 : 0.003) * z)).forEach(run);
    expect(run.readings?.['pValue']?.()).toBeLessThan(1e-6);
    expect(run.readings?.['gate']?.()).toBe(0.2);
  });

  it('counts bar by bar what a fresh count in the same bins gives', () => {
    const values = normals(16, 90);
    const samples = new BinnedSamples(10, 30, 5);
    values.slice(0, 59).forEach((value) => samples.push(value));
    // The bins were looked up with the 40th value, of the first 30, and hold for 20 values.
    const bins = new QuantileBins(5);
    bins.divide(values.slice(0, 30).toSorted((a, b) => a - b));
    const counted = (sample: readonly number[]) =>
      [0, 1, 2, 3, 4].map((bin) => sample.filter((value) => bins.of(value) === bin).length);
    expect([...samples.newCounts]).toEqual(counted(values.slice(49, 59)));
    expect([...samples.oldCounts]).toEqual(counted(values.slice(19, 49)));
    samples.push(values[59] as number);
    samples.push(values[60] as number);
    // With the 60th they were looked up again: equal shares, of which one value has moved on since.
    expect([...samples.oldCounts].map((count) => Math.abs(count - 6) <= 1)).toEqual([
      true,
      true,
      true,
      true,
      true,
    ]);
  });
});

describeFormulaContract(klDivergenceShift, { ...defaults, recent: 8, ref: 20, bins: 4 }, walkBars(14, 60));
