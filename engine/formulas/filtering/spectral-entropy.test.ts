import { describe, expect, it } from 'vitest';
import { FourierPower } from '../../numerics/fourier-power.ts';
import { barsOfReturns } from '../contract-tests/bars-of-returns.ts';
import { normals, walkBars } from '../contract-tests/catalogue-fixtures.ts';
import { describeFormulaContract } from '../contract-tests/describe-formula-contract.ts';
import { entropyOf, fading, spectralEntropy, tapered } from './spectral-entropy.ts';

describe('spectral entropy', () => {
  it('gives the number of the catalogue check', () => {
    const values = tapered(Float64Array.from(normals(19, 64)), fading(64));
    expect(entropyOf(new FourierPower(64).of(values))).toBeCloseTo(0.910522163352, 10);
  });

  it('is low where one cycle holds everything, and opens the gate of cycles', () => {
    const run = spectralEntropy.start({ n: 64, k: 4, N: 20 });
    const noise = normals(82, 120).map((z) => 0.01 * z);
    const wave = Array.from({ length: 64 }, (_, i) => 0.01 * Math.sin((2 * Math.PI * i) / 8));
    const values = barsOfReturns([...noise, ...wave]).map(run);
    expect(values[120]).toBeGreaterThan(0.7);
    expect(values.at(-1)).toBeLessThan(0.4);
    expect(run.readings?.['cycleGate']?.()).toBe(1);
  });

  it('does not exist where nothing moves', () => {
    const run = spectralEntropy.start({ n: 16, k: 1, N: 20 });
    expect(
      barsOfReturns(Array.from({ length: 20 }, () => 0))
        .map(run)
        .at(-1),
    ).toBeUndefined();
    expect(run.readings?.['cycleGate']?.()).toBe(1);
  });
});

describeFormulaContract(spectralEntropy, { n: 16, k: 2, N: 10 }, walkBars(83, 60));
