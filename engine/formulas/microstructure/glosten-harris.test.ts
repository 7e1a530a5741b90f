import { describe, expect, it } from 'vitest';
import { RollingCrossProducts } from '../../numerics/rolling-cross-products.ts';
import { normals } from '../contract-tests/catalogue-fixtures.ts';
import { describeFormulaContract } from '../contract-tests/describe-formula-contract.ts';
import { readingOf } from '../contract-tests/reading-of.ts';
import type { TradeTick } from '../formula.ts';
import { glostenHarris, permanentShare, spreadParts } from './glosten-harris.ts';

type Coefficients = readonly [c0: number, c1: number, z0: number, z1: number];

const COEFFICIENTS: Coefficients = [0.5, 0.1, 0.3, 0.2];

/** Price changes that four coefficients make of signs and sizes. */
const changesOf = (signs: readonly number[], sizes: readonly number[], [c0, c1, z0, z1]: Coefficients) =>
  signs.slice(1).map((sign, i) => {
    const [signed, signedBefore] = [sign * (sizes[i + 1] ?? 0), (signs[i] ?? 0) * (sizes[i] ?? 0)];
    return c0 * (sign - (signs[i] ?? 0)) + c1 * (signed - signedBefore) + z0 * sign + z1 * signed;
  });

const tradesOf = (signs: readonly number[], sizes: readonly number[], coefficients: Coefficients) => {
  let price = 1000;
  const changes = [0, ...changesOf(signs, sizes, coefficients)];
  return signs.map((sign, i): TradeTick => {
    price += changes[i] ?? 0;
    return { time: i, price, sizeBase: sizes[i] ?? 0, side: sign > 0 ? 'buy' : 'sell' };
  });
};

describe('the spread of Glosten and Harris', () => {
  it('gives the numbers of the catalogue check', () => {
    const signs = [1, 1, -1, 1, -1, -1, 1, 1];
    const sizes = [1, 2, 1, 3, 1, 2, 2, 1];
    const products = new RollingCrossProducts(5, 8);
    changesOf(signs, sizes, COEFFICIENTS).forEach((change, i) => {
      const [sign = 0, signBefore = 0] = [signs[i + 1], signs[i]];
      const [signed, signedBefore] = [sign * (sizes[i + 1] ?? 0), signBefore * (sizes[i] ?? 0)];
      products.push([sign - signBefore, signed - signedBefore, sign, signed, change]);
    });
    const { coefficients = [] } = products.fit(4, [0, 1, 2, 3]) ?? {};
    COEFFICIENTS.forEach((each, i) => expect(coefficients[i]).toBeCloseTo(each, 10));
    expect(permanentShare(spreadParts(coefficients, 1))).toBeCloseTo(0.454545454545, 10);
  });

  const signs = normals(21, 60).map((z) => (z > 0 ? 1 : -1));
  const sizes = normals(22, 60).map((z) => Math.exp(z));

  it('finds the parts again of trades that were made from them', () => {
    const run = glostenHarris.start({ n: 40, k: 1 });
    const value = tradesOf(signs, sizes, COEFFICIENTS).map(run).at(-1);
    // The last trade is not complete; the mean size is that of the 40 before it.
    const size = sizes.slice(19, 59).reduce((sum, each) => sum + each, 0) / 40;
    const [transitory, permanent] = [0.5 + 0.1 * size, 0.3 + 0.2 * size];
    expect(readingOf(run, 'transitory')).toBeCloseTo(transitory, 7);
    expect(readingOf(run, 'permanent')).toBeCloseTo(permanent, 7);
    expect(value).toBeCloseTo(permanent / (permanent + transitory), 7);
    expect(readingOf(run, 'postOnlyGate')).toBe(1);
  });

  it('keeps resting orders out where nearly all of the spread is information', () => {
    const run = glostenHarris.start({ n: 40, k: 1 });
    expect(tradesOf(signs, sizes, [0.05, 0.01, 0.3, 0.2]).map(run).at(-1)).toBeGreaterThan(0.8);
    expect(readingOf(run, 'postOnlyGate')).toBe(0);
  });

  it('has no value where the two parts sum to nothing', () => {
    expect(permanentShare({ permanent: 0.1, transitory: -0.2 })).toBeUndefined();
  });
});

const inputs = tradesOf(
  normals(23, 60).map((z) => (z > 0 ? 1 : -1)),
  normals(24, 60).map((z) => Math.exp(z)),
  COEFFICIENTS,
);
describeFormulaContract(glostenHarris, { n: 30, k: 4 }, inputs);
