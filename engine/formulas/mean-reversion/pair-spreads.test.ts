import { describe, expect, it } from 'vitest';
import { barsOfReturns } from '../contract-tests/bars-of-returns.ts';
import { normals, walkBars } from '../contract-tests/catalogue-fixtures.ts';
import { describeFormulaContract } from '../contract-tests/describe-formula-contract.ts';
import { boundPair, peerSteps } from '../contract-tests/peer-steps.ts';
import { readingOf } from '../contract-tests/reading-of.ts';
import { conditionalRank, copulaMispricingPairs } from './copula-mispricing-pairs.ts';
import { errorCorrection, errorCorrectionSpeed } from './error-correction-speed.ts';
import { johansenTraceSpread } from './johansen-trace-spread.ts';
import { DriftingHedge, kalmanHedgeRatioSpread } from './kalman-hedge-ratio-spread.ts';
import { mtarThresholdCointegration, ThresholdRegression } from './mtar-threshold-cointegration.ts';

const noise = (seed: number, count: number, scale: number) => normals(seed, count).map((z) => scale * z);

/** Steps of a bound pair of which the own symbol has risen by a hundredth more with the last bar. */
const dear = (seed: number, count: number) => {
  const [own, leader] = boundPair(seed, count);
  const last = own.at(-1);
  return peerSteps(
    [[...own.slice(0, -1), ...(last ? [{ ...last, close: 1.03 * last.close }] : [])], leader],
    1,
  );
};

describe('a tie of several symbols', () => {
  it('is tied anew where other symbols are followed', () => {
    const params = { ...johansenTraceSpread.defaults, n: 60, k: 100 };
    const run = johansenTraceSpread.start(params);
    peerSteps(
      [1, 2, 3].map((seed) => walkBars(seed, 65)),
      1,
    ).forEach(run);
    const fresh = johansenTraceSpread.start(params);
    for (const step of peerSteps(boundPair(4, 80), 1)) expect(run(step)).toBe(fresh(step));
  });
});

describe('a hedge ratio that drifts', () => {
  it('moves as in the catalogue check', () => {
    const hedge = new DriftingHedge({ drift: 0.01, Ve: 0.05 });
    hedge.P.set([0.1, 0, 0.1]);
    hedge.push(2, 2.5);
    expect([hedge.error, hedge.variance]).toEqual([0.5, expect.closeTo(0.6, 12)]);
    expect([hedge.slope, hedge.intercept]).toEqual([
      expect.closeTo(1.18333333333, 10),
      expect.closeTo(0.0916666666667, 10),
    ]);
    const expected = [0.0293333333333, -0.0403333333333, 0.0898333333333];
    expected.forEach((each, i) => expect(hedge.P[i]).toBeCloseTo(each, 10));
  });

  it('leans against a surprise of the own price', () => {
    const run = kalmanHedgeRatioSpread.start(kalmanHedgeRatioSpread.defaults);
    const steps = dear(1, 120);
    const values = steps.map(run);
    expect(values[98]).toBeUndefined();
    expect(values[99]).toBeDefined();
    const z = values.at(-1) ?? NaN;
    expect(z).toBeGreaterThan(0.5);
    expect(readingOf(run, 'signal')).toBeCloseTo(-Math.min(1, z / 2), 12);
    expect(readingOf(run, 'confidence')).toBeCloseTo(Math.min(1, z / 2), 12);
  });
});

describe('the mispricing of a pair', () => {
  it('gives the rank of the catalogue check', () => {
    // u = 0.9 has the normal score 1.2815515655, v = 0.5 has 0.
    expect(conditionalRank(1.2815515655446004, 0, 0.8)).toBeCloseTo(0.983657002929, 10);
    expect(conditionalRank(0.3, 0.3, 0)).toBeCloseTo(conditionalRank(0.3, -5, 0), 12);
  });

  it('calls the own symbol dear after it rose alone', () => {
    const common = noise(2, 80, 0.01);
    const own = noise(3, 80, 0.003).map((each, t) => (common[t] ?? NaN) + each);
    const steps = peerSteps(
      [barsOfReturns([...own, 0.02, 0.02]), barsOfReturns([...common, -0.01, -0.01])],
      1,
    );
    const run = copulaMispricingPairs.start({ n: 60, L: 40, entry: 0.6 });
    const values = steps.map(run);
    expect(values[59]).toBeUndefined();
    expect(values[60]).toBeDefined();
    // Two bars of nearly one half for the own symbol and nearly minus one half for the leader.
    expect((values.at(-1) ?? NaN) - (values.at(-3) ?? NaN)).toBeGreaterThan(0.85);
    expect(readingOf(run, 'rho')).toBeGreaterThan(0.8);
    const D = values.at(-1) ?? NaN;
    expect(readingOf(run, 'signal')).toBeCloseTo(-Math.tanh(D / 1.2), 12);
  });

  it('is none between returns that are all the same', () => {
    const still = barsOfReturns(Array.from({ length: 70 }, () => 0));
    const run = copulaMispricingPairs.start({ n: 60, L: 40, entry: 0.6 });
    expect(peerSteps([still, still], 1).map(run).at(-1)).toBe(0);
    expect(readingOf(run, 'confidence')).toBe(0);
  });
});

