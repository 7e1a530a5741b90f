import { describe, expect, it } from 'vitest';
import { barsOfReturns } from '../contract-tests/bars-of-returns.ts';
import { walkBars } from '../contract-tests/catalogue-fixtures.ts';
import { describeFormulaContract } from '../contract-tests/describe-formula-contract.ts';
import { filteredMotion, kalmanConstantAcceleration } from './kalman-constant-acceleration.ts';

const { defaults } = kalmanConstantAcceleration;

describe('the filter of constant acceleration', () => {
  it('gives the step of the catalogue check', () => {
    const before = { x: [1, 0.1, 0.02], P: [0.5, 0.1, 0, 0.3, 0.05, 0.2] } as const;
    const { P, x } = filteredMotion(before, 1.5, 0.01, 0.4);
    const expected = [1.39603465511, 0.269775074975, 0.0594201932689];
    expected.forEach((each, i) => expect(x[i]).toBeCloseTo(each, 10));
    expect(P[0]).toBeCloseTo(0.293368877041, 10);
    expect(P[3]).toBeCloseTo(0.382031059091, 10);
    expect(P[5]).toBeCloseTo(0.19466992484, 10);
  });

  it('finds the speed of a steady rise, and the price on it', () => {
    const run = kalmanConstantAcceleration.start(defaults);
    const value = barsOfReturns(Array.from({ length: 300 }, () => 0.002))
      .map(run)
      .at(-1);
    expect(value).toBeCloseTo(0.002, 5);
    expect(run.readings?.['price']?.()).toBeCloseTo(100 * Math.exp(0.6), 1);
    expect(run.readings?.['signal']?.()).toBeGreaterThan(0.9);
  });
});

describeFormulaContract(kalmanConstantAcceleration, defaults, walkBars(71, 90));
