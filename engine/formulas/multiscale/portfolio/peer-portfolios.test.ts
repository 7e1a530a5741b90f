import { describe, expect, it } from 'vitest';
import { barsOfReturns } from '../../contract-tests/bars-of-returns.ts';
import { normals, walkBars } from '../../contract-tests/catalogue-fixtures.ts';
import { describeFormulaContract } from '../../contract-tests/describe-formula-contract.ts';
import { peerSteps } from '../../contract-tests/peer-steps.ts';
import { readingOf } from '../../contract-tests/reading-of.ts';
import { ledoitWolf } from '../../../numerics/ledoit-wolf.ts';
import { bisectedWeights, hierarchicalRiskParity, quasiDiagonalOrder } from './hierarchical-risk-parity.ts';
import {
  cappedWeights,
  ledoitWolfMinimumVariance,
  minimumVarianceWeights,
} from './ledoit-wolf-minimum-variance.ts';
import {
  diversificationRatio,
  diversifiedWeights,
  mostDiversifiedPortfolio,
} from './most-diversified-portfolio.ts';

const expectCloseTo = (found: ArrayLike<number> | undefined, expected: readonly number[]) => {
  expect(found).toHaveLength(expected.length);
  expected.forEach((each, i) => expect(found?.[i]).toBeCloseTo(each, 9));
};
/** Symbols that move by these deviations, each on its own. */
const independent = (...deviations: number[]) =>
  deviations.map((deviation, k) => barsOfReturns(normals(200 + k, 60).map((z) => deviation * z)));
const params = { window: 60, refit: 5 };

describe('hierarchical risk parity', () => {
  const covariance = [
    [0.04, 0.03, 0.004, 0],
    [0.03, 0.05, 0.002, 0.001],
    [0.004, 0.002, 0.09, 0.05],
    [0, 0.001, 0.05, 0.08],
  ];

  it('has the order and the weights of the catalogue check', () => {
    expect(quasiDiagonalOrder(covariance)).toEqual([0, 1, 2, 3]);
    expectCloseTo(
      bisectedWeights(covariance, [0, 1, 2, 3]),
      [0.358283776478, 0.286627021182, 0.167100801101, 0.187988401239],
    );
  });

  it('puts together what moves together, wherever it stands', () => {
    const apart = [0, 2, 1, 3].map((i) => [0, 2, 1, 3].map((j) => covariance[i]?.[j] ?? NaN));
    const order = quasiDiagonalOrder(apart);
    expect(order).toEqual([0, 2, 1, 3]);
    const weights = bisectedWeights(apart, order);
    expect(weights[2]).toBeCloseTo(0.286627021182, 9);
  });

  it('gives the calm symbol more, and one alone all', () => {
    const run = hierarchicalRiskParity.start(params);
    expect(
      peerSteps(independent(0.01, 0.03, 0.03))
        .map(run)
        .at(-1),
    ).toBeGreaterThan(0.6);
    expect(readingOf(run, 'symbols')).toBe(3);
    expect(peerSteps(independent(0.01)).map(hierarchicalRiskParity.start(params)).at(-1)).toBe(1);
  });
});

