import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BetaPosterior } from './beta-posterior.ts';
import { binomialTest } from './binomial-test.ts';
import { exactInterval, wilsonInterval } from './wilson.ts';

describe('the Wilson interval', () => {
  it('of 7 wins in 13 trades runs from 0.29 to 0.77: thirteen trades say little', () => {
    // z = 1.96, z^2 = 3.8415: center (0.53846 + 0.14775) / 1.29550, reach 1.51291 * sqrt(0.019117 + 0.005683).
    const { low, high } = wilsonInterval(7, 13) ?? { low: NaN, high: NaN };
    expect(low).toBeCloseTo(0.2914, 4);
    expect(high).toBeCloseTo(0.7679, 4);
  });

  it('holds the share, stays in 0 to 1 and lies inside the exact one for the middle of the range', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 400 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (count, part) => {
          const hits = Math.round(part * count);
          const { low, high } = wilsonInterval(hits, count) ?? { low: NaN, high: NaN };
          expect(low).toBeGreaterThanOrEqual(0);
          expect(high).toBeLessThanOrEqual(1);
          expect(low).toBeLessThanOrEqual(hits / count + 1e-12);
          expect(high).toBeGreaterThanOrEqual(hits / count - 1e-12);
        },
      ),
    );
  });

  it('knows nothing of no trades', () => {
    expect(wilsonInterval(0, 0)).toBeUndefined();
    expect(exactInterval(0, 0)).toBeUndefined();
  });

  it('wants whole counts', () => {
    expect(() => wilsonInterval(3, 2)).toThrow('from 0 to the count, was 3 of 2');
    expect(() => exactInterval(1.5, 2)).toThrow('from 0 to the count, was 1.5 of 2');
  });
});

describe('the exact interval', () => {
  it('of 3 of 3 ends at 1 and begins where three hits have a chance of 2.5 percent', () => {
    const { low, high } = exactInterval(3, 3) ?? { low: NaN, high: NaN };
    expect(high).toBe(1);
    expect(low ** 3).toBeCloseTo(0.025, 10);
  });
});

describe('the binomial test', () => {
  it('of 3 heads in 3 tosses: 1/8 for as many, 1/4 for as unlikely', () => {
    const test = binomialTest(3, 3, 0.5);
    expect(test.atLeast).toBeCloseTo(1 / 8, 14);
    expect(test.twoSided).toBeCloseTo(1 / 4, 14);
  });

  it('names a chance that is none', () => {
    expect(() => binomialTest(1, 2, 1)).toThrow('between 0 and 1, was 1');
    expect(() => binomialTest(3, 2, 0.5)).toThrow('from 0 to the count, was 3 of 2');
  });
});

describe('a belief about a win rate', () => {
  it('after 7 wins and 6 losses on a flat prior is Beta(8, 7)', () => {
    const belief = new BetaPosterior(1, 1).after(7, 6);
    expect([belief.alpha, belief.beta, belief.mean]).toEqual([8, 7, 8 / 15]);
    expect(belief.mode).toBeCloseTo(7 / 13, 14);
    expect(belief.standardDeviation).toBeCloseTo(Math.sqrt(56 / (225 * 16)), 14);
  });

  it('leaves equal chances on either side of its interval', () => {
    const belief = new BetaPosterior(8, 7);
    const { low, high } = belief.credible(0.9);
    expect(1 - belief.probabilityAbove(low)).toBeCloseTo(0.05, 9);
    expect(belief.probabilityAbove(high)).toBeCloseTo(0.05, 9);
  });

  it('has no single peak when flat', () => {
    expect(new BetaPosterior(1, 1).mode).toBeUndefined();
  });

  it('cannot begin at zero', () => {
    expect(() => new BetaPosterior(0, 1)).toThrow('above zero, was 0, 1');
  });
});
