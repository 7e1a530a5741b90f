import { describe, expect, it } from 'vitest';
import { barsOfReturns } from '../../contract-tests/bars-of-returns.ts';
import { normals, walkBars } from '../../contract-tests/catalogue-fixtures.ts';
import { describeFormulaContract } from '../../contract-tests/describe-formula-contract.ts';
import {
  carriedThreshold,
  meanAbsoluteMove,
  moveExponent,
  volatilityScalingLaw,
} from './volatility-scaling-law.ts';

const straight = Array.from({ length: 9 }, (_, i) => i);

describe('the scaling law of mean absolute moves', () => {
  it('is 1 on the straight line of the catalogue check', () => {
    const means = [1, 2, 4].map((lag) => meanAbsoluteMove(straight, lag));
    expect(means).toEqual([1, 2, 4]);
    expect(moveExponent(means, [0, Math.log(2), Math.log(4)])).toBeCloseTo(1, 12);
  });

  it('carries a threshold to another horizon', () => {
    expect(carriedThreshold(0.01, { exponent: 0.5, from: 4, to: 16 })).toBeCloseTo(0.02, 14);
  });

  it('is near 0.5 for a random walk', () => {
    const values = barsOfReturns(normals(3, 2999).map((z) => 0.001 * z)).map(
      volatilityScalingLaw.start({ window: 3000, refit: 60 }),
    );
    expect(values.at(-2)).toBeUndefined();
    expect(values.at(-1)).toBeGreaterThan(0.42);
    expect(values.at(-1)).toBeLessThan(0.58);
  });

  it('equals the means over the window, worked out at once', () => {
    const returns = normals(5, 130).map((z) => 0.001 * z);
    const bars = barsOfReturns(returns);
    const logs = bars.slice(-100).map(({ close }) => Math.log(close));
    const means = [1, 2, 4, 8, 16, 32, 64].map((lag) => meanAbsoluteMove(logs, lag));
    expect(bars.map(volatilityScalingLaw.start({ window: 100, refit: 1 })).at(-1)).toBeCloseTo(
      moveExponent(means),
      12,
    );
  });

  it('has no value where nothing moves', () => {
    const values = barsOfReturns(Array.from({ length: 80 }, () => 0)).map(
      volatilityScalingLaw.start({ window: 70, refit: 1 }),
    );
    expect(values.at(-1)).toBeUndefined();
  });
});

describeFormulaContract(volatilityScalingLaw, { window: 70, refit: 5 }, walkBars(4, 120));
