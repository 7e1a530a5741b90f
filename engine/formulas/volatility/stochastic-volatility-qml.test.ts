import { describe, expect, it } from 'vitest';
import { barsOfReturns } from '../contract-tests/bars-of-returns.ts';
import { normals, walkBars } from '../contract-tests/catalogue-fixtures.ts';
import { describeFormulaContract } from '../contract-tests/describe-formula-contract.ts';
import { filtered, stochasticVolatilityQml } from './stochastic-volatility-qml.ts';

const { defaults } = stochasticVolatilityQml;

describe('stochastic volatility', () => {
  it('gives the filter step of the catalogue check', () => {
    const step = filtered({ mean: -9, variance: 0.5 }, -8, [0.98, 0.02], -9);
    expect(step.surprise).toBeCloseTo(2.27036284546, 10);
    expect(step.surpriseVariance).toBeCloseTo(5.43480220054, 10);
    expect(step.level).toBeCloseTo(-8.79112737118, 10);
    expect(step.state.mean).toBeCloseTo(-8.79530482376, 10);
    expect(step.state.variance).toBeCloseTo(0.456021759258, 10);
  });

  it('is near the deviation of returns whose volatility never changes', () => {
    const returns = normals(51, 600).map((z) => 0.01 * z);
    const value = barsOfReturns(returns).map(stochasticVolatilityQml.start(defaults)).at(-1) ?? 0;
    expect(value).toBeGreaterThan(0.007);
    expect(value).toBeLessThan(0.014);
  });

  it('finds again how a simulated series was made', () => {
    const shocks = normals(52, 6000);
    let log = 0;
    const returns = Float64Array.from({ length: 3000 }, (_, i) => {
      log = 0.95 * log + 0.3 * (shocks[2 * i] ?? 0);
      return 0.01 * Math.exp(log / 2) * (shocks[2 * i + 1] ?? 0);
    });
    const [phi = 0, q = 0] = stochasticVolatilityQml.fit?.({ params: defaults, data: { returns } }) ?? [];
    expect(phi).toBeGreaterThan(0.9);
    expect(phi).toBeLessThan(0.99);
    expect(Math.sqrt(q)).toBeGreaterThan(0.15);
    expect(Math.sqrt(q)).toBeLessThan(0.45);
  });

  it('has no model of prices that do not move', () => {
    expect(
      stochasticVolatilityQml.fit?.({ params: {}, data: { returns: new Float64Array(300) } }),
    ).toBeUndefined();
  });
});

describeFormulaContract(stochasticVolatilityQml, { ...defaults, n: 210, k: 50 }, walkBars(23, 280));
