import { describe, expect, it } from 'vitest';
import type { Bar } from '../domain/market/bar.ts';
import { unixMs } from '../domain/units/time.ts';
import { computeOnBars } from './compute-on-bars.ts';

const bars = [10, 14, 12].map((close, index): Bar => ({
  openTime: unixMs(index * 60_000),
  intervalMs: 60_000,
  open: close,
  high: close + 1,
  low: close - 1,
  close,
  volumeBase: 1,
  buyVolumeBase: 0.5,
  tradeCount: 1,
}));

describe('a formula over bars', () => {
  it('has one value per bar, none until it is warm', () => {
    expect(computeOnBars('simple-moving-average', { window: 2 }, bars)).toEqual([undefined, 12, 13]);
  });

  it('reads whole bars where the formula asks for them', () => {
    // True ranges 2, 5 and 3.
    expect(computeOnBars('mean-true-range', { n: 1 }, bars)).toEqual([2, 5, 3]);
  });

  it('tells a formula that reads the bars of all symbols those of the same time', () => {
    const around = { symbols: ['BTC', 'ETH'], leader: 1, others: [bars.slice(1)] };
    // Passive-aggressive reversion needs one return of each symbol: the other one has its first at the third bar.
    const [, second, third] = computeOnBars('F146', {}, bars, around);
    expect([second, third]).toEqual([undefined, expect.any(Number)]);
    expect(computeOnBars('F146', {}, bars)).toEqual([undefined, undefined, undefined]);
  });

  it('tells a formula that reads more than bars the bars, and has what values it can', () => {
    const many = Array.from({ length: 30 }, (_, at): Bar => ({
      ...(bars[0] as Bar),
      openTime: unixMs(at * 60_000),
    }));
    // The range of a flat market with highs and lows one above and below is 2, whatever we hold.
    expect(computeOnBars('F168', { n: 3 }, many).at(-1)).toBeCloseTo(2, 9);
  });

  it.each([
    ['a formula of quotes', 'microprice', {}, 'I3 microprice runs on each quote, not on bars'],
    ['an unknown formula', 'F9999', {}, 'there is no formula "F9999"'],
    ['a wrong parameter', 'I33', { m: 3 }, 'I33 mean-true-range has no parameter m; the nearest is n'],
  ])('is refused for %s', (_what, formula, params, message) => {
    expect(() => computeOnBars(formula, params, bars)).toThrow(message);
  });
});
