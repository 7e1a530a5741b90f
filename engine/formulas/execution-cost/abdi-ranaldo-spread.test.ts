import { describe, expect, it } from 'vitest';
import { walkBars } from '../contract-tests/catalogue-fixtures.ts';
import { describeFormulaContract } from '../contract-tests/describe-formula-contract.ts';
import { describeSignal } from '../contract-tests/describe-signal.ts';
import { bars, wanderingBars } from '../contract-tests/sample-inputs.ts';
import { abdiRanaldoSpread } from './abdi-ranaldo-spread.ts';

const rows = bars([102, 100, 101.5], [103, 101, 101.2], [102, 100.5, 101.8], [102.5, 100.9, 102.4]);

describe('Abdi-Ranaldo spread', () => {
  it('gives the numbers of the catalogue check: pairs -9.7e-5, 1.5e-5 and 2.2e-5', () => {
    expect(rows.map(abdiRanaldoSpread.start({ window: 3, pooled: 0 }))).toEqual([
      undefined,
      undefined,
      undefined,
      expect.closeTo(0.00284009028286, 12),
    ]);
    // Their mean is below zero, so pooled there is no spread.
    expect(rows.map(abdiRanaldoSpread.start({ window: 3, pooled: 1 })).at(-1)).toBe(0);
  });

  it('takes the root of each pair or of their mean', () => {
    const last = (params: { window: number; pooled: number }) =>
      rows.map(abdiRanaldoSpread.start(params)).at(-1);
    const [second, third] = [1.46037317466e-5, 2.20786079502e-5];
    expect(last({ window: 2, pooled: 0 })).toBeCloseTo((Math.sqrt(second) + Math.sqrt(third)) / 2, 12);
    expect(last({ window: 2, pooled: 1 })).toBeCloseTo(Math.sqrt((second + third) / 2), 12);
  });
});

describeFormulaContract(abdiRanaldoSpread, { window: 5, pooled: 0 }, wanderingBars(40));
describeFormulaContract(abdiRanaldoSpread, { window: 5, pooled: 1 }, wanderingBars(40));

describe('what the spread costs', () => {
  describeSignal(abdiRanaldoSpread, { window: 5, pooled: 0 }, walkBars(9, 40), {
    cost: (value) => 5000 * value,
  });
});
