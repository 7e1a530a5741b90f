import { describe, expect, it } from 'vitest';
import { walkBars } from '../../contract-tests/catalogue-fixtures.ts';
import { describeFormulaContract } from '../../contract-tests/describe-formula-contract.ts';
import { garch11 } from '../../volatility/garch-11.ts';
import {
  aggregatedGarch,
  garchTemporalAggregation,
  normalGarchKurtosis,
} from './garch-temporal-aggregation.ts';

describe('the aggregation of GARCH', () => {
  const base = { omega: 0.05, alpha: 0.08, beta: 0.9 };

  it('gives the numbers of the catalogue check', () => {
    const found = aggregatedGarch(base, 5, normalGarchKurtosis(base));
    expect(found?.omega).toBeCloseTo(1.20099004, 8);
    expect(found?.alpha).toBeCloseTo(0.113161014707, 10);
    expect(found?.beta).toBeCloseTo(0.790759782093, 10);
  });

  it('leaves the model as it is over a single bar', () => {
    const found = aggregatedGarch(base, 1, normalGarchKurtosis(base));
    expect(found?.omega).toBeCloseTo(base.omega, 12);
    expect(found?.alpha).toBeCloseTo(base.alpha, 9);
    expect(found?.beta).toBeCloseTo(base.beta, 9);
  });

  it('keeps the persistence of m bars', () => {
    const found = aggregatedGarch(base, 20, 5);
    expect((found?.alpha ?? 0) + (found?.beta ?? 0)).toBeCloseTo(0.98 ** 20, 12);
  });

  it('does not exist where the variance has no mean', () => {
    expect(aggregatedGarch({ omega: 0.05, alpha: 0.1, beta: 0.9 }, 5, 3)).toBeUndefined();
  });

  it('forecasts what the base model forecasts, over m bars together', () => {
    const bars = walkBars(13, 60);
    const fine = garch11.start({ n: 40, k: 10, h: 4, target: 0.4 });
    const coarse = garchTemporalAggregation.start({ m: 4, n: 40, k: 10 });
    const mean = bars.map(fine).at(-1) ?? NaN;
    bars.forEach(coarse);
    expect(coarse.readings?.['volatility']?.()).toBeCloseTo(2 * mean, 12);
  });
});

describeFormulaContract(garchTemporalAggregation, { m: 4, n: 40, k: 10 }, walkBars(13, 60));
