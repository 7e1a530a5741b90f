import { describe, expect, it } from 'vitest';
import { Random } from './random.ts';
import { expectedRescaledRange, rescaledRange } from './rescaled-range.ts';

describe('the rescaled range', () => {
  it('is worked out by hand: 1, -1, 2, -2', () => {
    // Running sums 1, 0, 2, 0 range over 2; the standard deviation is the root of 2.5.
    expect(rescaledRange([1, -1, 2, -2], 4)).toBeCloseTo(2 / Math.sqrt(2.5), 14);
  });

  it('is the mean over whole blocks that vary', () => {
    const flat = [5, 5, 5, 5];
    expect(rescaledRange([1, -1, 2, -2, ...flat, 9], 4)).toBeCloseTo(2 / Math.sqrt(2.5), 14);
    expect(rescaledRange(flat, 4)).toBeNaN();
    expect(rescaledRange(flat, 8)).toBeNaN();
  });

  it('is expected of independent values as Anis and Lloyd say', () => {
    // For four values: 3.5/4 Gamma(1.5) / (sqrt(pi) Gamma(2)) (sqrt 3 + 1 + sqrt(1/3)).
    const exact = (3.5 / 4) * 0.5 * (Math.sqrt(3) + 1 + Math.sqrt(1 / 3));
    expect(expectedRescaledRange(4)).toBeCloseTo(exact, 13);
    const random = new Random(18);
    const noise = Array.from({ length: 64_000 }, () => random.normal());
    expect(rescaledRange(noise, 64) / expectedRescaledRange(64)).toBeCloseTo(1, 1);
  });
});
