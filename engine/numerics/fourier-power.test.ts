import { describe, expect, it } from 'vitest';
import { FourierPower } from './fourier-power.ts';
import { Mulberry32 } from './mulberry32.ts';

describe('the power of a list', () => {
  it('of a pure cycle stands at its frequency: a quarter of the square of length times amplitude', () => {
    const wave = Float64Array.from({ length: 16 }, (_, i) => 3 * Math.cos((2 * Math.PI * 2 * i) / 16 + 0.7));
    const power = [...new FourierPower(16).of(wave)];
    expect(power).toHaveLength(7);
    power.forEach((each, k) => expect(each).toBeCloseTo(k === 1 ? (16 * 3) ** 2 / 4 : 0, 9));
  });

  it.each([8, 16, 30, 128])('of %d values is what the definition says', (length) => {
    const random = new Mulberry32(length);
    const values = Float64Array.from({ length }, () => random.normal());
    const powers = new FourierPower(length).of(values);
    expect(powers).toHaveLength(length / 2 - 1);
    powers.forEach((power, i) => {
      const angles = Array.from(values, (_, t) => (2 * Math.PI * (i + 1) * t) / length);
      const real = angles.reduce((sum, angle, t) => sum + (values[t] as number) * Math.cos(angle), 0);
      const imaginary = angles.reduce((sum, angle, t) => sum + (values[t] as number) * Math.sin(angle), 0);
      expect(power).toBeCloseTo(real * real + imaginary * imaginary, 9);
    });
  });

  it('stops at the frequency it is told to', () => {
    const values = Float64Array.from({ length: 12 }, (_, i) => (i * i) % 7);
    expect([...new FourierPower(12, 2).of(values)]).toEqual([...new FourierPower(12).of(values)].slice(0, 2));
  });
});
