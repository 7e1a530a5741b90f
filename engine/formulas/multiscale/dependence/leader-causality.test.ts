import { describe, expect, it } from 'vitest';
import { barsOfReturns } from '../../contract-tests/bars-of-returns.ts';
import { normals, walkBars } from '../../contract-tests/catalogue-fixtures.ts';
import { describeFormulaContract } from '../../contract-tests/describe-formula-contract.ts';
import { boundPair, peerSteps } from '../../contract-tests/peer-steps.ts';
import { readingOf } from '../../contract-tests/reading-of.ts';
import { breitungCandelonCausality } from './breitung-candelon-causality.ts';
import { convergentCrossMapping } from './convergent-cross-mapping.ts';
import { crossMapSkill } from './cross-mapping.ts';
import { crossQuantilogramLead } from './cross-quantilogram.ts';
import {
  adjustedCorrelation,
  contagionScore,
  forbesRigobonCorrelation,
} from './forbes-rigobon-correlation.ts';
import { FrequencyCausalityTests } from './frequency-causality.ts';
import { crossQuantilogram, hitsAbove, hitsBelow, lowerQuantile } from './quantile-hits.ts';

const feed = (own: readonly number[], leader: readonly number[]) =>
  peerSteps([barsOfReturns(own), barsOfReturns(leader)], 1);
const small = (seed: number, count: number, scale = 0.001) => normals(seed, count).map((z) => scale * z);

describe('causality at a frequency', () => {
  it('gives the numbers of the catalogue check', () => {
    const x = Float64Array.from([
      1.749, -0.286, -0.485, -2.653, -0.008, -0.32, -0.537, 0.315, 0.421, -1.066, -0.886, -0.476, 0.69, 0.561,
      -1.306, -1.119, 0.737, 1.575, -0.031, -0.683, 1.096, -0.31, 0.726, 1.549, 0.63, 0.073, 0.732, -0.643,
      -0.178, -0.574, -0.204, -0.486, -0.186, -0.381, 0.089, 0.064, 0.296, 1.403, -1.547, 1.296, -0.237,
      -1.232, -0.172, 0.092, 1.068, -1.062, 0.217, 0.118, -1.684, -1.186, 0.6, 0.696, 1.088, 0.534, 0.395,
      0.123, 1.209, -0.843, -0.142, 0.385,
    ]);
    const y = Float64Array.from([
      0.236, 0.534, -0.022, -1.093, -0.95, -0.771, -0.157, -0.329, -0.246, 1.646, -0.832, -0.207, 0.31,
      -0.263, 0.952, -0.714, -0.053, -0.088, 0.273, 0.589, -0.091, 0.617, 0.165, 0.627, 0.197, -0.792, -0.804,
      -0.528, -1.431, -0.413, -0.551, -0.122, -0.136, -0.285, -0.317, 0.081, -0.467, -0.209, 0.719, -1.112,
      0.362, -0.171, 0.052, 0.073, -0.123, 0.241, -0.588, 1.229, -1.515, -0.574, -0.477, 0.734, -0.226, 1.601,
      0.767, 0.172, 0.141, 0.246, -0.396, -0.143,
    ]);
    const causality = new FrequencyCausalityTests(y.length, { lags: 3, omegas: [0.5] });
    causality.y.set(y);
    causality.x.set(x);
    const [found] = causality.test() ?? [];
    expect(found?.f).toBeCloseTo(8.60196462205, 9);
    expect(found?.pValue).toBeCloseTo(0.000615720283894, 12);
  });

  it('is found where the leader drives, and not the other way round', () => {
    const params = { p: 4, window: 300, refit: 60, level: 0.05 };
    const leader = small(1, 301);
    const noise = small(2, 301);
    const own = leader.map((_, i) => 0.5 * (leader[i - 1] ?? 0) + (noise[i] ?? 0));
    const driven = breitungCandelonCausality.start(params);
    expect(feed(own, leader).map(driven).at(-1)).toBeGreaterThan(10);
    expect(readingOf(driven, 'pValue')).toBeLessThan(0.001);
    expect(readingOf(driven, 'leaderFactor')).toBe(1);
    const driving = breitungCandelonCausality.start(params);
    expect(feed(leader, own).map(driving).at(-1)).toBeLessThan(4);
    expect(readingOf(driving, 'significant')).toBe(0);
    expect(readingOf(driving, 'leaderFactor')).toBe(0.5);
  });
});

