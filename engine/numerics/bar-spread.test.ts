import { describe, expect, it } from 'vitest';
import { BarSpread } from './bar-spread.ts';
import { Random } from './random.ts';

describe('half the spread as bars show it', () => {
  it('is worked out from a close and the middles around it', () => {
    const spread = new BarSpread(10);
    expect(spread.push({ high: Math.E ** 2, low: 1, close: Math.E ** 1.5 })).toBe(0);
    // Middles 1 and 0.5 in logarithms, close 1.5: sqrt((1.5 - 1) * (1.5 - 0.5)).
    expect(spread.push({ high: Math.E, low: 1, close: 1 })).toBeCloseTo(Math.sqrt(0.5), 12);
  });

  it('is zero where closes do not bounce', () => {
    const spread = new BarSpread(10);
    spread.push({ high: 4, low: 1, close: 4 });
    expect(spread.push({ high: 64, low: 16, close: 64 })).toBe(0);
  });

  it('finds the spread of a walk whose trades are at bid or ask', () => {
    const random = new Random(1);
    const spread = new BarSpread(20_000);
    const half = 0.001;
    let log = 0;
    let estimate = 0;
    for (let bar = 0; bar < 20_000; bar += 1) {
      const prices = Array.from({ length: 60 }, () => {
        log += random.normal() * 0.000_05;
        return Math.exp(log + (random.uniform() < 0.5 ? -half : half));
      });
      const close = prices.at(-1) as number;
      estimate = spread.push({ high: Math.max(...prices), low: Math.min(...prices), close });
    }
    expect(estimate / half).toBeGreaterThan(0.9);
    expect(estimate / half).toBeLessThan(1.1);
  });

  it('needs a window', () => {
    expect(() => new BarSpread(0)).toThrow('a window of bars must be a whole number above zero, was 0');
  });
});
