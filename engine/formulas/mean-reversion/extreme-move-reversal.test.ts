import { describe, expect, it } from 'vitest';
import { barsOfReturns } from '../contract-tests/bars-of-returns.ts';
import { describeFormulaContract } from '../contract-tests/describe-formula-contract.ts';
import { DecayedMoments, extremeMoveReversal } from './extreme-move-reversal.ts';

const params = { k: 4, h: 3, lam: 0.95, n_min: 2 };
const quiet = Array.from({ length: 20 }, (_, i) => (i % 2 === 0 ? 0.01 : -0.01));
/** A fall of ten deviations, of which a third comes back in each of the next bars, again and again. */
const reversals = Array.from({ length: 4 }, () => [-0.1, 0.01, 0.01, 0.01, ...quiet, ...quiet]).flat();

describe('the reversal of extreme moves', () => {
  it('has the fading mean of the catalogue check', () => {
    const moments = new DecayedMoments(0.95);
    for (const outcome of [1, 0.5, -0.2]) moments.push(outcome);
    expect(moments.mean).toBeCloseTo(0.412795793164, 11);
    const variance = (0.9025 + 0.95 * 0.25 + 0.04) / 2.8525 - moments.mean ** 2;
    const weights = (0.95 ** 4 + 0.95 ** 2 + 1) / 2.8525 ** 2;
    expect(moments.t).toBeCloseTo(moments.mean / Math.sqrt(variance * weights + 1e-12), 10);
  });

  it('counts what came back within the horizon, in deviations before the event', () => {
    const run = extremeMoveReversal.start(params);
    const values = barsOfReturns([...quiet, -0.1, 0.01, 0.02, -0.005]).map(run);
    expect(values.slice(0, -1).every((value) => value === undefined)).toBe(true);
    expect(run.readings?.['events']?.()).toBe(1);
    expect(run.readings?.['meanReversal']?.()).toBeCloseTo(0.025 / (0.01 * Math.sqrt(3)), 10);
  });

  it('expects of the next move what the last ones did, less with every bar', () => {
    const run = extremeMoveReversal.start(params);
    const signals = barsOfReturns([...quiet, ...reversals]).map((bar) => {
      run(bar);
      return [run.readings?.['signal']?.(), run.readings?.['confidence']?.()];
    });
    const lastEvent = 21 + 44 * 3;
    expect(signals.slice(lastEvent, lastEvent + 4).map(([signal]) => signal)).toEqual([
      1,
      expect.closeTo(2 / 3, 12),
      expect.closeTo(1 / 3, 12),
      0,
    ]);
    expect(signals[lastEvent]?.[1]).toBeGreaterThan(0.9);
    expect(signals[21 + 44]?.[1]).toBe(0);
  });
});

describeFormulaContract(extremeMoveReversal, params, barsOfReturns([...quiet, ...reversals]));
