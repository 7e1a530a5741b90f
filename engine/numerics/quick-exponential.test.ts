import { describe, expect, it } from 'vitest';
import { quickExponential, writeExponentials } from './quick-exponential.ts';

const numbers = Array.from({ length: 20_001 }, (_, i) => (i - 10_000) / 201);

describe('quick exponential', () => {
  it('agrees with the plain one to the last digits', () => {
    const worst = Math.max(...numbers.map((x) => Math.abs(quickExponential(x) / Math.exp(x) - 1)));
    expect(worst).toBeLessThan(2e-15);
  });

  it('is the same for a list', () => {
    const list = Float64Array.of(-1.5, 0.25, 3);
    writeExponentials(list, 2);
    expect([...list]).toEqual([quickExponential(-1.5), quickExponential(0.25), 3]);
  });

  it('is exactly 1 at 0, and the plain one where numbers end', () => {
    expect(quickExponential(0)).toBe(1);
    expect(quickExponential(-Infinity)).toBe(0);
    expect(quickExponential(800)).toBe(Infinity);
    expect(quickExponential(NaN)).toBeNaN();
  });
});
