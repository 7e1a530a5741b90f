import { describe, expect, it } from 'vitest';
import { sampleShape } from '../../numerics/sample-shape.ts';
import { barsOfReturns } from '../contract-tests/bars-of-returns.ts';
import { walkBars } from '../contract-tests/catalogue-fixtures.ts';
import { describeFormulaContract } from '../contract-tests/describe-formula-contract.ts';
import { jarqueBera, jarqueBeraNormality } from './jarque-bera-normality.ts';

describe('the statistic of Jarque and Bera', () => {
  it('gives the number of the catalogue check', () => {
    expect(jarqueBera(sampleShape([1, 2, 3, 4, 10]))).toBeCloseTo(1.08936333333, 10);
  });

  it('is the same for the returns of bars', () => {
    const returns = [1, 2, 3, 4, 10].map((each) => each / 1000);
    const run = jarqueBeraNormality.start({ n: 5 });
    expect(barsOfReturns(returns).map(run).at(-1)).toBeCloseTo(1.08936333333, 8);
    expect(run.readings?.['pValue']?.()).toBeCloseTo(Math.exp(-1.08936333333 / 2), 9);
    expect(run.readings?.['scale']?.()).toBeCloseTo(1 / (1 + Math.log(1 + 1.08936333333 / 6) / 4), 9);
  });

  it('shrinks sizes where one return dwarfs the others, to two fifths at the least', () => {
    const run = jarqueBeraNormality.start({ n: 100 });
    const calm = Array.from({ length: 99 }, (_, i) => (i % 2 === 0 ? 0.001 : -0.001));
    barsOfReturns([...calm, 0.2]).forEach(run);
    expect(run.readings?.['scale']?.()).toBe(0.4);
  });

  it('is 0 where nothing moves', () => {
    const run = jarqueBeraNormality.start({ n: 5 });
    expect(barsOfReturns([0, 0, 0, 0, 0]).map(run).at(-1)).toBe(0);
    expect(run.readings?.['scale']?.()).toBe(1);
  });
});

describeFormulaContract(jarqueBeraNormality, { n: 20 }, walkBars(19, 40));