describe('the strongest tie of a market', () => {
  it('leans against its distance where the tie is sure', () => {
    const run = johansenTraceSpread.start({ n: 100, k: 200, p: 1 });
    const values = dear(4, 102).map(run);
    expect(values[98]).toBeUndefined();
    expect(readingOf(run, 'trace')).toBeGreaterThan(readingOf(run, 'critical'));
    expect(readingOf(run, 'critical')).toBe(15.4943);
    const z = values.at(-1) ?? NaN;
    expect(z).toBeGreaterThan(1);
    expect(readingOf(run, 'signal')).toBeCloseTo(-Math.min(1, z / 2), 12);
  });

  it('takes two partners where two are followed, and says nothing where there is no tie', () => {
    const walks = [5, 6, 7].map((seed) => barsOfReturns(noise(seed, 101, 0.01)));
    const run = johansenTraceSpread.start({ n: 100, k: 50, p: 1 });
    peerSteps(walks, 2).forEach(run);
    expect(readingOf(run, 'critical')).toBe(29.7961);
    expect(readingOf(run, 'signal')).toBe(0);
  });
});

describe('error correction', () => {
  it('finds the coefficients of the catalogue check', () => {
    const distances = Float64Array.of(1, -0.5, 0.2, 0.8, -1, 0.3);
    const own = Float64Array.of(0.2, -0.1, 0.3, 0.1, 0, -0.2);
    const other = Float64Array.of(0.1, 0.2, -0.3, 0.4, 0.1, 0.05);
    const steps = distances.map(
      (e, t) => 0.1 - 0.2 * e + 0.3 * (own[t] as number) + 0.5 * (other[t] as number),
    );
    const fit = errorCorrection(steps, { distances, own, other });
    const found = [fit?.intercept, ...(fit?.coefficients ?? [])];
    [0.1, -0.2, 0.3, 0.5].forEach((each, i) => expect(found[i]).toBeCloseTo(each, 9));
  });

  it('expects a price that stands too high to fall, and is sure of it', () => {
    const run = errorCorrectionSpeed.start({ n: 200, k: 300 });
    const values = dear(8, 202).map(run);
    expect(values[198]).toBeUndefined();
    expect(values[199]).toBeDefined();
    expect(readingOf(run, 'speed')).toBeLessThan(0);
    expect(values.at(-1)).toBeLessThan(0);
    expect(readingOf(run, 'signal')).toBeLessThan(-0.5);
    expect(readingOf(run, 'confidence')).toBeGreaterThan(0.9);
  });
});

describe('pulls that differ after rises and falls', () => {
  it('are found as in the catalogue check', () => {
    const e = [1, 0.6, 0.7, 0.2, -0.3, -0.1, -0.4, 0.1, 0.3];
    const before = Float64Array.from(e.slice(1));
    const lastChanges = Float64Array.from(e.slice(1), (each, t) => each - (e[t] ?? NaN));
    const changes = before.map((each, t) => {
      const last = lastChanges[t] as number;
      return (last >= 0 ? -0.2 : -0.5) * each + 0.1 * last;
    });
    const fit = new ThresholdRegression(before.length).fit(before, lastChanges, changes);
    expect(fit?.pullAfterRise).toBeCloseTo(-0.2, 9);
    expect(fit?.pullAfterFall).toBeCloseTo(-0.5, 9);
    expect(fit?.memory).toBeCloseTo(0.1, 9);
  });

  it('foretell that a distance shrinks', () => {
    const run = mtarThresholdCointegration.start({ n: 200, k: 300 });
    const values = dear(9, 202).map(run);
    expect(values[198]).toBeUndefined();
    expect(values.at(-1)).toBeLessThan(-1);
    expect(readingOf(run, 'signal')).toBeLessThan(-0.9);
    expect(readingOf(run, 'F')).toBeGreaterThan(12);
    expect(readingOf(run, 'confidence')).toBe(1);
  });
});

const pair = peerSteps(boundPair(10, 110), 1);
describeFormulaContract(kalmanHedgeRatioSpread, kalmanHedgeRatioSpread.defaults, pair);
describeFormulaContract(copulaMispricingPairs, { n: 40, L: 40, entry: 0.6 }, pair);
describeFormulaContract(johansenTraceSpread, { n: 60, k: 20, p: 1 }, pair);
describeFormulaContract(errorCorrectionSpeed, { n: 60, k: 20 }, pair);
describeFormulaContract(mtarThresholdCointegration, { n: 60, k: 20 }, pair);