describe('the cross-quantilogram', () => {
  it('gives the number of the catalogue check', () => {
    const y1 = Float64Array.from([0.5, -2.0, 0.3, 0.1, -1.8, 0.2, 0.4, -0.1, -1.5, 0.6]);
    const y2 = Float64Array.from([-2.1, 0.2, 0.1, -1.9, 0.3, 0.5, 0.0, -1.7, 0.4, 0.2]);
    const hits = (values: Float64Array) => hitsBelow(values, lowerQuantile(values, 0.3), 0.3);
    const { correlations, q } = crossQuantilogram(hits(y1), hits(y2), [1]);
    expect(correlations[0]).toBeCloseTo(1, 12);
    expect(q).toBeCloseTo((10 * 12) / 9, 10);
  });

  it('counts hits above a level too', () => {
    expect([...hitsAbove(Float64Array.of(1, 2, 3), 2, 0.25)]).toEqual([-0.25, -0.25, 0.75]);
  });

  it('says fall after a crash of the leader that falls used to follow', () => {
    // Every tenth bar the leader jumps, and the own price does one bar later.
    const jump = (i: number) => (i % 10 === 5 ? -0.02 : i % 10 === 0 ? 0.02 : 0);
    const leader = small(3, 200).map((each, i) => each + jump(i));
    const own = small(4, 200).map((each, i) => each + jump(i - 1));
    const run = crossQuantilogramLead.start({ tau: 0.1, window: 100, refit: 50 });
    const values = feed(own, leader).map(run);
    // Bar k closes with return k - 1: after the leader's fall in return 195, its rise in 190.
    expect(values[196]).toBeLessThan(-0.5);
    expect(values[191]).toBeGreaterThan(0.5);
    expect(values[199]).toBe(0);
    expect(readingOf(run, 'lowQ')).toBeGreaterThan(50);
  });

  it('says nothing where nothing is foretold', () => {
    const run = crossQuantilogramLead.start({ tau: 0.1, window: 400, refit: 50 });
    const values = feed(small(5, 420), small(6, 420)).map(run).slice(400);
    expect(values.filter((each) => each !== 0).length).toBeLessThan(8);
    expect(() => crossQuantilogramLead.start({ tau: 0.5, window: 400, refit: 50 })).toThrow(
      'tau must lie between 0 and 0.5, was 0.5',
    );
  });
});

describe('correlation corrected for volatility', () => {
  it('gives the numbers of the catalogue check', () => {
    const adjusted = adjustedCorrelation(0.8, 3);
    expect(adjusted).toBeCloseTo(0.554700196225, 11);
    expect(contagionScore(adjusted, 0.5, { calm: 500, crisis: 60 })).toBeCloseTo(0.542316955183, 11);
    expect(adjustedCorrelation(0.8, -1)).toBeNaN();
  });

  const pairOf = (loading: (i: number) => number, wildness: (i: number) => number) => {
    const leader = small(7, 260).map((each, i) => wildness(i) * each);
    const noise = small(8, 260);
    return feed(
      leader.map((each, i) => loading(i) * each + (noise[i] ?? 0)),
      leader,
    );
  };
  const params = { calm: 200, crisis: 60 };

  it('stays where only the leader has become wilder', () => {
    const run = forbesRigobonCorrelation.start(params);
    const value =
      pairOf(
        () => 0.5,
        (i) => (i < 200 ? 1 : 4),
      )
        .map(run)
        .at(-1) ?? NaN;
    expect(Math.abs(value - readingOf(run, 'calmCorrelation'))).toBeLessThan(0.2);
    expect(Math.abs(readingOf(run, 'contagion'))).toBeLessThan(1.96);
    expect(readingOf(run, 'exposureCorrelation')).toBe(value);
  });

  it('counts positions as one where they have moved closer together', () => {
    const run = forbesRigobonCorrelation.start(params);
    pairOf(
      (i) => (i < 200 ? 0.2 : 3),
      () => 1,
    ).forEach(run);
    expect(readingOf(run, 'contagion')).toBeGreaterThan(1.96);
    expect(readingOf(run, 'exposureCorrelation')).toBe(1);
  });
});

