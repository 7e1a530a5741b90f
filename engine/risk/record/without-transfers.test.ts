import { describe, expect, it } from 'vitest';
import { transferRatio } from './without-transfers.ts';

describe('what sums are multiplied by after money was moved', () => {
  it.each([
    ['nothing was moved', { equity: 1200, deposits: 1000 }, 1000, 1],
    // 1,200 of which 600 came now: as much again as there was.
    ['as much again was put in', { equity: 1200, deposits: 1600 }, 1000, 2],
    ['half was taken out', { equity: 600, deposits: 400 }, 1000, 0.5],
    ['a quarter of less than one was put in', { equity: 0.5, deposits: 1.25 }, 1, 2],
    ['half of less than two was taken out', { equity: 0.75, deposits: 0.25 }, 1, 0.5],
    ['nothing was left before', { equity: 500, deposits: 1500 }, 1000, 1],
    ['less than nothing was left before', { equity: 400, deposits: 1500 }, 1000, 1],
    ['all was taken out', { equity: 0, deposits: 500 }, 1000, 1],
    ['more than all was lost after', { equity: -100, deposits: 1500 }, 1000, 1],
  ])('is right where %s', (_name, account, depositsBefore, ratio) => {
    expect(transferRatio(account, depositsBefore)).toBe(ratio);
  });
});
