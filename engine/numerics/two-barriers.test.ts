import { describe, expect, it } from 'vitest';
import { firstAbove } from './two-barriers.ts';

describe('the first of two barriers', () => {
  it('is the nearer one the more often, without drift', () => {
    expect(firstAbove({ drift: 0, volatility: 0.01, above: 0.015, below: 0.005 })).toBe(0.25);
  });

  it('is drawn by the drift', () => {
    const of = (drift: number) => firstAbove({ drift, volatility: 0.01, above: 0.015, below: 0.005 });
    // By hand: (1 - e^0.01) / (e^-0.03 - e^0.01).
    expect(of(0.0001)).toBeCloseTo((1 - Math.exp(0.01)) / (Math.exp(-0.03) - Math.exp(0.01)), 12);
    expect(of(1e-18)).toBeCloseTo(0.25, 12);
    expect(of(-0.0001)).toBeLessThan(0.25);
  });

  it('is certain where the drift is everything', () => {
    expect(firstAbove({ drift: 1, volatility: 1e-3, above: 1, below: 1 })).toBe(1);
    expect(firstAbove({ drift: -1, volatility: 1e-3, above: 1, below: 1 })).toBe(0);
  });
});
