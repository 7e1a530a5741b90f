import { describe, expect, it } from 'vitest';
import { barsOfReturns } from '../../contract-tests/bars-of-returns.ts';
import { normals, walkBars } from '../../contract-tests/catalogue-fixtures.ts';
import { describeFormulaContract } from '../../contract-tests/describe-formula-contract.ts';
import { peerSteps } from '../../contract-tests/peer-steps.ts';
import { readingOf } from '../../contract-tests/reading-of.ts';
import { symmetricEigen } from '../../../numerics/symmetric-eigen.ts';
import type { MarketStep } from '../../formula.ts';
import { barSurprise, correlationSurprise, shapeOf } from './correlation-surprise.ts';
import { dieboldYilmazSpillover } from './diebold-yilmaz-spillover.ts';
import { effectiveBets, effectiveNumberOfBets, varianceShares } from './effective-number-of-bets.ts';
import {
  chanceEdge,
  cleanedCorrelations,
  marchenkoPasturMarketMode,
  marketMode,
} from './marchenko-pastur-market-mode.ts';
import { mstNormalisedLength } from './mst-normalised-length.ts';
import { correlationDistances, minimumSpanningTree } from './spanning-tree.ts';
import { VarianceDecomposition } from './variance-decomposition.ts';

const rows = (...matrix: number[][]) => matrix.map((row) => Float64Array.from(row));
const holding = (time: number, ...notionals: number[]): MarketStep => ({
  kind: 'holdings',
  time,
  holdings: { notionals, equityQuote: 1000 },
});
/** Symbols that share a common move of weight `common` beside their own. */
const symbols = (count: number, length: number, common: (i: number) => number) => {
  const shared = normals(50, length);
  return Array.from({ length: count }, (_, k) =>
    barsOfReturns(normals(51 + k, length).map((z, i) => 0.001 * (z + common(i) * (shared[i] ?? 0)))),
  );
};

describe('the effective number of bets', () => {
  const covariance = rows([0.04, 0.03], [0.03, 0.04]);

  it('gives the numbers of the catalogue check', () => {
    const shares = varianceShares(symmetricEigen(covariance), [1, 0.2]);
    expect(shares?.[0]).toBeCloseTo(0.940298507463, 11);
    expect(shares?.[1]).toBeCloseTo(0.0597014925373, 11);
    expect(effectiveBets(symmetricEigen(covariance), [1, 0.2])).toBeCloseTo(1.25375792021, 10);
  });

  it('is all of them for nothing held, and 1 for a single direction', () => {
    expect(effectiveBets(symmetricEigen(covariance), [0, 0])).toBe(2);
    expect(effectiveBets(symmetricEigen(covariance), [1, 1])).toBeCloseTo(1, 12);
  });

  it('cuts exposure where everything moves together, and new entries where there is but one bet', () => {
    const run = effectiveNumberOfBets.start({ window: 100, target: 2.5, refit: 5 });
    const steps = peerSteps(symbols(3, 101, () => 5));
    expect(steps.map(run).at(-1)).toBe(3);
    expect(readingOf(run, 'scale')).toBe(1);
    const alike = run(holding(1e7, 100, 100, 100)) ?? NaN;
    expect(alike).toBeLessThan(1.2);
    expect(readingOf(run, 'scale')).toBeCloseTo(alike / 2.5, 12);
    expect(readingOf(run, 'entryScale')).toBe(0.5);
    // One long and one short: what is common to both falls out.
    expect(run(holding(1e7, 100, -50, -50))).toBeGreaterThan(1.2);
    expect(readingOf(run, 'entryScale')).toBe(1);
  });
});

