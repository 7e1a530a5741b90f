import { describe, expect, it } from 'vitest';
import { Random } from '../numerics/random.ts';
import { LearnedTrust } from './learned-trust.ts';

/** Trust after outcomes that rise as often as the lean, `factor` times, says. */
function trustAfter(count: number, factor: number): number {
  const random = new Random(11);
  const trust = new LearnedTrust(1);
  for (let i = 0; i < count; i += 1) {
    const lean = random.uniform() - 0.5;
    trust.learn(lean, 0.5, random.uniform() < (1 + factor * lean) / 2);
  }
  return trust.share;
}

describe('the trust in a theory', () => {
  it('begins at none', () => {
    const trust = new LearnedTrust(1);
    expect(trust.share).toBe(0);
    expect(trust.probability(0.9, 0.53)).toBeCloseTo(0.53, 12);
  });

  it('grows to the full word of one whose word is right', () => {
    expect(trustAfter(20_000, 1)).toBeGreaterThan(0.85);
  });

  it('stays near none where there is nothing to it, and at none where it is wrong', () => {
    expect(trustAfter(20_000, 0)).toBeLessThan(0.06);
    expect(trustAfter(20_000, -1)).toBe(0);
  });

  it('takes one step of Newton a prediction', () => {
    const trust = new LearnedTrust(1);
    trust.learn(1, 0.5, true);
    // Curvature 25 + 0.25, pull 0.5: a slope of 0.5 / 25.25, of which 2 is the full word.
    expect(trust.share).toBeCloseTo(0.5 / 25.25 / 2, 12);
    expect(trust.probability(1, 0.5)).toBeCloseTo(1 / (1 + Math.exp(-0.5 / 25.25)), 12);
  });

  it('learns as little from ten overlapping outcomes as from one', () => {
    const overlapping = new LearnedTrust(10);
    for (let i = 0; i < 10; i += 1) overlapping.learn(1, 0.5, true);
    const alone = new LearnedTrust(1);
    alone.learn(1, 0.5, true);
    expect(overlapping.share).toBeCloseTo(alone.share, 3);
  });
});
