import { describe, expect, it } from 'vitest';
import { transferRatio } from './without-transfers.ts';

describe('what sums are multiplied by after money was moved', () => {
  it.each([
    ['nothing was moved', 1200, 1000, 1000, 1],
    // 1,200 of which 600 came now: as much again as there was.
    ['as much again was put in', 1200, 1600, 1000, 2],
    ['half was taken out', 600, 400, 1000, 0.5],
    ['a quarter of less than one was put in', 0.5, 1.25, 1, 2],
    ['half of less than two was taken out', 0.75, 0.25, 1, 0.5],
    ['nothing was left before', 500, 1500, 1000, 1],
    ['less than nothing was left before', 400, 1500, 1000, 1],
    ['all was taken out', 0, 500, 1000, 1],
    ['more than all was lost after', -100, 1500, 1000, 1],
  ])('is right where %s', (_name, equity, deposits, before, ratio) => {
    expect(transferRatio({ equity, deposits }, before)).toBe(ratio);
  });
});
