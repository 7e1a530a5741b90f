import { describe, expect, it } from 'vitest';
import { normals } from '../contract-tests/catalogue-fixtures.ts';
import { describeFormulaContract } from '../contract-tests/describe-formula-contract.ts';
import { readingOf } from '../contract-tests/reading-of.ts';
import { bookAt } from '../contract-tests/sample-inputs.ts';
import { DepthRegression, halfLifeOf, orderBookResiliency } from './order-book-resiliency.ts';

/** A book every `stepMs` whose log depth keeps `persistence` of its distance from that of 10. */
const booksThat = (persistence: number, count: number, stepMs = 1000) => {
  let distance = 0;
  return normals(81, count).map((z, i) => {
    distance = persistence * distance + 0.1 * z;
    const size = 2.5 * Math.exp(distance);
    return bookAt(i * stepMs, [99, size, 98, size], [101, size, 102, size]);
  });
};

describe('the resiliency of the order book', () => {
  it('gives the number of the catalogue check', () => {
    const path = [6, 6.5];
    while (path.length < 6) path.push((path.at(-1) ?? 0) + 2 - 0.3 * (path.at(-1) ?? 0));
    const depths = new DepthRegression(6, 1);
    for (const depth of path) depths.push(depth);
    expect(depths.pull).toBeCloseTo(-0.3, 8);
    expect(halfLifeOf(depths.pull, 1)).toBeCloseTo(1.94335820987, 7);
  });

  it('finds the half-life of a book that refills', () => {
    const params = { lv: 5, dt: 1, n: 2000, pmax: 1 };
    // 0.8 is left after a second: ln 2 / -ln 0.8 = 3.106.
    const value = booksThat(0.8, 2001).map(orderBookResiliency.start(params)).at(-1) ?? NaN;
    expect(Math.abs(value - 3.106)).toBeLessThan(0.5);
  });

  it('counts the best levels only', () => {
    const [best, all] = [1, 2].map((lv) =>
      booksThat(0.8, 300)
        .map(({ asks, bids, time }, i) =>
          bookAt(time, [...bids.slice(0, 3), i % 7], [...asks.slice(0, 3), i % 5]),
        )
        .map(orderBookResiliency.start({ lv, dt: 1, n: 250, pmax: 1 }))
        .at(-1),
    );
    expect(best).toBeGreaterThan(1);
    expect(all).not.toBe(best);
  });

  it('narrows the gate where the book refills slower than usual', () => {
    const run = orderBookResiliency.start({ lv: 5, dt: 1, n: 240, pmax: 1 });
    const calm = booksThat(0.5, 900);
    calm.forEach(run);
    const usual = readingOf(run, 'usual');
    const slow =
      booksThat(0.95, 400)
        .map((book) => run({ ...book, time: book.time + 900_000 }))
        .at(-1) ?? NaN;
    expect(slow).toBeGreaterThan(2 * usual);
    expect(readingOf(run, 'gate')).toBe(0.3);
  });

  it('has no half-life of what is not drawn back', () => {
    expect([0, 0.1, -1, -1.5].map((pull) => halfLifeOf(pull, 1))).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
  });
});

describeFormulaContract(orderBookResiliency, { lv: 2, dt: 1, n: 80, pmax: 1 }, booksThat(0.6, 120));
