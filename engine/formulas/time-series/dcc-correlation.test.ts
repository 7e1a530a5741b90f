import { describe, expect, it } from 'vitest';
import { barsOfReturns } from '../contract-tests/bars-of-returns.ts';
import { normals } from '../contract-tests/catalogue-fixtures.ts';
import { describeFormulaContract } from '../contract-tests/describe-formula-contract.ts';
import { peerSteps } from '../contract-tests/peer-steps.ts';
import { readingOf } from '../contract-tests/reading-of.ts';
import type { MarketStep } from '../formula.ts';
import { PairCovariance } from './conditional-correlation.ts';
import { dccCorrelation, scaleBeside } from './dcc-correlation.ts';

const params = { a: 0.03, b: 0.95, n0: 40 };
const common = normals(49, 90).map((z) => 0.01 * z);
const mixed = (seed: number, share: number) =>
  barsOfReturns(
    normals(seed, 90).map((z, t) => share * (common[t] ?? 0) + Math.sqrt(1 - share * share) * 0.01 * z),
  );
const own = barsOfReturns(common);
const alike = mixed(50, 0.95);
const against = mixed(51, -0.5);
const holding = (...notionals: number[]): MarketStep => ({
  kind: 'holdings',
  time: 6_000_000,
  holdings: { notionals, equityQuote: 1000 },
});
const voting = (winner: -1 | 0 | 1): MarketStep => ({
  kind: 'vote',
  time: 6_000_000,
  vote: { winner, signal: winner, confidence: 1, probabilityUp: 0.5 },
});

describe('the correlation from bar to bar', () => {
  it('gives the number of the catalogue check', () => {
    const level = Object.assign(new PairCovariance(), { own: 1, both: 0.5, other: 1 });
    const covariance = Object.assign(new PairCovariance(), level);
    covariance.follow(2, 1, level, { a: 0.03, b: 0.95 });
    expect(covariance.own).toBeCloseTo(1.09, 12);
    expect(covariance.both).toBeCloseTo(0.545, 12);
    expect(covariance.other).toBeCloseTo(1, 12);
    expect(covariance.correlation).toBeCloseTo(0.522015325446, 9);
  });

  it('begins at the correlation of the first n0 moves', () => {
    const run = dccCorrelation.start(params);
    const values = peerSteps([own, alike], 1).map(run);
    expect(values.findIndex((value) => value !== undefined)).toBe(60);
    expect(values[60]).toBeGreaterThan(0.85);
    expect(values.at(-1)).toBeGreaterThan(0.85);
  });

  it('is with the leader, or the first other symbol where none leads', () => {
    const withLeader = peerSteps([own, alike, against], 2).map(dccCorrelation.start(params)).at(-1);
    expect(withLeader).toBeLessThan(-0.2);
    const withFirst = peerSteps([own, alike, against]).map(dccCorrelation.start(params)).at(-1);
    expect(withFirst).toBeGreaterThan(0.8);
  });

  it('has no value where the other never moves or has no bar', () => {
    const still = own.map((bar) => ({ ...bar, close: 100 }));
    expect(peerSteps([own, still], 1).map(dccCorrelation.start(params)).at(-1)).toBeUndefined();
    const gap = alike.map((bar, i) => (i === 70 ? undefined : bar));
    const values = peerSteps([own, gap], 1).map(dccCorrelation.start(params));
    expect([values[69] === undefined, values[70] === undefined, values[71] === undefined]).toEqual([
      false,
      true,
      false,
    ]);
  });
});

describe('the scale of a new position beside those held', () => {
  it.each([
    [0.5, 1, 0.5],
    [0.8, 1, 0],
    [-0.3, 1, 1],
    [0.5, -1, 1],
    [-0.8, -1, 0.2],
    [0.9, 0, 1],
  ])('of a correlation of %d and side %d is %d', (correlation, side, expected) => {
    expect(scaleBeside(correlation, side)).toBeCloseTo(expected, 14);
  });

  it('forbids the same again and leaves the other direction alone', () => {
    const run = dccCorrelation.start(params);
    peerSteps([own, alike, against], 1).forEach(run);
    expect(readingOf(run, 'scale')).toBe(1);
    run(holding(0, 500, 0));
    expect([readingOf(run, 'longScale'), readingOf(run, 'shortScale')]).toEqual([0, 1]);
    expect(readingOf(run, 'scale')).toBe(0);
    run(voting(-1));
    expect(readingOf(run, 'scale')).toBe(1);
    run(voting(1));
    expect(readingOf(run, 'scale')).toBe(0);
  });

  it('is the smallest of several, and what is held of the symbol itself does not count', () => {
    const run = dccCorrelation.start(params);
    peerSteps([own, against, against], 1).forEach(run);
    const value = run(holding(900, -200, 0)) ?? NaN;
    expect(value).toBeLessThan(0);
    // A short in what runs against us is like a long in ourselves.
    expect(readingOf(run, 'longScale')).toBeCloseTo(1 + value, 12);
    expect(readingOf(run, 'shortScale')).toBe(1);
  });
});

describeFormulaContract(dccCorrelation, { ...params, n0: 10 }, peerSteps([own, alike], 1).slice(0, 60));
