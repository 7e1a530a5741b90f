import { describe, expect, it } from 'vitest';
import { detrendedFluctuations, fluctuationExponent, profileOf } from './detrended-fluctuation.ts';
import { Mulberry32 } from './mulberry32.ts';

describe('detrended fluctuations', () => {
  it('give the numbers of numpy.polyfit per box and scipy.stats.linregress', () => {
    const random = new Mulberry32(11);
    const profile = profileOf(Array.from({ length: 128 }, () => random.normal()));
    const sizes = [8, 16, 32];
    const found = detrendedFluctuations(profile, sizes);
    expect(found[0]).toBeCloseTo(0.704949582373, 9);
    expect(fluctuationExponent(sizes, found)).toBeCloseTo(0.554199702777, 9);
  });

  it('are worked out for two boxes of three: only the second leaves its line', () => {
    // 0, 3, 0 around a line: flat at 1, squares 1 + 4 + 1.
    const found = detrendedFluctuations(Float64Array.of(1, 2, 3, 0, 3, 0, 99), [3, 8]);
    expect(found).toEqual([expect.closeTo(1, 14), NaN]);
  });

  it('grow with nothing where every box is a line', () => {
    const sizes = [4, 8];
    const line = Float64Array.from({ length: 32 }, (_, i) => i);
    expect(fluctuationExponent(sizes, detrendedFluctuations(line, sizes), 1e-12)).toBeNaN();
  });

  it('are of running sums around the mean', () => {
    expect([...profileOf([1, 2, 6])]).toEqual([-2, -3, 0].map((each) => expect.closeTo(each, 14)));
  });
});
