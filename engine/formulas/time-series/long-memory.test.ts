import { describe, expect, it } from 'vitest';
import { barsOfReturns } from '../contract-tests/bars-of-returns.ts';
import { normals, walkBars } from '../contract-tests/catalogue-fixtures.ts';
import { describeFormulaContract } from '../contract-tests/describe-formula-contract.ts';
import { readingOf } from '../contract-tests/reading-of.ts';
import { detrendedFluctuationAnalysis } from './detrended-fluctuation-analysis.ts';
import { fractionalDifferencingFfd, fractionalWeights } from './fractional-differencing-ffd.ts';
import { gphLongMemory, LogPeriodogram } from './gph-long-memory.ts';

const going = normals(9, 256).map((z, t) => 0.001 * z + (t < 128 ? 0.01 : -0.01));
const swinging = normals(9, 256).map((z, t) => 0.001 * z + (t % 64 < 32 ? 0.01 : -0.01));
const turning = Array.from({ length: 256 }, (_, t) => (t % 2 === 0 ? 0.01 : -0.01) + 1e-4 * Math.sin(t * t));

describe('fractional differencing', () => {
  it('has the weights of the catalogue check', () => {
    expect([...fractionalWeights({ d: 0.5, tau: 1e-9, kmax: 5 })]).toEqual([
      1, -0.5, -0.125, -0.0625, -0.0390625,
    ]);
  });

  it('has 282 weights at the default settings, down to one ten-thousandth', () => {
    const weights = fractionalWeights(fractionalDifferencingFfd.defaults);
    expect(weights).toHaveLength(282);
    expect(Math.abs(weights[281] ?? 0)).toBeGreaterThanOrEqual(1e-4);
  });

  it('is the return at d = 1, and its z-score that of the last z values', () => {
    const run = fractionalDifferencingFfd.start({ d: 1, tau: 1e-4, kmax: 10, z: 3 });
    const values = barsOfReturns([0.01, 0.02, 0.03, 0.06]).map(run);
    expect(values.slice(1)).toEqual([0.01, 0.02, 0.03, 0.06].map((each) => expect.closeTo(each, 12)));
    const mean = 0.11 / 3;
    const deviation = Math.sqrt(((0.02 - mean) ** 2 + (0.03 - mean) ** 2 + (0.06 - mean) ** 2) / 3);
    expect(readingOf(run, 'zScore')).toBeCloseTo((0.06 - mean) / deviation, 9);
  });
});

describe('long memory by slow cycles', () => {
  it('gives the number of the catalogue check', () => {
    const found = new LogPeriodogram(64, 8).memoryOf(Float64Array.from(normals(9, 64)));
    expect(found?.d).toBeCloseTo(0.278956244934, 9);
  });

  it('opens to what follows where moves go on, and to what waits where they turn back', () => {
    const run = gphLongMemory.start({ n: 256, pow: 0.5, k: 16 });
    expect(barsOfReturns(going).map(run).at(-1)).toBeGreaterThan(0.3);
    expect(readingOf(run, 'trendGate')).toBe(1);
    expect(readingOf(run, 'reversionGate')).toBe(0.2);
    const z = readingOf(run, 'z');
    expect(z).toBeGreaterThan(2);
    expect(readingOf(run, 'gate')).toBe(1);
  });

  it('has no value where nothing moves', () => {
    const still = barsOfReturns(Array.from({ length: 40 }, () => 0));
    expect(still.map(gphLongMemory.start({ n: 32, pow: 0.5, k: 1 })).at(-1)).toBeUndefined();
    expect(still.map(detrendedFluctuationAnalysis.start({ n: 32, k: 1 })).at(-1)).toBeUndefined();
  });
});

describe('detrended fluctuation analysis', () => {
  it('tells moves that go on from moves that turn back', () => {
    const exponentOf = (returns: readonly number[]) =>
      barsOfReturns(returns)
        .map(detrendedFluctuationAnalysis.start({ n: 256, k: 16 }))
        .at(-1);
    expect(exponentOf(swinging)).toBeGreaterThan(0.8);
    expect(exponentOf(turning)).toBeLessThan(0.3);
  });

  it('holds its value between measurements', () => {
    const values = barsOfReturns(normals(3, 70)).map(detrendedFluctuationAnalysis.start({ n: 64, k: 4 }));
    expect(values[67]).toBe(values[64]);
    expect(values[68]).not.toBe(values[64]);
  });
});

describeFormulaContract(fractionalDifferencingFfd, { d: 0.4, tau: 0.01, kmax: 100, z: 10 }, walkBars(40, 60));
describeFormulaContract(gphLongMemory, { n: 32, pow: 0.5, k: 4 }, walkBars(41, 60));
describeFormulaContract(detrendedFluctuationAnalysis, { n: 32, k: 4 }, walkBars(42, 60));
