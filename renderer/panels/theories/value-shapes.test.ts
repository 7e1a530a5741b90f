import { describe, expect, it } from 'vitest';
import { placesOf } from './value-shapes.ts';

describe('the scale of a theory', () => {
  it('goes from the least to the most the value can be', () => {
    const interval = { low: 0.25, high: 0.75, kind: 'posterior' } as const;
    expect(placesOf('win-rate', { value: 0.6, interval })).toEqual({
      value: 0.6,
      interval: { from: 0.25, to: 0.75 },
      neutral: 0.5,
    });
  });

  it('makes room for what lies beyond its ends', () => {
    const { interval, neutral, value } = placesOf('kalman', {
      value: 2,
      interval: { low: 1, high: 3, kind: 'posterior' },
    });
    // From -1 to 3: zero lies a quarter of the way.
    expect([value, interval, neutral]).toEqual([0.75, { from: 0.5, to: 1 }, 0.25]);
  });

  it('has no interval where the theory states none, and no mark where it has no neutral value', () => {
    expect(placesOf('regime', { value: 0.9 })).toEqual({
      value: 0.9,
      interval: undefined,
      neutral: undefined,
    });
  });
});
