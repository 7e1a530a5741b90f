import { describe, expect, it } from 'vitest';
import { normals, walkBars } from '../contract-tests/catalogue-fixtures.ts';
import { describeFormulaContract } from '../contract-tests/describe-formula-contract.ts';
import { barsOfReturns } from '../contract-tests/bars-of-returns.ts';
import { figarch, figarchWeights } from './figarch.ts';

const { defaults } = figarch;

describe('FIGARCH', () => {
  it('has the weights of the catalogue check', () => {
    const weights = [...figarchWeights([0.2, 0.4, 0.45], 5)];
    [0.15, 0.1075, 0.088375, 0.06856875, 0.0524879375].forEach((each, k) =>
      expect(weights[k]).toBeCloseTo(each, 12),
    );
  });

  it('is the volatility itself where it never changes', () => {
    const returns = Array.from({ length: 260 }, (_, i) => (i % 2 === 0 ? 0.01 : -0.01));
    expect(barsOfReturns(returns).map(figarch.start(defaults)).at(-1)).toBeCloseTo(0.01, 12);
  });

  it('takes the weight of the newest square from the first to the last', () => {
    const returns = Array.from({ length: 259 }, () => 0.01);
    const values = barsOfReturns([...returns, 0.03]).map(figarch.start({ ...defaults, K: 3 }));
    // The mean square of 260 returns stands for the constant and for all but the newest three.
    const mean = (259 * 1e-4 + 9e-4) / 260;
    const variance = 0.15 * 9e-4 + 0.1075 * 1e-4 + 0.088375 * 1e-4 + (1 - 0.345875) * mean;
    expect(values.at(-1)).toBeCloseTo(Math.sqrt(variance), 12);
  });

  it('fits its memory inside its bounds', () => {
    const squares = Float64Array.from(normals(41, 600).map((z) => (0.01 * z) ** 2));
    const [phi = -1, d = -1, beta = -1] =
      figarch.fit?.({ params: { ...defaults, K: 50 }, data: { squares } }) ?? [];
    expect(phi).toBeGreaterThanOrEqual(0);
    expect(phi).toBeLessThanOrEqual((1 - d) / 2);
    expect(d).toBeGreaterThan(0);
    expect(beta).toBeGreaterThanOrEqual(0);
    expect(beta).toBeLessThanOrEqual(phi + d);
    // Independent returns have no memory: next to nothing is left of the first weight.
    expect(Math.abs(figarchWeights([phi, d, beta], 1)[0] ?? 1)).toBeLessThan(0.1);
  });
});

describeFormulaContract(figarch, { ...defaults, K: 20, n: 260, k: 20 }, walkBars(15, 300));
