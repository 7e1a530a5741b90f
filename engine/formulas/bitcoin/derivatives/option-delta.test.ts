import { describe, expect, it } from 'vitest';
import { blackDelta, volatilityAtDelta } from './option-delta.ts';

describe('the delta of an option', () => {
  it('is the normal probability of Black', () => {
    const terms = { forward: 100, strike: 100, volatility: 0.4, years: 0.25 };
    // At the money the argument is half the deviation: 0.1. Phi(0.1) = 0.539827837277.
    expect(blackDelta({ ...terms, kind: 'call' })).toBeCloseTo(0.539827837277, 9);
    expect(blackDelta({ ...terms, kind: 'put' })).toBeCloseTo(0.539827837277 - 1, 9);
    expect(blackDelta({ ...terms, strike: 200, kind: 'call' })).toBeLessThan(0.001);
  });

  it('finds the volatility between the options around it', () => {
    const points = [
      { delta: 0.5, volatility: 0.6 },
      { delta: 0.2, volatility: 0.7 },
      { delta: 0.3, volatility: 0.64 },
    ];
    expect(volatilityAtDelta(points, 0.25)).toBeCloseTo(0.67, 12);
    expect(volatilityAtDelta(points, 0.3)).toBe(0.64);
    expect(volatilityAtDelta(points, 0.1)).toBeUndefined();
    expect(volatilityAtDelta(points, 0.6)).toBeUndefined();
  });
});
