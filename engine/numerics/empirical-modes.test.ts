import { describe, expect, it } from 'vitest';
import { empiricalModes, Sieve } from './empirical-modes.ts';

describe('empirical modes', () => {
  it('are sifted as in the formula catalogue', () => {
    // scipy CubicSpline(bc_type='natural') on the mirrored extrema, as the catalogue states.
    const x = Float64Array.of(0, 1, 0.2, 1.5, 0.1, 1.2, -0.3, 0.9, 0, 1.1, 0.3, 1.4);
    const expected = [
      -0.559459630473, 0.398388461782, -0.540494495065, 0.652423437105, -0.666111427487, 0.666130410023,
      -0.645059794989, 0.558054922804, -0.484899392559, 0.45789989876, -0.440302296887, 0.62941818527,
    ];
    expect(new Sieve(x.length).sift(x)).toBe(true);
    expected.forEach((each, i) => expect(x[i]).toBeCloseTo(each, 10));
  });

  it('and the trend sum to the series, the fast swing first', () => {
    const series = Float64Array.from(
      { length: 200 },
      (_, i) => 0.01 * i + Math.sin((2 * Math.PI * i) / 7) + 2 * Math.sin((2 * Math.PI * i) / 45),
    );
    const { modes, trend } = empiricalModes(series, { modes: 2, sifts: 8 });
    expect(modes).toHaveLength(2);
    series.forEach((each, i) => {
      const sum = modes.reduce((all, mode) => all + (mode[i] as number), trend[i] as number);
      expect(sum).toBeCloseTo(each, 10);
    });
    const crossings = (mode: Float64Array = new Float64Array()) =>
      mode.reduce((count, each, i) => count + (each * (mode[i - 1] ?? each) < 0 ? 1 : 0), 0);
    expect(crossings(modes[0])).toBeGreaterThan(50);
    expect(crossings(modes[1])).toBeLessThan(15);
    // Far from the ends, nothing but the line is left.
    expect(trend[100]).toBeCloseTo(1, 0);
  });

  it('are none of a series without swings', () => {
    const line = Float64Array.from({ length: 20 }, (_, i) => i);
    expect(empiricalModes(line, { modes: 4, sifts: 8 })).toEqual({ modes: [], trend: line });
  });
});
