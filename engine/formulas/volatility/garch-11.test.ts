import { describe, expect, it } from 'vitest';
import { barsOfReturns } from '../contract-tests/bars-of-returns.ts';
import { normals, walkBars } from '../contract-tests/catalogue-fixtures.ts';
import { describeFormulaContract } from '../contract-tests/describe-formula-contract.ts';
import { backcast, varianceLikelihood, variancePath } from './conditional-variance.ts';
import { egarch11, egarchStep } from './egarch-11.ts';
import { garch11, garchStep, meanForecast } from './garch-11.ts';
import { gjrGarch, gjrStep } from './gjr-garch.ts';

const expectCloseTo = (found: readonly number[], expected: readonly number[]) => {
  expect(found).toHaveLength(expected.length);
  expected.forEach((each, i) => expect(found[i]).toBeCloseTo(each, 9));
};

/** Innovations of a GARCH(1,1) with w 0.05, a 0.15, b 0.8, scaled to hundredths. */
const clustered = (count: number): number[] => {
  let variance = 1;
  return normals(12, count).map((z) => {
    const innovation = Math.sqrt(variance) * z;
    variance = garchStep([0.05, 0.15, 0.8], innovation, variance);
    return innovation / 100;
  });
};

describe('GARCH(1,1)', () => {
  it('gives the numbers of the catalogue check', () => {
    const path = variancePath(garchStep, [0.1, 0.2, 0.7], [0.5, -1.2, 0.3, 2], 1);
    expectCloseTo(path.variances, [1, 0.85, 0.983, 0.8061]);
    expect(path.logLikelihood).toBeCloseTo(-6.97706665639, 9);
    expect(path.next).toBeCloseTo(1.46427, 9);
    const innovations = Float64Array.of(0.5, -1.2, 0.3, 2);
    expect(varianceLikelihood(garchStep, [0.1, 0.2, 0.7], innovations, 1)).toBeCloseTo(-6.97706665639, 9);
  });

  it('forecasts on the way back to the long-run variance of 1', () => {
    // 1 + 2 * (1 + 0.9 + 0.81) / 3
    expect(meanForecast([0.1, 0.2, 0.7], 3, 3)).toBeCloseTo(1 + (2 * 2.71) / 3, 12);
  });

  it('begins at a mean that forgets: 1, 0.94, 0.94^2 of the first squares', () => {
    expect(backcast([1, 0, 2])).toBeCloseTo((1 + 4 * 0.94 ** 2) / (1 + 0.94 + 0.94 ** 2), 14);
  });

  it('finds again how a simulated series was made', () => {
    const [, scale = 0, , w = 0, a = 0, b = 0] =
      garch11.fit?.({ params: garch11.defaults, data: { returns: Float64Array.from(clustered(4000)) } }) ??
      [];
    expect(a).toBeGreaterThan(0.1);
    expect(a).toBeLessThan(0.2);
    expect(b).toBeGreaterThan(0.72);
    expect(b).toBeLessThan(0.87);
    expect(scale).toBeCloseTo(0.01, 2);
    expect(w / (1 - a - b)).toBeGreaterThan(0.5);
  });

  it('has no model of prices that do not move', () => {
    expect(garch11.fit?.({ params: {}, data: { returns: new Float64Array(100) } })).toBeUndefined();
    const still = barsOfReturns(Array.from({ length: 80 }, () => 0));
    const run = garch11.start({ ...garch11.defaults, n: 40, k: 10 });
    expect(still.map(run).every((value) => value === undefined)).toBe(true);
    expect(run.readings?.['scale']?.()).toBe(1);
  });

  it('rises after a large move and falls back when it is quiet', () => {
    const run = garch11.start({ n: 600, k: 300, h: 1, target: 0.4 });
    const values = barsOfReturns([...clustered(500), 0.06, ...Array.from({ length: 30 }, () => 0.001)]).map(
      run,
    );
    const [before = 0, after = 0] = values.slice(500, 502);
    expect(after).toBeGreaterThan(1.3 * before);
    expect(values.at(-1)).toBeLessThan(after);
  });
});

describe('EGARCH(1,1)', () => {
  it('gives the variances of the catalogue check', () => {
    const path = variancePath(egarchStep, [0.01, 0.15, -0.08, 0.95], [1, -1.5, 0.4], Math.exp(0.01));
    expectCloseTo(path.variances, [1.01005016708, 0.969929577557, 1.23567729809]);
  });

  it('scales longs down after a fall where falls raise the volatility more', () => {
    const run = egarch11.start({ n: 400, k: 200, target: 0.4 });
    let variance = 1;
    const returns = normals(31, 420).map((z) => {
      const innovation = Math.sqrt(variance) * z;
      variance = egarchStep([0, 0.1, -0.25, 0.9], innovation, variance);
      return innovation / 100;
    });
    barsOfReturns([...returns, -0.01]).forEach(run);
    const { asymmetry, longScale, scale } = run.readings ?? {};
    expect(asymmetry?.()).toBeLessThan(-0.05);
    expect(longScale?.()).toBeCloseTo(0.8 * (scale?.() ?? 0), 14);
  });
});

describe('GJR-GARCH', () => {
  it('gives the variances of the catalogue check', () => {
    expectCloseTo(
      variancePath(gjrStep, [0.05, 0.05, 0.1, 0.85], [1, -2, 0.5], 1).variances,
      [1, 0.95, 1.4575],
    );
  });

  it('widens the stops of longs where falls are followed by more', () => {
    const run = gjrGarch.start({ n: 800, k: 400 });
    let variance = 1;
    const returns = normals(32, 820).map((z) => {
      const innovation = Math.sqrt(variance) * z;
      variance = gjrStep([0.05, 0.02, 0.3, 0.75], innovation, variance);
      return innovation / 100;
    });
    const value = barsOfReturns(returns).map(run).at(-1) ?? 0;
    expect(value).toBeGreaterThan(2);
    expect(run.readings?.['longStopFactor']?.()).toBeGreaterThan(1);
    expect(run.readings?.['volatility']?.()).toBeGreaterThan(0);
  });
});

const inputs = walkBars(13, 60);
describeFormulaContract(garch11, { n: 40, k: 10, h: 5, target: 0.4 }, inputs);
describeFormulaContract(egarch11, { n: 40, k: 10, target: 0.4 }, inputs);
describeFormulaContract(gjrGarch, { n: 40, k: 10 }, inputs);
