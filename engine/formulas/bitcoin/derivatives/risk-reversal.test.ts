import { describe, expect, it } from 'vitest';
import { describeFormulaContract } from '../../contract-tests/describe-formula-contract.ts';
import { told, toldInTurns } from '../../contract-tests/told-series.ts';
import { riskReversal, robustZ, skewSignal } from './risk-reversal.ts';

const DAY_MS = 86_400_000;
const { defaults } = riskReversal;

/** A day each on which calls are this much dearer than puts, at a volatility of 0.6. */
const days = (...differences: number[]) =>
  differences.flatMap((difference, day) =>
    told(day * DAY_MS, {
      'option.call-volatility': 0.6 + difference / 2,
      'option.put-volatility': 0.6 - difference / 2,
      'option.at-the-money-volatility': 0.6,
    }),
  );

describe('the risk reversal', () => {
  it('has the values of the catalogue check', () => {
    const run = riskReversal.start(defaults);
    const last = told(0, {
      'option.call-volatility': 0.58,
      'option.put-volatility': 0.64,
      'option.at-the-money-volatility': 0.6,
    });
    expect(last.map(run)).toEqual([undefined, undefined, expect.closeTo(-0.1, 12)]);
    expect(robustZ(Float64Array.from([-0.05, -0.02, 0, 0.01, -0.01, -0.1]))).toBeCloseTo(-2.86658572778, 10);
  });

  it.each([
    [1.5, 0.3],
    [-1.5, -0.3],
    [2.4, 0.48],
    [2.5, -0.25],
    [-3, 0.3],
    [9, -0.3],
    [0, 0],
  ])('leans at a z of %d to %d', (z, signal) => {
    expect(skewSignal(z)).toBeCloseTo(signal, 12);
  });

  it('does not lean before it knows as many days as it compares with', () => {
    const run = riskReversal.start({ ...defaults, window: 5 });
    const z = days(0.01, -0.01, 0.02, -0.02, 0.03).flatMap((step, index) => {
      run(step);
      return index % 3 === 2 ? [run.readings?.['z']?.()] : [];
    });
    expect(z.slice(0, 4)).toEqual([undefined, undefined, undefined, undefined]);
    // Values over 0.6: the median is 0.01, the distances 0, 0.01, 0.02, 0.02, 0.03.
    expect(z[4]).toBeCloseTo(0.02 / (1.4826 * 0.02), 9);
  });

  it('finds nothing unusual where nothing ever changes', () => {
    expect(robustZ(Float64Array.from([0.1, 0.1, 0.1]))).toBe(0);
  });
});

describeFormulaContract(
  riskReversal,
  { ...defaults, window: 2 },
  // Over a midnight, because the days have to be two.
  toldInTurns({ count: 40, start: DAY_MS - 3 * 3_600_000, stepMs: 1_800_000 }, (i) => ({
    'option.call-volatility': 0.61 + 0.02 * Math.sin(i),
    'option.put-volatility': 0.62 + 0.01 * Math.sin(i / 2),
    'option.at-the-money-volatility': 0.6,
  })),
);