describe('correlation surprise', () => {
  it('gives the numbers of the catalogue check', () => {
    const shape = shapeOf(Float64Array.of(0, 0), rows([0.0004, 0.0002], [0.0002, 0.0004]));
    const found = shape && barSurprise(Float64Array.of(0.02, -0.01), shape);
    expect(found?.turbulence).toBeCloseTo(1.16666666667, 10);
    expect(found?.magnitude).toBeCloseTo(0.625, 12);
    expect(found?.surprise).toBeCloseTo(1.86666666667, 10);
  });

  it('begins anew with another symbol in the place of one', () => {
    const run = correlationSurprise.start({ window: 50, ridge: 0.0001, q: 0.8 });
    const steps = peerSteps([1, 2].map((seed) => barsOfReturns(normals(seed, 119).map((z) => 0.001 * z))));
    const values = steps.map((step, i) =>
      run(
        step.kind === 'peers' && i >= 60
          ? { ...step, peers: { ...step.peers, symbols: ['S0', 'S9'] } }
          : step,
      ),
    );
    expect(values.slice(51, 60).every((each) => each !== undefined)).toBe(true);
    expect(values.slice(60, 111).every((each) => each === undefined)).toBe(true);
    expect(values.slice(111).every((each) => each !== undefined)).toBe(true);
  });

  it('is 1 where nothing moves', () => {
    const shape = shapeOf(Float64Array.of(0, 0), rows([1, 0], [0, 1]));
    expect(shape && barSurprise(Float64Array.of(0, 0), shape).surprise).toBe(1);
  });

  it('shuts pairs for five bars and makes positions smaller for ten when symbols are torn apart', () => {
    const params = { window: 100, ridge: 0.0001, q: 0.8 };
    const length = 500;
    const shared = normals(60, length).map((z) => 0.001 * z);
    const torn = (sign: number, seed: number) =>
      barsOfReturns(
        normals(seed, length).map((z, i) => (shared[i] ?? 0) + 0.0003 * z + (i === 480 ? sign * 0.004 : 0)),
      );
    const run = correlationSurprise.start(params);
    const gates = peerSteps([torn(1, 61), torn(-1, 62)]).map((step) => {
      run(step);
      return [readingOf(run, 'gate'), readingOf(run, 'pairsGate')];
    });
    // Return 480 ends bar 481.
    expect(gates[481]).toEqual([0.6, 0]);
    expect(gates.slice(481, 486).every(([, pairs]) => pairs === 0)).toBe(true);
    expect(gates.slice(481, 491).every(([gate]) => gate === 0.6)).toBe(true);
    // Before 365 bars are known none is called large.
    expect(gates.slice(0, 465).every(([gate]) => gate === 1)).toBe(true);
  });
});

describe('the market mode', () => {
  it('gives the numbers of the catalogue check', () => {
    const mode = marketMode([6, 1.6, 0.9, 0.5, 0.4, 0.2, 0.2, 0.1, 0.05, 0.05], 250);
    expect(chanceEdge(10, 250)).toBeCloseTo(1.44, 12);
    expect(mode?.edge).toBeCloseTo(0.576, 12);
    expect(mode?.count).toBe(3);
    expect(mode?.share).toBeCloseTo(0.6, 12);
    expect(marketMode([2, 1], 2)).toBeUndefined();
  });

  it('is cleaned of chance: the noise becomes alike and the sum of the eigenvalues stays', () => {
    const matrix = rows([1, 0.8, 0.7], [0.8, 1, 0.75], [0.7, 0.75, 1]);
    const cleaned = cleanedCorrelations(matrix, 100) ?? [];
    expect(cleaned.map((row, i) => row[i])).toEqual([1, 1, 1]);
    const { values } = symmetricEigen(cleaned);
    expect(values.reduce((sum, each) => sum + each, 0)).toBeCloseTo(3, 12);
    // Where the noise is alike already, nothing changes.
    const even = rows([1, 0.7, 0.7], [0.7, 1, 0.7], [0.7, 0.7, 1]);
    cleanedCorrelations(even, 100)?.forEach((row, i) =>
      row.forEach((each, j) => expect(each).toBeCloseTo(even[i]?.[j] ?? NaN, 12)),
    );
    expect(cleanedCorrelations(matrix, 3)).toBeUndefined();
  });

  it('is large, and makes one family of all, where all move together', () => {
    const together = marchenkoPasturMarketMode.start({ window: 100, refit: 20 });
    expect(
      peerSteps(symbols(5, 100, () => 3))
        .map(together)
        .at(-1),
    ).toBeGreaterThan(0.8);
    expect(readingOf(together, 'isOneFamily')).toBe(1);
    expect(readingOf(together, 'directions')).toBeGreaterThanOrEqual(1);
    expect(readingOf(together, 'edge')).toBeLessThan(0.3);
    const apart = marchenkoPasturMarketMode.start({ window: 100, refit: 20 });
    expect(
      peerSteps(symbols(5, 100, () => 0))
        .map(apart)
        .at(-1),
    ).toBeLessThan(0.4);
    expect(readingOf(apart, 'isOneFamily')).toBe(0);
  });
});