describe('the most diversified portfolio', () => {
  const covariance = [
    [0.04, 0.012, 0],
    [0.012, 0.09, 0.03],
    [0, 0.03, 0.16],
  ];

  it('has the weights and the ratio of the catalogue check', () => {
    const weights = diversifiedWeights(covariance);
    expectCloseTo(weights, [0.513307984791, 0.239000543183, 0.247691472026]);
    expect(diversificationRatio(covariance, weights)).toBeCloseTo(1.52874044683, 9);
  });

  it('leaves out what only adds to another', () => {
    // The third moves with the mean of the first two.
    const weights = diversifiedWeights([
      [1, 0, 0.8],
      [0, 1, 0.8],
      [0.8, 0.8, 1.3],
    ]);
    expectCloseTo(weights, [0.5, 0.5, 0]);
  });

  it('calls symbols that move as one a single bet', () => {
    const shared = normals(210, 60);
    const alike = [0, 1, 2].map((k) =>
      barsOfReturns(normals(211 + k, 60).map((z, i) => 0.01 * (shared[i] ?? 0) + 0.002 * z)),
    );
    const run = mostDiversifiedPortfolio.start(params);
    peerSteps(alike).forEach(run);
    expect(readingOf(run, 'diversification')).toBeLessThan(1.2);
    expect(readingOf(run, 'exposureFactor')).toBe(0.8);
    const apart = mostDiversifiedPortfolio.start(params);
    peerSteps(independent(0.01, 0.01, 0.01)).forEach(apart);
    expect(readingOf(apart, 'diversification')).toBeGreaterThan(1.5);
    expect(readingOf(apart, 'exposureFactor')).toBe(1);
  });
});

describe('the minimum variance portfolio', () => {
  const columns = [
    [0.01, -0.02, 0.015, 0, 0.01, -0.01],
    [0.02, -0.01, 0.01, -0.02, 0.03, 0],
    [-0.01, 0, 0.02, -0.015, 0.01, -0.02],
  ];

  it('has the weights of the catalogue check', () => {
    const { matrix, shrinkage } = ledoitWolf(columns);
    expect(shrinkage).toBeCloseTo(0.418259428219, 11);
    expectCloseTo(minimumVarianceWeights(matrix), [0.425095498461, 0.201753971171, 0.373150530367]);
  });

  it.each([
    { weights: [0.7, 0.2, 0.1], most: 0.5, expected: [0.5, 1 / 3, 1 / 6] },
    { weights: [1.2, -0.5, 0.3], most: 1, expected: [0.8, 0, 0.2] },
    { weights: [0.8, 0.15, 0.05], most: 0.4, expected: [0.4, 0.4, 0.2] },
    { weights: [0.9, 0.1], most: 0.4, expected: [0.4, 0.4] },
    { weights: [1], most: 0.5, expected: [0.5] },
  ])('cuts $weights to at most $most', ({ expected, most, weights }) => {
    expectCloseTo(cappedWeights(weights, most), expected);
  });

  it('gives the calm symbol as much as it may', () => {
    const run = ledoitWolfMinimumVariance.start({ ...params, max_w: 0.5 });
    expect(
      peerSteps(independent(0.001, 0.03, 0.03))
        .map(run)
        .at(-1),
    ).toBe(0.5);
    expect(readingOf(run, 'scale')).toBe(0.5);
    expect(readingOf(run, 'shrinkage')).toBeGreaterThan(0);
  });
});

describe('portfolios of the followed symbols', () => {
  it.each([
    ['hierarchical', () => hierarchicalRiskParity.start(params)],
    ['most diversified', () => mostDiversifiedPortfolio.start(params)],
    ['of minimum variance', () => ledoitWolfMinimumVariance.start({ ...params, max_w: 1 })],
  ] as const)('leave out who does not move or lacks a bar: %s', (_name, start) => {
    const [calm = [], wild = []] = independent(0.01, 0.02);
    const still = barsOfReturns(normals(1, 60).map(() => 0));
    const gap = wild.map((bar, i) => (i === 30 ? undefined : bar));
    expect(peerSteps([calm, still, gap]).map(start()).at(-1)).toBeCloseTo(1, 12);
    expect(peerSteps([still, calm, wild]).map(start()).at(-1)).toBeUndefined();
  });
});

const four = peerSteps([221, 222, 223, 224].map((seed) => walkBars(seed, 50)));
describeFormulaContract(hierarchicalRiskParity, { window: 20, refit: 4 }, four);
describeFormulaContract(mostDiversifiedPortfolio, { window: 20, refit: 4 }, four);
describeFormulaContract(ledoitWolfMinimumVariance, { window: 20, refit: 4, max_w: 0.5 }, four);
