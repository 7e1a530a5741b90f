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

  it.each([
    ['a formula of quotes', 'microprice', {}, 'I3 microprice runs on each quote, not on bars'],
    ['an unknown formula', 'F9999', {}, 'there is no formula "F9999"'],
    ['a wrong parameter', 'I33', { m: 3 }, 'I33 mean-true-range has no parameter m; the nearest is n'],
  ])('is refused for %s', (_what, formula, params, message) => {
    expect(() => computeOnBars(formula, params, bars)).toThrow(message);
  });
});