describe('spillovers', () => {
  const spillovers = (
    coefficients: readonly Float64Array[][],
    covariance: readonly Float64Array[],
    horizon: number,
  ) => new VarianceDecomposition(covariance.length, horizon).of(coefficients, covariance);

  it('have the numbers of the catalogue check', () => {
    const { net, shares, total } = spillovers([rows([0.5, 0.2], [0, 0.4])], rows([1, 0.3], [0.3, 0.5]), 3);
    expect(shares[0]?.[0]).toBeCloseTo(0.796399364247, 11);
    expect(shares[0]?.[1]).toBeCloseTo(0.203600635753, 11);
    expect(shares[1]?.[0]).toBeCloseTo(0.152542372881, 11);
    expect(shares[1]?.[1]).toBeCloseTo(0.847457627119, 11);
    expect(total).toBeCloseTo(17.8071504317, 9);
    expect(net[0]).toBeCloseTo(-5.10582628715, 9);
    expect(net[1]).toBeCloseTo(5.10582628715, 9);
  });

  it('are none where nobody moves another', () => {
    expect(spillovers([rows([0.5, 0], [0, 0.4])], rows([1, 0], [0, 2]), 10).total).toBeCloseTo(0, 12);
  });

  it('come from the symbol whose ranges the others repeat', () => {
    const ranges = normals(70, 201).map((z) => 0.001 * Math.exp(0.5 * z));
    const noise = normals(71, 201).map((z) => 0.0001 * Math.abs(z));
    const barsOf = (sizes: readonly number[]) =>
      barsOfReturns(sizes.slice(1).map(() => 0)).map((bar, i) => ({
        ...bar,
        high: bar.low * Math.exp(sizes[i] ?? 0),
      }));
    const run = dieboldYilmazSpillover.start({ p: 1, H: 10, window: 200, refit: 20 });
    const follower = ranges.map((_, i) => (ranges[i - 1] ?? 0) + (noise[i] ?? 0));
    expect(
      peerSteps([barsOf(follower), barsOf(ranges)])
        .map(run)
        .at(-1),
    ).toBeGreaterThan(30);
    expect(readingOf(run, 'leader')).toBe(1);
    expect(readingOf(run, 'net')).toBeLessThan(-50);
    expect(readingOf(run, 'sizeFactor')).toBe(1);
  });
});

describe('the spanning tree', () => {
  it('has the edges and the length of the catalogue check', () => {
    const correlations = rows(
      [1, 0.9, 0.2, 0.1],
      [0.9, 1, 0.3, 0.15],
      [0.2, 0.3, 1, 0.7],
      [0.1, 0.15, 0.7, 1],
    );
    const { edges, meanLength } = minimumSpanningTree(correlationDistances(correlations));
    expect(edges).toEqual([
      [0, 1],
      [2, 3],
      [1, 2],
    ]);
    expect(meanLength).toBeCloseTo(0.80167540712, 10);
  });

  it('halves what holds symbols against each other when all begin to move as one', () => {
    const run = mstNormalisedLength.start({ window: 40, history: 50, q: 0.1 });
    const values = peerSteps(symbols(5, 140, (i) => (i < 120 ? 0.2 : 8))).map(run);
    expect(values[39]).toBeUndefined();
    expect(values[40]).toBeGreaterThan(1);
    expect(values.at(-1)).toBeLessThan(0.8);
    expect(readingOf(run, 'gate')).toBe(0.5);
    expect(readingOf(run, 'exposureFactor')).toBe(0.8);
  });

  it('needs five symbols', () => {
    const run = mstNormalisedLength.start({ window: 10, history: 20, q: 0.1 });
    expect(
      peerSteps(symbols(4, 40, () => 1))
        .map(run)
        .every((each) => each === undefined),
    ).toBe(true);
  });
});

const five = peerSteps([1, 2, 3, 4, 5].map((seed) => walkBars(80 + seed, 50)));
const last = five.at(-1)?.time ?? 0;
describeFormulaContract(effectiveNumberOfBets, { window: 20, target: 2.5, refit: 5 }, [
  ...five,
  holding(last, 10, -5, 0, 0, 20),
  holding(last, 10, 10, 0, 0, 0),
]);
describeFormulaContract(correlationSurprise, { window: 20, ridge: 0.0001, q: 0.8 }, five);
describeFormulaContract(marchenkoPasturMarketMode, { window: 20, refit: 5 }, five);
describeFormulaContract(dieboldYilmazSpillover, { p: 1, H: 10, window: 30, refit: 10 }, five);
describeFormulaContract(mstNormalisedLength, { window: 20, history: 20, q: 0.1 }, five);
