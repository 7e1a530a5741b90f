import { describe, expect, it } from 'vitest';
import { describeFormulaContract } from '../contract-tests/describe-formula-contract.ts';
import { bars, wanderingBars } from '../contract-tests/sample-inputs.ts';
import { chaikinMoneyFlow } from './chaikin-money-flow.ts';

describe('Chaikin money flow', () => {
  it('gives the number of the catalogue check: (50 - 150) / 400', () => {
    const rows = bars([10, 8, 9.5, 100], [11, 9, 9.5, 300]);
    expect(rows.map(chaikinMoneyFlow.start({ n: 2 }))).toEqual([undefined, -0.25]);
  });

  it('is 0 where high and low are the same and where nothing trades', () => {
    const run = chaikinMoneyFlow.start({ n: 1 });
    expect(bars([10, 10, 10, 5], [11, 9, 10.5, 0]).map(run)).toEqual([0, 0]);
  });
});

describeFormulaContract(chaikinMoneyFlow, { n: 5 }, wanderingBars(30));
