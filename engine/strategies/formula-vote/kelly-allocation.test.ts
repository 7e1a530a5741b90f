import { describe, expect, it } from 'vitest';
import { kellyAllocation } from './kelly-allocation.ts';

const caps = { kellyShare: 0.5, maxAllocation: 1 };

describe('the Kelly allocation', () => {
  it('is half of p - q (loss / gain), divided by the loss', () => {
    // 0.6 - 0.4 = 0.2; half of it at a loss of 0.2 of the notional is 0.5 of equity.
    expect(kellyAllocation({ winProbability: 0.6, gain: 0.2, loss: 0.2 }, caps)).toBeCloseTo(0.5, 12);
  });

  it('is nothing for a bet that does not pay, or cannot gain after costs', () => {
    expect(kellyAllocation({ winProbability: 0.25, gain: 0.03, loss: 0.01 }, caps)).toBe(0);
    expect(kellyAllocation({ winProbability: 0.9, gain: -0.001, loss: 0.01 }, caps)).toBe(0);
  });

  it('is never above the cap', () => {
    expect(
      kellyAllocation(
        { winProbability: 0.9, gain: 0.01, loss: 0.01 },
        { kellyShare: 0.5, maxAllocation: 0.25 },
      ),
    ).toBe(0.25);
  });
});
