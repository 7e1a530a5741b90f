import { describe, expect, it } from 'vitest';
import { halvingsAt, issuedSatoshi, subsidySatoshi } from './issuance.ts';

describe('the issuance of bitcoin', () => {
  // Height, satoshi a block, satoshi issued up to it: the rows of the catalogue check of F259.
  it.each([
    [0, 5_000_000_000, 5_000_000_000],
    [209_999, 5_000_000_000, 1_050_000_000_000_000],
    [210_000, 2_500_000_000, 1_050_002_500_000_000],
    [840_000, 312_500_000, 1_968_750_312_500_000],
    [925_000, 312_500_000, 1_995_312_812_500_000],
    [6_929_999, 1, 2_099_999_997_690_000],
    [6_930_000, 0, 2_099_999_997_690_000],
  ])('at height %d is %d satoshi a block and %d in all', (height, subsidy, issued) => {
    expect(subsidySatoshi(height)).toBe(subsidy);
    expect(issuedSatoshi(height)).toBe(issued);
  });

  it('ends, however high the chain grows', () => {
    expect(subsidySatoshi(1e12)).toBe(0);
    expect(issuedSatoshi(1e12)).toBe(2_099_999_997_690_000);
    expect(halvingsAt(839_999)).toBe(3);
  });
});
