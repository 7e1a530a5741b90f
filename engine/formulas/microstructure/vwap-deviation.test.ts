import { describe, expect, it } from 'vitest';
import { describeFormulaContract } from '../contract-tests/describe-formula-contract.ts';
import { bars, wanderingBars } from '../contract-tests/sample-inputs.ts';
import { vwapDeviation } from './vwap-deviation.ts';

const SETTINGS = { k: 2, bw: 0.2, N: 50 };

describe('VWAP deviation', () => {
  it('gives the number of the catalogue check: 2.75 above 102.25, in deviations of sqrt(2.9375)', () => {
    const run = vwapDeviation.start({ ...SETTINGS, n: 4 });
    const rows = bars([100, 100, 100, 1], [102, 102, 102, 3], [101, 101, 101, 2], [105, 105, 105, 2]);
    expect(rows.map(run).at(-1)).toBeCloseTo(2.75 / Math.sqrt(2.9375), 12);
  });

  it('keeps its digits at high prices', () => {
    const run = vwapDeviation.start({ ...SETTINGS, n: 4 });
    const far = 1e7;
    const rows = [100, 102, 101, 105].map((p, i): [number, number, number, number] => [
      far + p,
      far + p,
      far + p,
      [1, 3, 2, 2][i] ?? 0,
    ]);
    expect(
      bars(...rows)
        .map(run)
        .at(-1),
    ).toBeCloseTo(2.75 / Math.sqrt(2.9375), 6);
  });

  it('is 0 where prices stand still and has no value where nothing trades', () => {
    const still = bars([100, 100, 100], [100, 100, 100]);
    expect(still.map(vwapDeviation.start({ ...SETTINGS, n: 2 }))).toEqual([undefined, 0]);
    const silent = bars([100, 99, 100, 0], [100, 99, 100, 0]);
    expect(silent.map(vwapDeviation.start({ ...SETTINGS, n: 2 }))).toEqual([undefined, undefined]);
  });
});

describeFormulaContract(vwapDeviation, { ...SETTINGS, n: 10 }, wanderingBars(60));
