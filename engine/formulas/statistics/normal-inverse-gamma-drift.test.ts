import { describe, expect, it } from 'vitest';
import { barsOfReturns } from '../contract-tests/bars-of-returns.ts';
import { walkBars } from '../contract-tests/catalogue-fixtures.ts';
import { describeFormulaContract } from '../contract-tests/describe-formula-contract.ts';
import { driftPosterior, normalInverseGammaDrift } from './normal-inverse-gamma-drift.ts';

const { defaults } = normalInverseGammaDrift;
const noisy = (drift: number) => Array.from({ length: 30 }, (_, i) => drift + (i % 2 === 0 ? 0.001 : -0.001));

describe('the Bayesian drift', () => {
  it('gives the numbers of the catalogue check', () => {
    const sample = { count: 4, mean: 0.0125, squares: 8.75e-4 };
    const { mean, probabilityUp, scale } = driftPosterior(sample, { k0: 1, a0: 1, b0: 0.0001 });
    expect(mean).toBeCloseTo(0.01, 14);
    expect(scale).toBeCloseTo(0.0006, 14);
    expect(probabilityUp).toBeCloseTo(0.917534834469, 10);
  });

  it('takes the scale of its prior from the first 20 returns', () => {
    const returns = noisy(0.0002);
    const params = { ...defaults, n: 20 };
    const value = barsOfReturns(returns.slice(0, 20)).map(normalInverseGammaDrift.start(params)).at(-1);
    const meanSquare = (10 * 0.0012 ** 2 + 10 * 0.0008 ** 2) / 20;
    const sample = { count: 20, mean: 0.0002, squares: 20 * 0.001 ** 2 };
    const { probabilityUp } = driftPosterior(sample, { k0: 20, a0: 2, b0: 2 * meanSquare });
    expect(value).toBeCloseTo(probabilityUp, 10);
  });

  it.each([
    ['up', 0.001, 1],
    ['down', -0.001, -1],
  ])('leans with a drift %s', (_way, drift, sign) => {
    const run = normalInverseGammaDrift.start({ ...defaults, n: 20 });
    barsOfReturns(noisy(drift)).forEach(run);
    expect(sign * (run.readings?.['signal']?.() ?? 0)).toBeGreaterThan(0.9);
    expect(run.readings?.['confidence']?.()).toBeGreaterThan(0.9);
    expect(sign * (run.readings?.['drift']?.() ?? 0)).toBeGreaterThan(0);
  });

  it('sees no drift where nothing moves', () => {
    const values = barsOfReturns(noisy(0).map(() => 0)).map(
      normalInverseGammaDrift.start({ ...defaults, n: 20 }),
    );
    expect(values.at(-1)).toBe(0.5);
  });
});

describeFormulaContract(normalInverseGammaDrift, { ...defaults, n: 10 }, walkBars(5, 40));
