import { describe, expect, it } from 'vitest';
import { BarVolatility } from './bar-volatility.ts';

const after = (returns: readonly number[], memory?: number) => {
  const volatility = new BarVolatility(memory);
  for (const each of returns) volatility.push(each);
  return volatility.value;
};
const twenty = Array.from({ length: 20 }, (_, i) => (i % 2 === 0 ? 0.01 : -0.03));

describe('the volatility of a bar', () => {
  it('begins at the root mean square of the first twenty returns', () => {
    expect(after(twenty.slice(0, 19))).toBeNaN();
    expect(after(twenty)).toBeCloseTo(Math.sqrt((0.0001 + 0.0009) / 2), 14);
  });

  it('then takes six hundredths of each new square, or one hundredth when it is slow', () => {
    expect(after([...twenty, 0.1])).toBeCloseTo(Math.sqrt(0.94 * 0.0005 + 0.06 * 0.01), 14);
    expect(after([...twenty, 0.1], 0.99)).toBeCloseTo(Math.sqrt(0.99 * 0.0005 + 0.01 * 0.01), 14);
  });

  it('never falls below 1e-9', () => {
    expect(after(Array.from({ length: 30 }, () => 0))).toBe(1e-9);
  });
});
