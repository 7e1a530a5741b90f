import { describe, expect, it } from 'vitest';
import { confidenceOfZ } from '../../numerics/confidence.ts';
import { barsOfReturns } from '../contract-tests/bars-of-returns.ts';
import { walkBars } from '../contract-tests/catalogue-fixtures.ts';
import { describeFormulaContract } from '../contract-tests/describe-formula-contract.ts';
import { meanInErrors, neweyWestDriftT } from './newey-west-drift-t.ts';

describe('the drift in Newey-West errors', () => {
  it('gives the number of the catalogue check', () => {
    expect(meanInErrors(Float64Array.of(1, 2, 0, 3, -1, 4, 2, 1), 2)).toBeCloseTo(4.89897948557, 9);
  });

  it('trusts a drift less where returns go on as they were', () => {
    const signs = Array.from({ length: 30 }, (_, i) => (i % 2 === 0 ? 1 : -1));
    const blocks = Array.from({ length: 30 }, (_, i) => (i % 10 < 5 ? 1 : -1));
    const [alternating = NaN, clustered = NaN] = [signs, blocks].map((each) =>
      barsOfReturns(each.map((sign) => 0.0002 + 0.001 * sign))
        .map(neweyWestDriftT.start({ n: 30 }))
        .at(-1),
    );
    expect(alternating).toBeGreaterThan(clustered);
    expect(clustered).toBeGreaterThan(0);
  });

  it('leans with the drift', () => {
    const run = neweyWestDriftT.start({ n: 20 });
    const t = walkBars(1, 30).map(run).at(-1) ?? NaN;
    expect(run.readings?.['signal']?.()).toBe(Math.tanh(t / 2));
    expect(run.readings?.['confidence']?.()).toBe(confidenceOfZ(t));
  });

  it('is 0 where nothing moves', () => {
    expect(
      barsOfReturns([0, 0, 0, 0])
        .map(neweyWestDriftT.start({ n: 4 }))
        .at(-1),
    ).toBe(0);
  });
});

describeFormulaContract(neweyWestDriftT, { n: 15 }, walkBars(6, 40));
