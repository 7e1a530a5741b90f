import { describe, expect, it } from 'vitest';
import { Mulberry32 } from './mulberry32.ts';
import { PeriodWaves } from './period-waves.ts';

const noise = (seed: number, count: number): Float64Array => {
  const random = new Mulberry32(seed);
  return Float64Array.from({ length: count }, () => random.normal());
};

/** The recurrence of Goertzel (1958), whose power is that of the Fourier transform at any period. */
const goertzelPower = (values: Float64Array, period: number): number => {
  const turn = 2 * Math.cos((2 * Math.PI) / period);
  let [one, two] = [0, 0];
  for (const value of values) [one, two] = [value + turn * one - two, one];
  return one * one + two * two - turn * one * two;
};

describe('the power at whole periods', () => {
  it.each([
    { length: 192, first: 8, last: 64 },
    { length: 50, first: 3, last: 17 },
    { length: 10, first: 2, last: 25 },
    { length: 30, first: 7, last: 7 },
  ])('of $length values at $first to $last is that of Goertzel', ({ first, last, length }) => {
    const waves = new PeriodWaves(length, first, last);
    for (const seed of [1, 2]) {
      const values = noise(seed, length);
      const powers = waves.powersOf(values);
      expect(powers).toHaveLength(last - first + 1);
      powers.forEach((power, i) => expect(power).toBeCloseTo(goertzelPower(values, first + i), 9));
    }
  });

  it('is that of the wave itself where there is but one', () => {
    const wave = Float64Array.from({ length: 24 }, (_, i) => 3 * Math.cos((2 * Math.PI * i) / 6 + 0.4));
    const powers = new PeriodWaves(24, 4, 8).powersOf(wave);
    expect(powers[2]).toBeCloseTo((3 * 12) ** 2, 9);
    [0, 4].forEach((i) => expect(powers[i]).toBeCloseTo(0, 9));
  });

  it('refuses periods that are none', () => {
    expect(() => new PeriodWaves(10, 1, 4)).toThrow(RangeError);
    expect(() => new PeriodWaves(10, 5, 4)).toThrow(RangeError);
  });
});
