import { describe, expect, it } from 'vitest';
import { barsOfReturns } from '../../contract-tests/bars-of-returns.ts';
import { normals, walkBars } from '../../contract-tests/catalogue-fixtures.ts';
import { describeFormulaContract } from '../../contract-tests/describe-formula-contract.ts';
import { ctaMultiSpeedTrend, trendResponse, TrendSpeed } from './cta-multi-speed-trend.ts';

const { defaults } = ctaMultiSpeedTrend;

describe('the multi-speed trend', () => {
  it('has the differences and responses of the catalogue check', () => {
    const speeds = [new TrendSpeed(2, 6, 5), new TrendSpeed(4, 12, 5)];
    for (const price of [100, 101, 103, 102, 104, 107]) speeds.forEach((speed) => speed.push(price, NaN));
    expect(speeds[0]?.difference).toBeCloseTo(2.64531893004, 10);
    expect(speeds[1]?.difference).toBeCloseTo(1.89642007459, 10);
    const responses = [1, 2, -0.5].map(trendResponse);
    [0.875057059631, 0.826695373419, -0.527760147648].forEach((each, i) =>
      expect(responses[i]).toBeCloseTo(each, 11),
    );
    expect(responses.reduce((sum, each) => sum + each, 0) / 3).toBeCloseTo(0.391330761801, 11);
  });

  it('follows a trend at all three speeds', () => {
    const drift = normals(2, 400).map((z, i) => 0.002 * z + (i > 340 ? 0.002 : 0));
    const run = ctaMultiSpeedTrend.start(defaults);
    const value = barsOfReturns(drift).map(run).at(-1) ?? 0;
    expect(value).toBeGreaterThan(0.3);
    expect(run.readings?.['signal']?.()).toBe(value);
    expect(run.readings?.['confidence']?.()).toBeCloseTo(value, 12);
    const mirrored = ctaMultiSpeedTrend.start(defaults);
    expect(
      barsOfReturns(drift.map((each) => -each))
        .map(mirrored)
        .at(-1),
    ).toBeLessThan(-0.3);
  });

  it('is 0 where the price stands still', () => {
    const still = barsOfReturns(Array.from({ length: 320 }, () => 0));
    expect(still.map(ctaMultiSpeedTrend.start(defaults)).slice(313)).toEqual([
      undefined,
      ...Array.from({ length: 7 }, () => 0),
    ]);
  });
});

describeFormulaContract(ctaMultiSpeedTrend, { norm1: 10, norm2: 20, warmup: 35 }, walkBars(6, 70));
