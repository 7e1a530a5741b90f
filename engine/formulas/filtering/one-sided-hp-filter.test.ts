import { describe, expect, it } from 'vitest';
import { barsOfReturns } from '../contract-tests/bars-of-returns.ts';
import { walkBars } from '../contract-tests/catalogue-fixtures.ts';
import { describeFormulaContract } from '../contract-tests/describe-formula-contract.ts';
import { oneSidedHpFilter, SmoothTrend } from './one-sided-hp-filter.ts';

describe('the one-sided trend of Hodrick and Prescott', () => {
  it('ends as statsmodels hpfilter does in the catalogue check', () => {
    const { last, slope } = new SmoothTrend(8, 10).lastOf(Float64Array.of(1, 2, 4, 3, 5, 7, 6, 8));
    expect(last).toBeCloseTo(7.79937837817, 10);
    expect(slope).toBeCloseTo(0.930948300055, 10);
  });

  it('is the price itself where it rises steadily', () => {
    const run = oneSidedHpFilter.start({ n: 30, lam: 1000, N: 20 });
    expect(
      barsOfReturns(Array.from({ length: 60 }, () => 0.01))
        .map(run)
        .at(-1),
    ).toBeCloseTo(0, 9);
    expect(run.readings?.['slope']?.()).toBeCloseTo(0.01, 12);
    expect(run.readings?.['signal']?.()).toBeCloseTo(0.6 * Math.tanh(Math.sqrt(30) / 2), 6);
  });
});

describeFormulaContract(oneSidedHpFilter, { n: 30, lam: 1000, N: 20 }, walkBars(81, 70), {
  forgets: { after: 60, within: 1e-6 },
});