describe('cross mapping', () => {
  it('gives the numbers of the catalogue check', () => {
    const x = Float64Array.from([
      0.9104, 0.299922, 0.792991, 0.615821, 0.888739, 0.3681, 0.877853, 0.398915, 0.904536, 0.319868,
      0.821408, 0.549663, 0.931462, 0.234406, 0.678097, 0.822762, 0.54029, 0.939532, 0.200533, 0.607423,
      0.89575, 0.348055, 0.856768, 0.456849, 0.935452, 0.220393, 0.649263, 0.859128, 0.445431, 0.935187,
      0.215043, 0.639517, 0.865091, 0.436949, 0.927987, 0.243819, 0.696627, 0.796075, 0.603518, 0.904406,
      0.313732, 0.815354, 0.55822, 0.93294, 0.222832, 0.655902, 0.84631, 0.488244, 0.941937, 0.19693,
      0.597817, 0.907107, 0.30506, 0.80311, 0.587504, 0.91595, 0.277363, 0.75931, 0.681703, 0.819044,
      0.549856, 0.935476, 0.21357, 0.636614, 0.868677, 0.425305, 0.921729, 0.265749, 0.73709, 0.729309,
      0.73796, 0.728724, 0.739278, 0.72562, 0.744437, 0.716695, 0.75979, 0.686628, 0.806204, 0.586789,
    ]);
    const y = Float64Array.from([
      0.552, 0.815282, 0.502638, 0.835117, 0.43051, 0.819838, 0.486785, 0.831656, 0.456839, 0.827157,
      0.473931, 0.833692, 0.439448, 0.821234, 0.49458, 0.84136, 0.397933, 0.817038, 0.44644, 0.856007,
      0.379411, 0.790118, 0.55291, 0.81783, 0.484081, 0.82883, 0.478282, 0.842296, 0.392553, 0.817107,
      0.446635, 0.855428, 0.378142, 0.790314, 0.545479, 0.817141, 0.503052, 0.839923, 0.403718, 0.818189,
      0.446647, 0.851024, 0.374348, 0.798843, 0.487897, 0.863615, 0.355599, 0.771924, 0.578511, 0.798934,
      0.546502, 0.834761, 0.407052, 0.832345, 0.421568, 0.828702, 0.420937, 0.841446, 0.403059, 0.814632,
      0.461802, 0.844501, 0.380616, 0.816988, 0.471305, 0.831177, 0.455776, 0.826145, 0.480749, 0.838267,
      0.413378, 0.818232, 0.460922, 0.83558, 0.420219, 0.82144, 0.454495, 0.83322, 0.429163, 0.822838,
    ]);
    [
      [20, 0.217934089886],
      [40, 0.855247967212],
      [79, 0.609220571981],
    ].forEach(([library = 0, expected = NaN]) =>
      expect(crossMapSkill(x, y, { dimension: 2, library })).toBeCloseTo(expected, 10),
    );
  });

  it('does not exist where nothing varies', () => {
    expect(
      crossMapSkill(new Float64Array(30), new Float64Array(30), { dimension: 2, library: 20 }),
    ).toBeNaN();
  });

  it('doubts a leader that leaves no trace', () => {
    const run = convergentCrossMapping.start({ E: 3, refit: 100 });
    const values = peerSteps([walkBars(1, 404), walkBars(2, 404)], 1).map(run);
    expect(values.slice(0, 402).every((each) => each === undefined)).toBe(true);
    expect(Math.abs(values.at(-1) ?? NaN)).toBeLessThan(0.3);
    expect(readingOf(run, 'leaderFactor')).toBe(0.6);
  });

  it('believes one whose chaotic course the own one follows', () => {
    // The coupled maps of the paper, as ranges of bars: the leader drives, and is hardly driven.
    const [leader, own] = [[0.4], [0.2]];
    for (let t = 0; t < 403; t += 1) {
      const [x = 0, y = 0] = [leader[t], own[t]];
      leader.push(x * (3.8 - 3.8 * x - 0.02 * y));
      own.push(y * (3.5 - 3.5 * y - 0.1 * x));
    }
    const ranges = (logs: readonly number[]) =>
      barsOfReturns(logs.slice(1).map(() => 0)).map((bar, i) => ({
        ...bar,
        high: bar.low * Math.exp(logs[i] ?? 0),
      }));
    const run = convergentCrossMapping.start({ E: 2, refit: 100 });
    expect(
      peerSteps([ranges(own), ranges(leader)], 1)
        .map(run)
        .at(-1),
    ).toBeGreaterThan(0.6);
    expect(readingOf(run, 'convergence')).toBeGreaterThan(0.1);
    expect(readingOf(run, 'leaderFactor')).toBe(1);
  });
});

const pair = peerSteps(boundPair(13, 60), 1);
describeFormulaContract(breitungCandelonCausality, { p: 3, window: 30, refit: 10, level: 0.05 }, pair);
describeFormulaContract(crossQuantilogramLead, { tau: 0.1, window: 30, refit: 10 }, pair);
describeFormulaContract(forbesRigobonCorrelation, { calm: 20, crisis: 8 }, pair);
describeFormulaContract(
  convergentCrossMapping,
  { E: 2, refit: 1000 },
  peerSteps([walkBars(3, 404), walkBars(4, 404)], 1),
);
