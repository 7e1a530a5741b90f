import { describe, expect, it } from 'vitest';
import { describeFormulaContract } from '../../contract-tests/describe-formula-contract.ts';
import { barSteps, decidedBars } from '../../contract-tests/decided-bars.ts';
import { readingOf } from '../../contract-tests/reading-of.ts';
import { opinionStep, opinionSteps } from '../../contract-tests/told-opinions.ts';
import { coherent, reconciled } from './temporal-hierarchy.ts';
import { temporalHierarchyReconciliation } from './temporal-hierarchy-reconciliation.ts';

describe('forecasts of several horizons', () => {
  it('are brought together as in the catalogue check', () => {
    const base = reconciled([0.02, 0.008, 0.006, 0.003, 0.002, 0.004, 0.001]);
    [0.00441666666667, 0.00341666666667, 0.00491666666667, 0.00191666666667].forEach((each, i) =>
      expect(base[i]).toBeCloseTo(each, 9),
    );
    const all = coherent(base);
    expect(all[0]).toBeCloseTo(0.0146666666667, 9);
    expect(all[1]).toBeCloseTo(0.00783333333333, 9);
    expect(all[2]).toBeCloseTo(0.00683333333333, 9);
  });

  it('stay as they are where they agree', () => {
    const base = [0.01, -0.02, 0.03, 0.005];
    const found = reconciled(coherent(base));
    base.forEach((each, i) => expect(found[i]).toBeCloseTo(each, 12));
  });

  it('lean to what is heard of single bars before longer bars speak', () => {
    const run = temporalHierarchyReconciliation.start(temporalHierarchyReconciliation.defaults);
    for (const step of barSteps(decidedBars(353, 21))) run(step);
    const value = run(opinionStep(21 * 60_000, [292, 0.8, 0.5], [346, 0, 1])) ?? NaN;
    // A node of four bars at 0, two of two bars at 0 and four of one bar at the mean of 0.4 and 0, a tenth of it:
    // the mean over the three levels.
    expect(value).toBeCloseTo((0.2 * 0.1) / 3, 9);
    expect(readingOf(run, 'signal')).toBeCloseTo(Math.tanh(2 * value), 12);
    expect(readingOf(run, 'agreement')).toBeCloseTo(4 / 7, 12);
  });

  it('hear longer bars once they have a value', () => {
    const run = temporalHierarchyReconciliation.start(temporalHierarchyReconciliation.defaults);
    const values = barSteps(decidedBars(353, 1400, 0.7)).map(run);
    expect(values[60]).toBe(0);
    expect(values.at(-1)).not.toBe(0);
    expect(readingOf(run, 'agreement')).toBeGreaterThanOrEqual(3 / 7);
  });

  const inputs = opinionSteps(353, 60, { bar: true, opinions: true, ids: [292, 346] });
  describeFormulaContract(temporalHierarchyReconciliation, temporalHierarchyReconciliation.defaults, inputs);
});
