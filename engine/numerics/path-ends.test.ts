import { describe, expect, it } from 'vitest';
import { normalCdf } from './normal-distribution.ts';
import { PathEnds } from './path-ends.ts';
import { Random } from './random.ts';

describe('the ends of random paths', () => {
  it('are counted and averaged on both sides of the start', () => {
    const draws = [1, 0.5, -2, 0.5];
    const paths = new PathEnds(4, 2, { normal: () => draws.shift() ?? 0 });
    // Ends 1.5 and -1.5, -1.5 and 1.5; with a drift of 0.1 a step and a deviation of 2: 3.2, -2.8, -2.8, 3.2.
    const { above, below, meanAbove, meanBelow } = paths.of(0.1, 2);
    expect([above, below]).toEqual([0.5, 0.5]);
    expect(meanAbove).toBeCloseTo(3.2, 12);
    expect(meanBelow).toBeCloseTo(2.8, 12);
  });

  it('lie half above without drift, and as the normal law says with one', () => {
    const paths = new PathEnds(10_000, 20, new Random(28));
    expect(paths.of(0, 0.01).above).toBe(0.5);
    const expected = normalCdf(0.1 * Math.sqrt(20));
    expect(Math.abs(paths.of(0.001, 0.01).above - expected)).toBeLessThan(0.015);
  });

  it('lie all on one side of a drift that outweighs every step', () => {
    const ends = new PathEnds(10, 3, new Random(1)).of(1, 1e-6);
    expect(ends).toMatchObject({ above: 1, below: 0, meanBelow: 0 });
    expect(ends.meanAbove).toBeCloseTo(3, 4);
  });

  it('are refused for an odd number of paths', () => {
    expect(() => new PathEnds(3, 1, new Random(1))).toThrow('paths must be even, was 3');
  });
});
