import { describe, expect, it } from 'vitest';
import { Mulberry32 } from './mulberry32.ts';
import { ordinaryLeastSquares } from './ordinary-least-squares.ts';
import { CrossProductMemory, RollingCrossProducts } from './rolling-cross-products.ts';

/** Rows of a one, two regressors and what they make with some noise. */
const rowsOf = (count: number): number[][] => {
  const random = new Mulberry32(7);
  return Array.from({ length: count }, () => {
    const [a, b] = [random.normal(), 3 + random.normal()];
    return [1, a, b, 2 - a + 0.5 * b + 0.1 * random.normal()];
  });
};

describe('rolling cross products', () => {
  it('fits the rows of its window as a factorization of them does', () => {
    const rows = rowsOf(233);
    const products = new RollingCrossProducts(4, 50);
    rows.forEach((row) => products.push(row));
    const window = rows.slice(-50);
    const design = window.map((row) => row.slice(0, 3));
    const targets = window.flatMap((row) => row.slice(3));
    const found = products.fit(3, [0, 1, 2]);
    const exact = ordinaryLeastSquares(design, targets);
    const numbersOf = (fit: typeof found | typeof exact) =>
      fit && [...fit.coefficients, fit.sumOfSquares, ...fit.inverseGram.flatMap((row) => Array.from(row))];
    const expected = numbersOf(exact) ?? [];
    expect(expected).toHaveLength(13);
    numbersOf(found)?.forEach((each, i) => expect(each).toBeCloseTo(expected[i] ?? NaN, 9));
    expect(found?.count).toBe(50);
  });

  it('keeps nothing of the fit before in a memory that is used again', () => {
    const products = new RollingCrossProducts(4, 50);
    const memory = new CrossProductMemory(3);
    for (const row of rowsOf(60)) {
      products.push(row);
      expect(products.fit(3, [0, 1, 2], memory)).toEqual(products.fit(3, [0, 1, 2]));
      expect(products.fit(0, [3, 1, 2], memory)).toEqual(products.fit(0, [3, 1, 2]));
    }
  });

  it('regresses on any of its columns, in the order asked for', () => {
    const products = new RollingCrossProducts(3, 10);
    for (let i = 1; i <= 6; i += 1) products.push([i, i % 2, 3 * (i % 2) - i]);
    const [odd = NaN, slope = NaN] = products.fit(2, [1, 0])?.coefficients ?? [];
    expect(odd).toBeCloseTo(3, 12);
    expect(slope).toBeCloseTo(-1, 12);
  });

  it('forgets what was too large for it with the window', () => {
    const products = new RollingCrossProducts(2, 4);
    products.push([1e200, 1e200]);
    expect(products.fit(1, [0])).toBeUndefined();
    for (let i = 1; i <= 8; i += 1) products.push([i, 2 * i]);
    expect(products.fit(1, [0])?.coefficients[0]).toBeCloseTo(2, 14);
  });

  it('sums the products of the rows it holds', () => {
    const products = new RollingCrossProducts(2, 2);
    for (const row of [
      [1, 2],
      [3, 4],
      [5, 6],
    ])
      products.push(row);
    expect([products.product(0, 0), products.product(0, 1), products.product(1, 0)]).toEqual([34, 42, 42]);
    expect(products.count).toBe(2);
  });

  it('has no fit of columns that depend on each other, nor of too few rows', () => {
    const products = new RollingCrossProducts(3, 10);
    products.push([1, 2, 5]);
    expect(products.fit(2, [0])).toBeUndefined();
    for (let i = 0; i < 5; i += 1) products.push([i, 2 * i, i * i]);
    expect(products.fit(2, [0, 1])).toBeUndefined();
    expect(new RollingCrossProducts(2, 3).fit(1, [0])).toBeUndefined();
  });
});
