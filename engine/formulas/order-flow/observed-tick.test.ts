import { describe, expect, it } from 'vitest';
import { ObservedTick } from './observed-tick.ts';

describe('the observed tick', () => {
  it('is the smallest difference of prices seen', () => {
    const tick = new ObservedTick(0);
    const found = [
      [100, 100.5],
      [100, 100.3],
      [100.2, 100.5],
      [100.1 + 0.1, 100.5],
    ].map(([bid = 0, ask = 0]) => {
      tick.push(bid, ask);
      return tick.size;
    });
    expect(found[0]).toBe(0.5);
    expect(found[1]).toBeCloseTo(0.3, 9);
    expect(found[3]).toBeCloseTo(0.2, 9);
  });

  it('is the given one where one is given', () => {
    const tick = new ObservedTick(0.5);
    tick.push(100, 100.1);
    expect(tick.size).toBe(0.5);
    expect(() => new ObservedTick(-1)).toThrow('tick must be finite and not negative, was -1');
  });
});
